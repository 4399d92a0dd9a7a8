import { ask, endpoint } from '../../core/endpoint.ts';
import { type BidFloor, bidFloorShape } from '../../shapes/planning.ts';

/** What would be bid for. */
export type BidFloorSpec = {
  currency: string;
  billable_event: 'CLICKTHROUGH' | 'IMPRESSION' | 'VIDEO_V_50_MRC';
  objective_type?: string;
  creative_type?: string;
  countries?: readonly string[];
};

/** The lowest bids Pinterest takes, one per spec in their order. @unit micros of the spec's currency @personal none */
export const getBidFloors = endpoint(
  'ad_groups_bid_floor/get',
  (call, input: { adAccountId: string; specs: readonly BidFloorSpec[] }): Promise<BidFloor> =>
    ask(call, { path: { ad_account_id: input.adAccountId }, body: { bid_floor_specs: input.specs } }, bidFloorShape),
);
