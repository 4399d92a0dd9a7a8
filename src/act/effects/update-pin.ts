import { z } from 'zod';
import { updatePin as update } from '../../pinterest/write.ts';
import { defineEffect } from './define-effect.ts';

const change = z
  .object({
    title: z.string().max(100).exactOptional(),
    description: z.string().max(800).exactOptional(),
    alt_text: z.string().max(500).exactOptional(),
    link: z
      .url({ protocol: /^https?$/ })
      .max(2048)
      .exactOptional(),
    board_id: z.string().exactOptional(),
    board_section_id: z.string().exactOptional(),
  })
  .refine((given) => Object.keys(given).length > 0, 'names nothing to change');

/** Other texts, link or board for a Pin; its picture cannot change. */
export const updatePin = defineEffect({
  safety: 'repeatable',
  params: z.object({ pinId: z.string(), change }),
  describe: ({ pinId, change: wanted }) => ({
    nl: `Pin ${pinId} aanpassen (${Object.keys(wanted).join(', ')})`,
    en: `Change Pin ${pinId} (${Object.keys(wanted).join(', ')})`,
  }),
  perform: async (reach, { pinId, change: wanted }) => {
    const changed = await update(reach.ctx.gate.pinterest, reach.session, { pinId, change: wanted });
    return changed.id;
  },
});
