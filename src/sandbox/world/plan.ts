import { HORIZON } from './calendar.ts';
import { draw, fraction, pick, seedFor } from './hash.ts';
import { perAccount } from './per-account.ts';
import type { World, WorldAccount } from './world.ts';

/** What a campaign is for. */
export type Objective = 'AWARENESS' | 'CONSIDERATION' | 'WEB_CONVERSION' | 'CATALOG_SALES' | 'VIDEO_COMPLETION';

/** A campaign of the world: from the day it was made, `from` to before `until` it runs. Days may be negative. */
export type PlannedCampaign = {
  readonly index: number;
  readonly created: number;
  readonly from: number;
  readonly until: number;
  readonly objective: Objective;
  readonly budgetOptimised: boolean;
  /** Removed by Pinterest on request: in no list and no report, but its past still counts in the account's totals. */
  readonly deleted: boolean;
  readonly firstGroup: number;
  groups: number;
  readonly firstAd: number;
  ads: number;
};

/** An ad group; its ads stand next to one another. */
export type PlannedGroup = {
  readonly index: number;
  readonly campaign: number;
  readonly firstAd: number;
  readonly ads: number;
};

/** The structure of one ad account: parents before children, children of one parent side by side. */
export type Plan = {
  readonly campaigns: readonly PlannedCampaign[];
  readonly groups: readonly PlannedGroup[];
  readonly ads: number;
  readonly groupOfAd: Int32Array;
  readonly campaignOfAd: Int32Array;
};

type Draft = {
  campaigns: PlannedCampaign[];
  groups: PlannedGroup[];
  ads: number;
  groupOfAd: number[];
  campaignOfAd: number[];
};

/**
 * How many ads deliver on a day. Together with 90 % of days delivering this keeps `small` under 50 thousand ad-days,
 * `agency` under a million and `large` under five million until 2027-03.
 */
const alive = {
  small: { ordinary: 12, many: 24 },
  agency: { ordinary: 23, many: 260 },
  large: { ordinary: 16, many: 300 },
} as const;

const objectives = [
  'CONSIDERATION',
  'WEB_CONVERSION',
  'WEB_CONVERSION',
  'AWARENESS',
  'CATALOG_SALES',
  'VIDEO_COMPLETION',
] as const;

type NewCampaign = Pick<PlannedCampaign, 'created' | 'from' | 'until'> & {
  shape: readonly number[];
  deleted?: boolean;
};

const addCampaign = (draft: Draft, seed: number, input: NewCampaign): void => {
  const index = draft.campaigns.length;
  const campaign: PlannedCampaign = {
    index,
    created: input.created,
    from: input.from,
    until: input.until,
    objective: pick(objectives, draw(seed, index, 1)),
    budgetOptimised: draw(seed, index, 2) % 4 === 0,
    deleted: input.deleted ?? false,
    firstGroup: draft.groups.length,
    groups: input.shape.length,
    firstAd: draft.ads,
    ads: 0,
  };
  for (const ads of input.shape) {
    const group = { index: draft.groups.length, campaign: index, firstAd: draft.ads, ads };
    draft.groups.push(group);
    for (let ad = 0; ad < ads; ad += 1) {
      draft.groupOfAd.push(group.index);
      draft.campaignOfAd.push(index);
    }
    draft.ads += ads;
    campaign.ads += ads;
  }
  draft.campaigns.push(campaign);
};

/** Splits `ads` over groups of at most `most`. */
const groupsOf = (ads: number, most: number): number[] => {
  const groups = Math.ceil(ads / most);
  return Array.from(
    { length: groups },
    (_, at) => Math.floor((ads * (at + 1)) / groups) - Math.floor((ads * at) / groups),
  );
};

/** An account with a fixed number of ads: a few long-running campaigns, and an archive from before the history begins. */
const fillFixed = (draft: Draft, seed: number, size: { ads: number; live: number }): void => {
  const archived = size.ads - size.live;
  const perCampaign = Math.max(60, Math.ceil(archived / 60));
  for (let left = archived, at = 0; left > 0; left -= perCampaign, at += 1) {
    const created = -400 + at * 4;
    addCampaign(draft, seed, {
      created,
      from: created,
      until: created + 60,
      shape: groupsOf(Math.min(left, perCampaign), 50),
    });
  }
  const running = Math.max(3, Math.ceil(size.live / 25));
  for (let at = 0; at < running; at += 1) {
    const ads = Math.floor((size.live * (at + 1)) / running) - Math.floor((size.live * at) / running);
    addCampaign(draft, seed, { created: -6, from: -2, until: HORIZON, shape: groupsOf(ads, 8) });
  }
};

/** An ordinary account: a few lines of campaigns, each following the one before it after a short pause. */
const fillOrdinary = (draft: Draft, seed: number, live: number): void => {
  const lines = 2 + (draw(seed, 5) % 3);
  const made: NewCampaign[] = [];
  for (let line = 0; line < lines; line += 1) {
    const ads = Math.max(1, Math.floor((live * (line + 1)) / lines) - Math.floor((live * line) / lines));
    let from = -Math.floor(60 * fraction(seed, 6, line));
    for (let turn = 0; from < HORIZON; turn += 1) {
      const length = 80 + Math.floor(100 * fraction(seed, 7, line, turn));
      made.push({
        created: from - 3,
        from,
        until: from + length,
        shape: groupsOf(ads, 3 + (draw(seed, 8, line, turn) % 3)),
      });
      from += length + Math.floor(9 * fraction(seed, 9, line, turn));
    }
  }
  made.sort((one, other) => one.created - other.created);
  for (const campaign of made) addCampaign(draft, seed, campaign);
};

/** The last account of each world has lost a campaign that ran in the spring of 2025. */
const addDeleted = (draft: Draft, seed: number): void =>
  addCampaign(draft, seed, { created: 88, from: 90, until: 151, shape: [2, 2], deleted: true });

/** Whether this account's totals hold a campaign that is in no list any more. */
export const hasDeletedCampaign = (world: World, account: WorldAccount): boolean =>
  account.index === world.accounts.length - 1;

const build = (world: World, account: WorldAccount): Plan => {
  const seed = seedFor(world.seed + account.index * 7919, 'plan');
  const draft: Draft = { campaigns: [], groups: [], ads: 0, groupOfAd: [], campaignOfAd: [] };
  const living = alive[world.name];
  if (account.fixedAds === undefined) fillOrdinary(draft, seed, living.ordinary);
  else fillFixed(draft, seed, { ads: account.fixedAds, live: living.many });
  if (hasDeletedCampaign(world, account)) addDeleted(draft, seed);
  return { ...draft, groupOfAd: Int32Array.from(draft.groupOfAd), campaignOfAd: Int32Array.from(draft.campaignOfAd) };
};

/** The structure of an ad account, made once per world. */
export const planOf = perAccount(build);
