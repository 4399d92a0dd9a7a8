import { setTimeout as wait } from 'node:timers/promises';
import type { ClientSession } from '../../connect/index.ts';
import { Fault } from '../../foundation/kit/index.ts';
import { parseWindow, reportLevels } from '../../pinterest/contract.ts';
import { createReport, downloadReport, getReport, type ReportState } from '../../pinterest/read.ts';
import { type Chunk, moveChunk } from '../cursors/chunk-states.ts';
import { readBreakdownBody } from '../land/breakdown-body.ts';
import { landChunk } from '../land/land-chunk.ts';
import { readReportBody } from '../land/report-body.ts';
import { typesOf } from '../plans/breakdowns.ts';
import { idColumn, metricColumns } from '../plans/columns.ts';
import { inChunk, type PullContext } from './pull-context.ts';
import { reportPace } from './report-pace.ts';

// Shared by all pulls of this process: how long Pinterest takes at present is the same for all.
const pace = reportPace();

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
    ...(chunk.kind === 'breakdown' ? { targetingTypes: typesOf(chunk.breakdown) } : {}),
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
  const begun = performance.now();
  // Whoever takes up the report of another looks at once: it has been made meanwhile.
  const looks = chunk.reportToken === undefined ? pace.looks() : [0, ...pace.looks()];
  for (const [index, afterMs] of looks.entries()) {
    await wait(Math.max(0, begun + afterMs - performance.now()), undefined, { signal: ctx.signal });
    const report = await getReport(pinterest, session, { adAccountId: chunk.account, token: asking.token });
    if (gone.includes(report.state)) return forgetReport(ctx, chunk, report.state);
    if (report.state !== 'FINISHED' || report.url === null) continue;
    if (chunk.reportToken === undefined) pace.found(index, performance.now() - begun);
    return { url: report.url, size: report.size };
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
  const body = counted(stream, ready.size);
  const id = idColumn(chunk.level);
  await landChunk(ctx, { chunk, columns, pulledAt: askedAt }, (sink) =>
    chunk.kind === 'breakdown'
      ? readBreakdownBody(body, { id, types: typesOf(chunk.breakdown), columns }, sink)
      : readReportBody(body, [id, 'DATE', ...columns], sink),
  );
};
