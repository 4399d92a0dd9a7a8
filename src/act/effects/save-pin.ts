import { z } from 'zod';
import { savePin as save } from '../../pinterest/write.ts';
import { defineEffect } from './define-effect.ts';
import { pinsSince } from './read-back.ts';

/** Saving an existing Pin to another board of the account, which makes a new Pin there. */
export const savePin = defineEffect({
  safety: 'once',
  params: z.object({ pinId: z.string(), boardId: z.string(), sectionId: z.string().nullable() }),
  describe: ({ pinId, boardId }) => ({
    nl: `Pin ${pinId} ook op bord ${boardId} bewaren`,
    en: `Save Pin ${pinId} to board ${boardId} as well`,
  }),
  perform: async (reach, { pinId, boardId, sectionId }) => {
    const made = await save(reach.ctx.gate.pinterest, reach.session, {
      pinId,
      boardId,
      ...(sectionId !== null && { boardSectionId: sectionId }),
    });
    return made.id;
  },
  // A saved Pin names the Pin it came from, which marks it as well as an address would.
  witness: async (reach, { pinId, boardId }, search) => {
    const young = await pinsSince(reach, { boardId, ...search });
    return { ids: young.filter((each) => each.parent_pin_id === pinId).map(({ id }) => id), isMarked: true };
  },
  undo: (outcomeId) => ({ effect: 'delete-pin', params: { pinId: outcomeId } }),
});
