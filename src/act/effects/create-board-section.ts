import { z } from 'zod';
import { createBoardSection as create } from '../../pinterest/write.ts';
import { defineEffect } from './define-effect.ts';
import { sectionsNamed } from './read-back.ts';

/** A new section of a board. Pinterest refuses a second one of the same name, so the name marks it. */
export const createBoardSection = defineEffect({
  safety: 'once',
  params: z.object({ boardId: z.string(), name: z.string().min(1).max(180) }),
  describe: ({ boardId, name }) => ({
    nl: `Sectie “${name}” op bord ${boardId} maken`,
    en: `Create the section “${name}” on board ${boardId}`,
  }),
  perform: async (reach, section) => (await create(reach.ctx.gate.pinterest, reach.session, section)).id,
  witness: async (reach, section) => ({ ids: await sectionsNamed(reach, section), isMarked: true }),
});
