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

const storePage = async (
  ctx: PullContext,
  input: { chunk: Chunk; landingId: string; page: { items: readonly unknown[]; next: string | undefined } },
): Promise<Chunk> => {
  const { chunk, landingId, page } = input;
  const landedOn = chunk.from;
  const after: Chunk = {
    ...chunk,
    landingId,
    bookmark: page.next,
    pages: chunk.pages + 1,
    rows: chunk.rows + BigInt(page.items.length),
  };
  await makeLandingRoom(ctx, landedOn);
  await inChunk(ctx, chunk, async (context) => {
    await storePiece(
      context.tx,
      { clientId: chunk.clientId, landingId, landedOn, piece: chunk.pages },
      lines(page.items),
    );
    await moveChunk(context, chunk.chunkId, {
      landing_id: landingId,
      bookmark: page.next ?? null,
      pages: after.pages,
      rows: after.rows,
    });
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
  const landingId = goesOn ? (given.landingId ?? '') : uuidv7(ctx.clock.now().getTime());
  const walk = walks[level](connected.pinterest, connected.session, {
    adAccountId: chunk.account,
    ...(chunk.bookmark === undefined ? {} : { bookmark: chunk.bookmark }),
  });
  for await (const page of walk) chunk = await storePage(ctx, { chunk, landingId, page });
  // All pieces of a walk lie in the partition of the day it was planned, also when it goes on past midnight.
  const head = { ...headOf(ctx, { chunk, columns: [], landingId }), landedOn: chunk.from };
  await inChunk(ctx, chunk, async (context) => {
    await storeHead(context.tx, { ...head, rows: chunk.rows }, chunk.pages);
    await moveChunk(context, chunk.chunkId, { state: 'landed', bookmark: null, fault_code: null });
    await announce(context.tx, landed, { clientId: chunk.clientId, landingId, priority: chunk.priority });
  });
};
