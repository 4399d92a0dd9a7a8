import { announce } from '../../foundation/jobs/index.ts';
import { type Chunk, landMove } from '../cursors/chunk-states.ts';
import { landed } from '../events.ts';
import { headOf, makeLandingRoom } from '../land/land-chunk.ts';
import { storeHead, storePiece } from '../land/landing-pieces.ts';
import { inChunk, type PullContext } from './pull-context.ts';

type Walking = {
  readonly chunk: Chunk;
  readonly landingId: string;
  readonly pulledAt: Date;
  /** Names of the figures in the lines; empty for structure. */
  readonly columns: readonly string[];
};

/** One page of a walk; `next` is where the walk goes on, undefined after the last page. */
type WalkedPage = { readonly body: Buffer; readonly rows: number; readonly next: string | undefined };

/**
 * Keeps a page with the cursor of the next, so that a process that dies is followed by one that goes on there; with the last
 * page the walk has landed, in the same transaction. Gives back the chunk as it then stands.
 */
export const landPage = async (ctx: PullContext, walking: Walking, page: WalkedPage): Promise<Chunk> => {
  const { chunk, landingId, pulledAt, columns } = walking;
  // All pieces of a walk lie in the partition of the day it was planned, also when it goes on past midnight.
  const landedOn = chunk.nightOn;
  const pages = chunk.pages + 1;
  const rows = chunk.rows + BigInt(page.rows);
  const after: Chunk = { ...chunk, landingId, bookmark: page.next, pages, rows };
  const isLast = page.next === undefined;
  await makeLandingRoom(ctx, landedOn);
  await inChunk(ctx, chunk, async (context) => {
    const { tx, clientId } = context;
    await storePiece(tx, { clientId, landingId, landedOn, piece: chunk.pages }, page.body);
    const moved = { landing_id: landingId, bookmark: page.next ?? null, pages, rows };
    await landMove(context, chunk.chunkId, isLast ? { ...moved, state: 'landed', fault_code: null } : moved);
    if (!isLast) return;
    const head = { ...headOf({ chunk, columns, landingId, pulledAt }), landedOn, rows };
    await storeHead(tx, head, pages);
    await announce(tx, landed, { clientId, landingId, priority: chunk.priority });
  });
  return after;
};
