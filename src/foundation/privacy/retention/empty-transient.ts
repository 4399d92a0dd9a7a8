import { type Context, withoutClient } from '../../db/index.ts';

/**
 * Empties the transient tables once after the server was started or restored since they were last emptied. Every connection
 * does so by itself when it arrives; this is for who wants it done and known, at start. Returns whether it emptied them.
 *
 * @personal none
 */
export const emptyTransient = (ctx: Context): Promise<boolean> =>
  withoutClient(ctx.db, { actor: { kind: 'system', name: 'privacy-upkeep' } }, async (tx) => {
    const [row] = await tx.sql<{ emptied: boolean }>('select empty_transient() as emptied');
    return row?.emptied === true;
  });
