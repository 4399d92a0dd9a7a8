import { budgetsOf, inCurrency } from './budgets.ts';
import { HORIZON } from './calendar.ts';
import { at } from './columns.ts';
import { bell, counted, draw, fraction, next, seedFor } from './hash.ts';
import { marketOf } from './market.ts';
import { perAccount } from './per-account.ts';
import { planOf } from './plan.ts';
import type { World, WorldAccount } from './world.ts';

/*
 * What one ad does on one day, drawn from (seed, ad, day) alone:
 *
 *   budget × pace            → spend
 *   spend ^ b ÷ pressure     → impressions: the next euro always buys less (b < 1), and less when all advertise
 *   impressions × rate × wear → clicks, saves; wear is the audience having seen the picture
 *
 * Invalid impressions are found in the three days after: until then a day shows more impressions and spend than it keeps.
 */

const SPEND = at('SPEND_IN_MICRO_DOLLAR');
const IMPRESSIONS = at('IMPRESSION_1');
const IMPRESSIONS_EARNED = at('IMPRESSION_2');
const GROSS = at('IMPRESSION_1_GROSS');
const CLICKS = at('CLICKTHROUGH_1');
const CLICKS_EARNED = at('CLICKTHROUGH_2');
const OUTBOUND = at('OUTBOUND_CLICK_1');
const OUTBOUND_EARNED = at('OUTBOUND_CLICK_2');
const SAVES = at('REPIN_1');
const SAVES_EARNED = at('REPIN_2');
const ENGAGED = at('ENGAGEMENT_1');
const ENGAGED_EARNED = at('ENGAGEMENT_2');
const MRC = at('VIDEO_MRC_VIEWS_1');
const MRC_EARNED = at('VIDEO_MRC_VIEWS_2');
const SECONDS3 = at('VIDEO_3SEC_VIEWS_1');
const SECONDS3_EARNED = at('VIDEO_3SEC_VIEWS_2');
const quartiles = [
  at('TOTAL_VIDEO_P0_COMBINED'),
  at('TOTAL_VIDEO_P25_COMBINED'),
  at('TOTAL_VIDEO_P50_COMBINED'),
  at('TOTAL_VIDEO_P75_COMBINED'),
  at('TOTAL_VIDEO_P95_COMBINED'),
  at('TOTAL_VIDEO_P100_COMPLETE'),
] as const;
const DELIVERY = [
  SPEND,
  IMPRESSIONS,
  IMPRESSIONS_EARNED,
  GROSS,
  CLICKS,
  CLICKS_EARNED,
  OUTBOUND,
  OUTBOUND_EARNED,
].concat([SAVES, SAVES_EARNED, MRC, MRC_EARNED, SECONDS3, SECONDS3_EARNED], quartiles);

/** How much of the invalid traffic has been found on the day itself, the next, and the one after; all of it from the third on. */
const found = [0, 0.4, 0.75] as const;
/** How far viewers of a video stay: of those who start, of those who see a quarter, and so on. */
const stays = [1, 0.55, 0.68, 0.72, 0.74, 0.85] as const;

/** The lasting traits of one ad. */
export type Traits = {
  readonly ad: number;
  readonly key: number;
  readonly group: number;
  readonly from: number;
  readonly until: number;
  readonly budget: number;
  /** What a thousand impressions cost where pressure is 1. @unit micros per impression */
  readonly price: number;
  readonly bend: number;
  readonly clickRate: number;
  readonly outboundShare: number;
  readonly saveRate: number;
  readonly earnedShare: number;
  readonly wearFloor: number;
  readonly wearDays: number;
  readonly video: boolean;
  readonly leadForm: boolean;
  /** Checkouts per outbound click. */
  readonly buyRate: number;
  /** Checkouts per thousand impressions, by people who only saw it. */
  readonly viewBuyRate: number;
  /** Mean value of a checkout. @unit micros */
  readonly basket: number;
};

/** The moment the numbers are looked at: the day, and how much of it has been counted. */
export type Moment = { readonly today: number; readonly counted: number };

/** The delivery model of one account. */
export type Delivery = {
  readonly traits: (ad: number) => Traits;
  /** Writes the ad's day into `row` from `offset` on and says whether it delivered at all. */
  readonly write: (traits: Traits, day: number, target: Target) => boolean;
  readonly appetite: (day: number) => number;
};

/** Where a cell goes and as seen from when; `final` leaves out what is still to be corrected. */
export type Target = { readonly row: Float64Array; offset: number; readonly moment: Moment | 'final' };

const traitsOf = (world: World, account: WorldAccount, seed: number): ((ad: number) => Traits) => {
  const plan = planOf(world, account);
  const budgets = budgetsOf(world, account);
  return (ad) => {
    const group = plan.groupOfAd[ad] ?? 0;
    const campaign = plan.campaigns[plan.campaignOfAd[ad] ?? 0];
    const chance = (trait: number): number => fraction(seed, ad, trait);
    const late = Math.floor(6 * chance(1));
    return {
      ad,
      key: (account.index << 17) + ad,
      group,
      from: Math.max(0, (campaign?.from ?? 0) + late),
      until: Math.min(HORIZON, campaign?.until ?? 0),
      budget: budgets.ofAd(ad),
      price: inCurrency(account, 2600 + 4200 * chance(2)),
      bend: 0.74 + 0.18 * chance(3),
      clickRate: 0.004 + 0.011 * chance(4) ** 2,
      outboundShare: 0.35 + 0.4 * chance(5),
      saveRate: 0.0015 + 0.006 * chance(6) ** 2,
      earnedShare: 0.05 + 0.16 * chance(7),
      wearFloor: 0.45 + 0.3 * chance(8),
      wearDays: 25 + 70 * chance(9),
      video: campaign?.objective === 'VIDEO_COMPLETION' || chance(10) < 0.18,
      leadForm: chance(11) < 0.08,
      buyRate: 0.008 + 0.035 * chance(12) ** 2,
      viewBuyRate: 0.02 + 0.06 * chance(13),
      basket: inCurrency(account, 28 + 90 * chance(14)) * 1_000_000,
    };
  };
};

