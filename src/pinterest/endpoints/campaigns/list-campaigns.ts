import { endpoint } from '../../core/endpoint.ts';
import type { Page } from '../../core/pages.ts';
import { type StructureQuestion, structureList, structureWalk, type WalkQuestion } from '../../core/structure-list.ts';
import { type Campaign, campaignShape } from '../../shapes/structure.ts';

/** Which campaigns: all of an ad account, or those of one kind of ids. */
export type CampaignsQuestion = StructureQuestion & { by?: { parameter: 'campaign_ids'; ids: readonly string[] } };

/**
 * The campaigns of an ad account by rising id, page by page, archived ones too unless statuses say otherwise.
 *
 * @unit money in micros of the account's currency, times in unix seconds
 * @source campaigns/list
 * @personal none
 */
export const listCampaigns = endpoint(
  'campaigns/list',
  (call, input: CampaignsQuestion): AsyncIterable<Campaign[]> => structureList(call, input, campaignShape),
);

/**
 * All campaigns of an ad account by rising id in every status, with the bookmark after each page, so that a walk that is cut off
 * can go on where it was.
 *
 * @unit money in micros of the account's currency, times in unix seconds
 * @source campaigns/list
 * @personal none
 */
export const walkCampaigns = endpoint(
  'campaigns/list',
  (call, input: WalkQuestion): AsyncIterable<Page<Campaign>> => structureWalk(call, input, campaignShape),
);
