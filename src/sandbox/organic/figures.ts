import { type Day, startOf } from '../../foundation/kit/index.ts';
import { fraction, rounded, seedFor } from '../world/hash.ts';
import type { Pin } from './account.ts';
import { normal } from './chance.ts';
import type { Niche } from './niches.ts';

/** Counts of one Pin on one UTC day. Rates are never drawn, always divided, so they agree with their counts. */
export type PinCounts = {
  IMPRESSION: number;
  PIN_CLICK: number;
  OUTBOUND_CLICK: number;
  SAVE: number;
  TOTAL_COMMENTS: number;
  TOTAL_REACTIONS: number;
  USER_FOLLOW: number;
  PROFILE_VISIT: number;
  VIDEO_START: number;
  VIDEO_MRC_VIEW: number;
  VIDEO_10S_VIEW: number;
  QUARTILE_95_PERCENT_VIEW: number;
  /** Total play time in milliseconds, despite the name. */
  VIDEO_V50_WATCH_TIME: number;
};

/** Counts of a whole account on one UTC day. */
export type AccountCounts = {
  IMPRESSION: number;
  PIN_CLICK: number;
  OUTBOUND_CLICK: number;
  SAVE: number;
  ENGAGEMENT: number;
};

/** What a Pin's figures depend on; of Pins made during a run only these words are known. */
export type PinSource = Pick<Pin, 'id' | 'createdAt' | 'kind' | 'link'>;

const DAY_MS = 86_400_000;
const dayNumber = (day: Day): number => startOf(day).getTime() / DAY_MS;

// People plan at the weekend; Sunday is Pinterest's busiest day in published reports, Friday its quietest.
const weekday = [1.18, 0.98, 0.95, 0.94, 0.94, 0.9, 1.11];

/** How busy a day is for a niche, 1 in the mean: season of the year, day of the week. */
export const demand = (niche: Niche, day: Day): number => {
  const at = dayNumber(day);
  // Day 0 is 1 January 1970, so a multiple of 365.25 is the first of a January.
  const season = 1 + niche.swing * Math.cos((2 * Math.PI * (at - niche.peakDay)) / 365.25);
  return season * (weekday[(at + 4) % 7] ?? 1);
};

/** A new Pin is shown within days, then fades for months, and a part of it stays: Pins are found again for years. */
const life = (age: number, fade: number): number =>
  (1 - Math.exp(-(age + 1) / 5)) * (0.12 + 0.88 * Math.exp(-age / fade));

const videoCounts = (kind: Pin['kind'], impressions: number, key: number, at: number) => {
  const starts = kind === 'video' ? rounded(impressions * 0.55, fraction(key, at, 11)) : 0;
  const views = rounded(starts * 0.6, fraction(key, at, 12));
  const long = rounded(views * 0.3, fraction(key, at, 13));
  return {
    VIDEO_START: starts,
    VIDEO_MRC_VIEW: Math.min(starts, views),
    VIDEO_10S_VIEW: Math.min(views, long),
    QUARTILE_95_PERCENT_VIEW: Math.min(long, rounded(long * 0.5, fraction(key, at, 14))),
    VIDEO_V50_WATCH_TIME: starts * (1500 + Math.floor(fraction(key, at, 15) * 4000)),
  };
};

/**
 * Organic counts of one Pin by UTC day; all zero before it existed. The same for the same seed, Pin and day, whatever was
 * asked before. Made once per Pin, since a list of Pins asks for months of each.
 */
export const pinModel = (seed: number, niche: Niche, pin: PinSource): ((day: Day) => PinCounts) => {
  const key = seedFor(seed, pin.id);
  const born = Math.floor(pin.createdAt / DAY_MS);
  const strength = 18 * Math.exp(1.1 * normal(key, 1));
  const fade = 30 + 150 * fraction(key, 2);
  const clickRate = 0.015 + 0.05 * fraction(key, 3);
  const outboundShare = pin.link === null ? 0 : 0.2 + 0.4 * fraction(key, 4);
  const saveRate = 0.004 + 0.02 * fraction(key, 5);
  return (day) => {
    const at = dayNumber(day);
    const mean = at < born ? 0 : strength * life(at - born, fade) * demand(niche, day);
    const seen = rounded(mean * Math.exp(0.35 * normal(key, at, 1)), fraction(key, at, 2));
    const share = (rate: number, stream: number): number => rounded(seen * rate, fraction(key, at, stream));
    const clicks = share(clickRate, 3);
    return {
      IMPRESSION: seen,
      PIN_CLICK: clicks,
      OUTBOUND_CLICK: Math.min(clicks, rounded(clicks * outboundShare, fraction(key, at, 4))),
      SAVE: share(saveRate, 5),
      TOTAL_COMMENTS: share(0.0002, 6),
      TOTAL_REACTIONS: share(0.002, 7),
      USER_FOLLOW: share(0.0004, 8),
      PROFILE_VISIT: share(0.002, 9),
      ...videoCounts(pin.kind, seen, key, at),
    };
  };
};

/**
 * Organic counts of an account on a day. Its own model, not the sum of its Pins: an account's figures also hold other
 * people's Pins from its domain, and a day may depend on seed, world and date only, not on what was pinned during a run.
 */
export const accountCounts = (
  seed: number,
  account: { userId: string; pins: number; niche: Niche },
  day: Day,
): AccountCounts => {
  const key = seedFor(seed, `${account.userId} account`);
  const at = dayNumber(day);
  const size = account.pins * (9 + 8 * fraction(key, 1));
  // Slow growth from the first day of 2024, so that comparisons with last year mean something.
  const growth = Math.exp(((at - 19_723) / 365) * (0.05 + 0.25 * fraction(key, 2)));
  const seen = Math.floor(size * growth * demand(account.niche, day) * Math.exp(0.08 * normal(key, at, 1)));
  const part = (rate: number, stream: number): number =>
    rounded(seen * rate * Math.exp(0.1 * normal(key, at, stream)), fraction(key, at, stream + 20));
  const clicks = part(0.025 + 0.02 * fraction(key, 3), 3);
  const saves = part(0.008 + 0.01 * fraction(key, 4), 4);
  const outbound = Math.min(clicks, part(0.008 + 0.008 * fraction(key, 5), 5));
  const swipes = part(0.001, 6);
  return {
    IMPRESSION: seen,
    PIN_CLICK: clicks,
    OUTBOUND_CLICK: outbound,
    SAVE: saves,
    ENGAGEMENT: clicks + saves + outbound + swipes,
  };
};

/** Splits a whole count by shares that add up to 1, without losing or inventing one: the last part takes the rest. */
export const splitCount = (count: number, shares: readonly number[]): number[] => {
  let left = count;
  return shares.map((share, index) => {
    const part = index === shares.length - 1 ? left : Math.min(left, Math.floor(count * share));
    left -= part;
    return part;
  });
};
