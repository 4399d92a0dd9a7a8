import type { GateContext } from '../../connect/index.ts';
import { withClient } from '../../foundation/db/index.ts';
import type { Chunk, ChunkContext } from '../cursors/chunk-states.ts';

/** What pulling one chunk needs besides the chunk: the way to Pinterest, the client's first window, and when to stop. */
export type PullContext = GateContext & {
  readonly firstWindow: string;
  /** Quiet between two questions for organic figures; `organicShare` unless the asker has a Pinterest of its own. */
  readonly organicPauseMs: number;
  readonly signal: AbortSignal;
};

/** Runs one short transaction of the chunk's client. */
export const inChunk = <Result>(
  ctx: GateContext,
  chunk: Pick<Chunk, 'clientId'>,
  work: (context: ChunkContext) => Promise<Result>,
): Promise<Result> =>
  withClient(ctx.db, { actor: ctx.actor, clientId: chunk.clientId }, (tx) =>
    work({ tx, clientId: chunk.clientId, now: ctx.clock.now() }),
  );
