import { getClient } from '../../clients/index.ts';
import { type GateContext, pauseConnection, sessionFor } from '../../connect/index.ts';
import { givenBack } from '../../foundation/jobs/index.ts';
import { asFault, type ClientId, Fault, isFault } from '../../foundation/kit/index.ts';
import { type Chunk, findChunk, noteFault } from '../cursors/chunk-states.ts';
import { organicShare } from '../plans/organic-share.ts';
import { inChunk, type PullContext } from './pull-context.ts';
import { pullOrganic } from './pull-organic.ts';
import { pullReport } from './pull-report.ts';
import { pullStructure } from './pull-structure.ts';
import { pullSync } from './pull-sync.ts';

const pulls = {
  report: pullReport,
  breakdown: pullReport,
  structure: pullStructure,
  sync: pullSync,
  organic: pullOrganic,
} as const;

const pull = async (ctx: PullContext, chunk: Chunk): Promise<void> => {
  const connected = await sessionFor(ctx, { clientId: chunk.clientId });
  await pulls[chunk.kind](ctx, chunk, connected);
};

// Asking changes nothing at Pinterest and a chunk is looked at before it is asked, so also what may have happened is simply
// done again, and so is what Pinterest has forgotten; the queue would stop at such a fault.
const repeatable = (fault: Fault): Fault =>
  ['unsure', 'conflict', 'missing', 'unauthenticated'].includes(fault.kind)
    ? new Fault('INGEST_ASK_AGAIN', 'upstream', 'It is asked again.', { cause: fault, facts: { code: fault.code } })
    : fault;

/**
 * Asks one chunk and lands its answer; a chunk that has landed, or that a later night replaced, is left alone. A fault is
 * noted on the chunk, where people see it as the reason of a gap; while trying again may help it goes on to the queue, which
 * knows when to try again.
 * @personal none
 */
export const pullChunk = async (
  ctx: GateContext & { readonly signal: AbortSignal; readonly organicPauseMs?: number },
  payload: { clientId: ClientId; chunkId: string },
): Promise<void> => {
  const chunk = await inChunk(ctx, payload, (context) => findChunk(context, payload.chunkId));
  if (chunk === undefined || chunk.state === 'landed' || chunk.state === 'failed') return;
  const client = await getClient(ctx, { clientId: payload.clientId });
  const pullContext: PullContext = {
    ...ctx,
    firstWindow: client.settings.windows[0] ?? '30/30/1',
    organicPauseMs: ctx.organicPauseMs ?? organicShare.pauseMs,
  };
  try {
    await pull(pullContext, chunk);
  } catch (error) {
    // The run is not ours any more (a stop, a lost claim, the end of its time) and nothing is written at its end: the chunk is
    // as good as it was, and whoever takes it up goes on from its cursor.
    if (ctx.signal.aborted) throw givenBack(error);
    if (isFault(error, 'INGEST_CHUNK_SETTLED')) return;
    const fault = asFault(error);
    const verdict = await inChunk(ctx, chunk, (context) => noteFault(context, chunk, fault));
    if (verdict === 'again' || fault.kind === 'bug') throw repeatable(fault);
    // Refused although it was fresh: only a person can help, and every further call would be one too many.
    if (fault.code === 'PINTEREST_TOKEN_REFUSED') await pauseConnection(ctx, { ...payload, code: fault.code });
    ctx.log.warn('ingest.chunk-failed', { clientId: chunk.clientId, chunk: chunk.chunkId, code: fault.code });
  }
};
