import { z } from 'zod';
import { createBoard as create } from '../../pinterest/write.ts';
import { defineEffect } from './define-effect.ts';
import { boardsSince } from './read-back.ts';

/** A new board of the account. */
export const createBoard = defineEffect({
  safety: 'once',
  params: z.object({
    name: z.string().min(1).max(180),
    description: z.string().max(500),
    privacy: z.enum(['PUBLIC', 'PROTECTED', 'SECRET']),
  }),
  describe: ({ name }) => ({ nl: `Bord “${name}” maken`, en: `Create the board “${name}”` }),
  perform: async (reach, board) => (await create(reach.ctx.gate.pinterest, reach.session, { board })).id,
  witness: async (reach, { name }, search) => ({
    ids: await boardsSince(reach, { name, ...search }),
    // An account may have two boards of one name, so a board that is absent is not made again without a person.
    isMarked: false,
  }),
});
