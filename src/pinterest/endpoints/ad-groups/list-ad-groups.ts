import { endpoint } from '../../core/endpoint.ts';
import type { Page } from '../../core/pages.ts';
import { type StructureQuestion, structureList, structureWalk, type WalkQuestion } from '../../core/structure-list.ts';
import { type AdGroup, adGroupShape } from '../../shapes/structure.ts';

/** Which ad groups: all of an ad account, or those of one kind of ids. */
export type AdGroupsQuestion = StructureQuestion & {
  by?: { parameter: 'campaign_ids' | 'ad_group_ids'; ids: readonly string[] };
};

/**
 * The ad groups of an ad account by rising id, page by page, archived ones too unless statuses say otherwise.
 *
 * @unit money in micros of the account's currency, times in unix seconds
 * @source ad_groups/list
 * @personal none
 */
export const listAdGroups = endpoint(
  'ad_groups/list',
  (call, input: AdGroupsQuestion): AsyncIterable<AdGroup[]> => structureList(call, input, adGroupShape),
);

/**
 * All ad groups of an ad account by rising id in every status, with the bookmark after each page, so that a walk that is cut off
 * can go on where it was.
 *
 * @unit money in micros of the account's currency, times in unix seconds
 * @source ad_groups/list
 * @personal none
 */
export const walkAdGroups = endpoint(
  'ad_groups/list',
  (call, input: WalkQuestion): AsyncIterable<Page<AdGroup>> => structureWalk(call, input, adGroupShape),
);
