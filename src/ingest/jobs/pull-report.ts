import { setTimeout as wait } from 'node:timers/promises';
import type { ClientSession } from '../../connect/index.ts';
import { Fault } from '../../foundation/kit/index.ts';
import { parseWindow, reportLevels } from '../../pinterest/contract.ts';
import { createReport, downloadReport, getReport, type ReportState } from '../../pinterest/read.ts';
import { type Chunk, moveChunk } from '../cursors/chunk-states.ts';
import { landChunk } from '../land/land-chunk.ts';
import { readReportBody } from '../land/report-body.ts';
import { idColumn, metricColumns } from '../plans/columns.ts';
import { inChunk, type PullContext } from './pull-context.ts';

// Reports take from a second to minutes. The waits grow, so that a quick report is picked up at once and a slow one costs few
// calls; together they last ten minutes, after which the chunk goes back in the queue with its token kept.
const WAITS_MS = [700, 1500, 3000, 5000, ...Array.from({ length: 59 }, () => 10_000)];

// Whatever else Pinterest answers, an unknown state too, means: look again.
const gone: readonly ReportState[] = ['FAILED', 'CANCELLED', 'EXPIRED', 'DOES_NOT_EXIST'];

type Ready = { readonly url: string; readonly size: number | null };

type Asked = { readonly token: string; readonly askedAt: Date };

const askReport = async (ctx: PullContext, chunk: Chunk, connected: ClientSession): Promise<Asked> => {
  if (chunk.reportToken !== undefined && chunk.askedAt !== undefined) {
    return { token: chunk.reportToken, askedAt: chunk.askedAt };
  }
  const { reportTime } = chunk;
  if (reportTime === '') throw new Fault('INGEST_PLAN_BROKEN', 'bug', 'A report chunk lacks its report time.');
  const columns = metricColumns(chunk, ctx.firstWindow);
  const askedAt = ctx.clock.now();
  const { token } = await createReport(connected.pinterest, connected.session, {
    adAccountId: chunk.account,
    level: reportLevels[chunk.level],
    from: chunk.from,
    to: chunk.to,
    columns,
    window: parseWindow(chunk.window),
    reportTime,
  });
  await inChunk(ctx, chunk, (context) =>
    moveChunk(context, chunk.chunkId, { state: 'asked', report_token: token, asked_at: askedAt }),
  );
  return { token, askedAt };
};

const forgetReport = async (ctx: PullContext, chunk: Chunk, state: ReportState): Promise<never> => {
  await inChunk(ctx, chunk, (context) => moveChunk(context, chunk.chunkId, { state: 'planned', report_token: null }));
  throw new Fault('INGEST_REPORT_REFUSED', 'upstream', 'Pinterest did not make the report.', { facts: { state } });
};

const awaitReport = async (
  ctx: PullContext,
  chunk: Chunk,
  asking: { connected: ClientSession; token: string },
): Promise<Ready> => {
  const { pinterest, session } = asking.connected;
  for (const pause of WAITS_MS) {
    const report = await getReport(pinterest, session, { adAccountId: chunk.account, token: asking.token });
    if (report.state === 'FINISHED' && report.url !== null) return { url: report.url, size: report.size };
    if (gone.includes(report.state)) return forgetReport(ctx, chunk, report.state);
    await wait(pause, undefined, { signal: ctx.signal });
  }
  throw new Fault('INGEST_REPORT_LATE', 'upstream', 'Pinterest had not finished the report after ten minutes.');
};

async function* counted(stream: AsyncIterable<Uint8Array>, size: number | null): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of stream) {
    bytes += piece.length;
    yield piece;
  }
  // A connection that ends early looks like the end of the file; the stated size tells them apart.
  if (size !== null && size !== bytes) {
    throw new Fault('INGEST_REPORT_MALFORMED', 'upstream', 'The report came in only partly; it is asked again.', {
      facts: { bytes, size },
    });
  }
}

/**
 * Asks a report, waits for it and lands it. The report's token is kept before anything else happens, so a process that dies
 * while waiting is followed by one that waits for the same report.
 */
export const pullReport = async (ctx: PullContext, chunk: Chunk, connected: ClientSession): Promise<void> => {
  const { token, askedAt } = await askReport(ctx, chunk, connected);
  const ready = await awaitReport(ctx, chunk, { connected, token });
  const columns = metricColumns(chunk, ctx.firstWindow);
  const stream = await downloadReport(connected.pinterest, { url: ready.url });
  await landChunk(ctx, { chunk, columns, pulledAt: askedAt }, (sink) =>
    readReportBody(counted(stream, ready.size), [idColumn(chunk.level), 'DATE', ...columns], sink),
  );
};
