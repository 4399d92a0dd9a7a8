import { endpoint } from '../../core/endpoint.ts';
import type { Page } from '../../core/pages.ts';
import { type StructureQuestion, structureList, structureWalk, type WalkQuestion } from '../../core/structure-list.ts';
import { type Ad, adShape } from '../../shapes/structure.ts';

/** Which ads: all of an ad account, or those of one kind of ids. */
export type AdsQuestion = StructureQuestion & {
  by?: { parameter: 'campaign_ids' | 'ad_group_ids' | 'ad_ids'; ids: readonly string[] };
};

/**
 * The ads of an ad account by rising id, page by page, archived ones too unless statuses say otherwise.
 *
 * @unit money in micros of the account's currency, times in unix seconds
 * @source ads/list
 * @personal none
 */
export const listAds = endpoint(
  'ads/list',
  (call, input: AdsQuestion): AsyncIterable<Ad[]> => structureList(call, input, adShape),
);

/**
 * All ads of an ad account by rising id in every status, with the bookmark after each page, so that a walk that is cut off
 * can go on where it was.
 *
 * @unit money in micros of the account's currency, times in unix seconds
 * @source ads/list
 * @personal none
 */
export const walkAds = endpoint(
  'ads/list',
  (call, input: WalkQuestion): AsyncIterable<Page<Ad>> => structureWalk(call, input, adShape),
);
