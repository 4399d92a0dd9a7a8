import type { ClientSession } from '../../connect/index.ts';
import { announce } from '../../foundation/jobs/index.ts';
import { uuidv7 } from '../../foundation/kit/index.ts';
import { writeJson } from '../../pinterest/index.ts';
import { walkAdGroups, walkAds, walkCampaigns } from '../../pinterest/read.ts';
import { type Chunk, moveChunk } from '../cursors/chunk-states.ts';
import { landed } from '../events.ts';
import { headOf, makeLandingRoom } from '../land/land-chunk.ts';
import { storeHead, storePiece } from '../land/landing-pieces.ts';
import { inChunk, type PullContext } from './pull-context.ts';

const walks = { campaign: walkCampaigns, adGroup: walkAdGroups, ad: walkAds } as const;

const lines = (items: readonly unknown[]): Buffer => Buffer.from(items.map((item) => `${writeJson(item)}\n`).join(''));

type Walking = { readonly chunk: Chunk; readonly landingId: string; readonly pulledAt: Date };

/** Keeps a page with the bookmark of the next; with the last page the walk has landed, in the same transaction. */
const storePage = async (
  ctx: PullContext,
  walking: Walking,
  page: { items: readonly unknown[]; next: string | undefined },
): Promise<Chunk> => {
  const { chunk, landingId, pulledAt } = walking;
  // All pieces of a walk lie in the partition of the day it was planned, also when it goes on past midnight.
  const landedOn = chunk.from;
  const pages = chunk.pages + 1;
  const rows = chunk.rows + BigInt(page.items.length);
  const after: Chunk = { ...chunk, landingId, bookmark: page.next, pages, rows };
  const isLast = page.next === undefined;
  await makeLandingRoom(ctx, landedOn);
  await inChunk(ctx, chunk, async (context) => {
    const { tx, clientId } = context;
    await storePiece(tx, { clientId, landingId, landedOn, piece: chunk.pages }, lines(page.items));
    const moved = { landing_id: landingId, bookmark: page.next ?? null, pages, rows };
    await moveChunk(context, chunk.chunkId, isLast ? { ...moved, state: 'landed', fault_code: null } : moved);
    if (!isLast) return;
    const head = { ...headOf({ chunk, columns: [], landingId, pulledAt }), landedOn, rows };
    await storeHead(tx, head, pages);
    await announce(tx, landed, { clientId, landingId, priority: chunk.priority });
  });
  return after;
};

/**
 * Walks through all campaigns, ad groups or ads of an account, in every status, and lands them as JSON lines. Each page is
 * kept together with the bookmark of the next, so a process that dies is followed by one that goes on at that page.
 * @cost ⌈n / 250⌉ calls and one transaction per page
 */
export const pullStructure = async (ctx: PullContext, given: Chunk, connected: ClientSession): Promise<void> => {
  const { level } = given;
  if (level === 'account') return;
  const goesOn = given.bookmark !== undefined && given.landingId !== undefined;
  let chunk: Chunk = goesOn ? given : { ...given, pages: 0, rows: 0n, bookmark: undefined };
  const pulledAt = ctx.clock.now();
  const landingId = goesOn ? (given.landingId ?? '') : uuidv7(pulledAt.getTime());
  const walk = walks[level](connected.pinterest, connected.session, {
    adAccountId: chunk.account,
    ...(chunk.bookmark === undefined ? {} : { bookmark: chunk.bookmark }),
  });
  for await (const page of walk) chunk = await storePage(ctx, { chunk, landingId, pulledAt }, page);
};
