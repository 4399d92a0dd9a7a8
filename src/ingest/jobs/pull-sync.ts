import type { ClientSession } from '../../connect/index.ts';
import { deliveryColumns, parseWindow } from '../../pinterest/contract.ts';
import { getAccountFigures } from '../../pinterest/read.ts';
import type { Chunk } from '../cursors/chunk-states.ts';
import { landChunk } from '../land/land-chunk.ts';
import type { PullContext } from './pull-context.ts';

/**
 * Asks an account's own line of yesterday and today directly: one call where a report takes three. Delivery only, because
 * direct answers know fewer conversion columns than reports.
 */
export const pullSync = async (ctx: PullContext, chunk: Chunk, connected: ClientSession): Promise<void> => {
  const pulledAt = ctx.clock.now();
  const rows = await getAccountFigures(connected.pinterest, connected.session, {
    adAccountId: chunk.account,
    from: chunk.from,
    to: chunk.to,
    columns: deliveryColumns,
    granularity: 'DAY',
    window: parseWindow(chunk.window),
    reportTime: 'TIME_OF_AD_ACTION',
  });
  await landChunk(ctx, { chunk, columns: deliveryColumns, pulledAt }, async (sink) => {
    const lines = rows.map((row) =>
      [chunk.account, row.day, ...deliveryColumns.map((column) => String(row.values[column] ?? 0))].join('\t'),
    );
    if (lines.length > 0) await sink(Buffer.from(`${lines.join('\n')}\n`));
    return lines.length;
  });
};
