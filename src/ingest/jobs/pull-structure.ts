import type { ClientSession } from '../../connect/index.ts';
import { uuidv7 } from '../../foundation/kit/index.ts';
import { writeJson } from '../../pinterest/index.ts';
import { walkAdGroups, walkAds, walkCampaigns } from '../../pinterest/read.ts';
import type { Chunk } from '../cursors/chunk-states.ts';
import { landPage } from './paged-landing.ts';
import type { PullContext } from './pull-context.ts';

const walks = { campaign: walkCampaigns, adGroup: walkAdGroups, ad: walkAds } as const;

const lines = (items: readonly unknown[]): Buffer => Buffer.from(items.map((item) => `${writeJson(item)}\n`).join(''));

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
  for await (const { items, next } of walk) {
    const page = { body: lines(items), rows: items.length, next };
    chunk = await landPage(ctx, { chunk, landingId, pulledAt, columns: [] }, page);
  }
};