const writeVideo = (traits: Traits, { row, offset }: Target, drawn: number): void => {
  const paid = row[offset + IMPRESSIONS] ?? 0;
  const earned = row[offset + IMPRESSIONS_EARNED] ?? 0;
  const share = 0.28 + 0.12 * traits.outboundShare;
  const mrc = Math.floor(paid * share);
  const mrcEarned = Math.floor(earned * share * 0.8);
  row[offset + MRC] = mrc;
  row[offset + MRC_EARNED] = mrcEarned;
  row[offset + SECONDS3] = Math.floor(mrc * 0.8);
  row[offset + SECONDS3_EARNED] = Math.floor(mrcEarned * 0.8);
  let viewers = Math.floor((mrc + mrcEarned) * (1.1 + 0.05 * bell(drawn)));
  for (let part = 0; part < quartiles.length; part += 1) {
    viewers = Math.floor(viewers * (stays[part] ?? 1));
    row[offset + (quartiles[part] ?? 0)] = viewers;
  }
};

/** Takes back what is not yet counted of a day that is still going on. */
const cutToday = (target: Target, part: number): void => {
  for (const place of DELIVERY)
    target.row[target.offset + place] = Math.floor((target.row[target.offset + place] ?? 0) * part);
};

const writeEngagement = ({ row, offset }: Target): void => {
  row[offset + ENGAGED] = (row[offset + CLICKS] ?? 0) + (row[offset + OUTBOUND] ?? 0) + (row[offset + SAVES] ?? 0);
  row[offset + ENGAGED_EARNED] =
    (row[offset + CLICKS_EARNED] ?? 0) + (row[offset + OUTBOUND_EARNED] ?? 0) + (row[offset + SAVES_EARNED] ?? 0);
};

const writeClicks = (traits: Traits, { row, offset }: Target, cell: { wear: number; drawn: number }): void => {
  const { wear, drawn } = cell;
  const paid = row[offset + IMPRESSIONS] ?? 0;
  const earned = row[offset + IMPRESSIONS_EARNED] ?? 0;
  const clicks = counted(paid * traits.clickRate * wear, next(drawn, 3));
  const clicksEarned = counted(earned * traits.clickRate * 0.7, next(drawn, 4));
  row[offset + CLICKS] = clicks;
  row[offset + CLICKS_EARNED] = clicksEarned;
  row[offset + OUTBOUND] = Math.min(clicks, counted(clicks * traits.outboundShare, next(drawn, 5)));
  row[offset + OUTBOUND_EARNED] = Math.min(clicksEarned, counted(clicksEarned * traits.outboundShare, next(drawn, 6)));
  row[offset + SAVES] = counted(paid * traits.saveRate * wear, next(drawn, 7));
  row[offset + SAVES_EARNED] = counted(earned * traits.saveRate, next(drawn, 8));
};

const build = (world: World, account: WorldAccount): Delivery => {
  const seed = seedFor(world.seed, 'delivery');
  const market = marketOf(world, account);
  const budgets = budgetsOf(world, account);

  const write = (traits: Traits, day: number, target: Target): boolean => {
    const drawn = draw(seed, traits.key, day);
    // One day in fifty an ad finds no auction to win.
    if ((drawn & 255) < 5 || budgets.isPaused(traits.group, day)) return false;
    const { row, offset, moment } = target;
    const level = budgets.level(traits.group, day);
    const pace = 0.72 + 0.24 * ((next(drawn, 1) & 1023) / 1023);
    const spend = Math.floor(traits.budget * level * pace);
    const luck = Math.exp(0.11 * bell(next(drawn, 2)));
    const reach = (traits.budget / traits.price) * (level * pace) ** traits.bend;
    const gross = Math.floor((reach * luck) / (market.pressure[day] ?? 1));
    const invalid = Math.floor(gross * 0.02 * ((drawn >>> 8) & 255) * 0.0039);
    const age = moment === 'final' ? 3 : moment.today - day;
    const hidden = invalid - Math.floor(invalid * (found[age] ?? 1));
    row[offset + IMPRESSIONS] = gross - invalid;
    row[offset + IMPRESSIONS_EARNED] = Math.floor((gross - invalid) * traits.earnedShare * luck);
    row[offset + GROSS] = gross;
    const wear = traits.wearFloor + (1 - traits.wearFloor) * Math.exp((traits.from - day) / traits.wearDays);
    writeClicks(traits, target, { wear, drawn });
    if (traits.video) writeVideo(traits, target, next(drawn, 9));
    row[offset + IMPRESSIONS] = gross - invalid + hidden;
    row[offset + SPEND] = spend - Math.floor((spend * (invalid - hidden)) / Math.max(1, gross));
    if (age === 0 && moment !== 'final') cutToday(target, moment.counted);
    writeEngagement(target);
    return true;
  };

  return { traits: traitsOf(world, account, seed), write, appetite: (day) => market.appetite[day] ?? 1 };
};

/** The delivery model of one ad account; the same object may be asked in any order. */
export const deliveryOf = perAccount(build);
