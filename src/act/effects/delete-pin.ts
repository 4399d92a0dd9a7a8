import { z } from 'zod';
import { isFault } from '../../foundation/kit/index.ts';
import { deletePin as remove } from '../../pinterest/write.ts';
import { defineEffect } from './define-effect.ts';

/** Taking a Pin away. There is no way back: the same Pin published again is another Pin. */
export const deletePin = defineEffect({
  safety: 'repeatable',
  params: z.object({ pinId: z.string() }),
  describe: ({ pinId }) => ({ nl: `Pin ${pinId} verwijderen`, en: `Delete Pin ${pinId}` }),
  perform: async (reach, { pinId }) => {
    try {
      await remove(reach.ctx.gate.pinterest, reach.session, { pinId });
    } catch (error) {
      // Gone already is what was asked for.
      if (!isFault(error, 'PINTEREST_PIN_MISSING')) throw error;
    }
    return null;
  },
});
