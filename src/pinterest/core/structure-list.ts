import type { z } from 'zod';
import { type EntityStatus, entityStatuses } from '../shapes/structure.ts';
import type { Call } from './endpoint.ts';
import { bookmarkedPages, idChunks, type Page, pages } from './pages.ts';
import type { Query } from './send.ts';

/** Which campaigns, ad groups or ads of an ad account. Left out, every status is asked: archived ones too. */
export type StructureQuestion = { adAccountId: string; statuses?: readonly EntityStatus[] };

/** Lists by at most one kind of id, in pieces that fit an address; without ids the whole account. @personal as the shape says */
export async function* structureList<Item>(
  call: Call,
  input: StructureQuestion & { by?: { parameter: string; ids: readonly string[] } },
  item: z.ZodType<Item>,
): AsyncGenerator<Item[]> {
  const pieces: Query[] =
    input.by === undefined ? [{}] : idChunks(input.by.ids).map((ids) => ({ [input.by?.parameter ?? '']: ids }));
  for (const piece of pieces) {
    const query = { ...piece, entity_statuses: input.statuses ?? entityStatuses, order: 'ASCENDING' };
    yield* pages(call, { path: { ad_account_id: input.adAccountId }, query }, item);
  }
}

/** Which structure to walk through, and from which bookmark on when an earlier walk was cut off. */
export type WalkQuestion = { adAccountId: string; bookmark?: string };

/** Walks through a whole account in every status, telling the bookmark after each page. @personal as the shape says */
export const structureWalk = <Item>(
  call: Call,
  input: WalkQuestion,
  item: z.ZodType<Item>,
): AsyncIterable<Page<Item>> => {
  const query = { entity_statuses: entityStatuses, order: 'ASCENDING' };
  const from = input.bookmark === undefined ? {} : { bookmark: input.bookmark };
  return bookmarkedPages(call, { path: { ad_account_id: input.adAccountId }, query, ...from }, item);
};
