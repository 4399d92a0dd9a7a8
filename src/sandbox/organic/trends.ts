import { addDays, type Day, startOf } from '../../foundation/kit/index.ts';
import { draw, fraction, seedFor } from '../world/hash.ts';
import { normal } from './chance.ts';
import { niches } from './niches.ts';

export type Trend = {
  readonly keyword: string;
  readonly pct_growth_wow: number;
  readonly pct_growth_mom: number;
  readonly pct_growth_yoy: number;
  /** Weekly interest, 100 at the keyword's own busiest week unless compared as a group. */
  readonly time_series: Readonly<Record<string, number>>;
};

// The description caps growth here: 10001 means "more than ten thousand percent".
const CAP = 10_001;
const WEEKS = 52;
const DAY_MS = 86_400_000;

const level = (seed: number, keyword: string, day: Day): number => {
  const key = seedFor(seed, keyword);
  const peak = draw(key, 1) % 365;
  const at = startOf(day).getTime() / DAY_MS;
  const season = 1 + 0.7 * fraction(key, 2) * Math.cos((2 * Math.PI * ((at % 365.25) - peak)) / 365.25);
  const rise = Math.exp(((at - 20_000) / 365) * (fraction(key, 3) - 0.3));
  return 20 * Math.exp(normal(key, 4)) * season * rise * Math.exp(0.06 * normal(key, at, 5));
};

const growth = (now: number, before: number): number =>
  before <= 0 ? CAP : Math.min(CAP, Math.round((now / before - 1) * 100));

/** Keywords this world searches for; the same everywhere, their weight differs by region. */
export const keywords: readonly string[] = niches.flatMap((niche) => [
  ...niche.subjects.map((subject) => subject.toLowerCase()),
  ...niche.subjects.slice(0, 8).map((subject, n) => `${subject.toLowerCase()} ${niche.feats[n % niche.feats.length]}`),
]);

const sunday = (day: Day): Day => addDays(day, -((startOf(day).getTime() / DAY_MS + 4) % 7));

/** One keyword's year of weekly interest up to the last full week before `today`, and its growth. */
export const trendOf = (
  seed: number,
  region: string,
  keyword: string,
  today: Day,
): Trend & { readonly volume: number } => {
  const regional = `${region} ${keyword}`;
  const last = addDays(sunday(today), -7);
  const weeks = Array.from({ length: WEEKS }, (_, n) => addDays(last, -7 * (WEEKS - 1 - n)));
  const raw = weeks.map((day) => level(seed, regional, day));
  const top = Math.max(...raw);
  const now = raw[WEEKS - 1] ?? 0;
  return {
    keyword,
    pct_growth_wow: growth(now, raw[WEEKS - 2] ?? 0),
    pct_growth_mom: growth(now, raw[WEEKS - 5] ?? 0),
    pct_growth_yoy: growth(now, level(seed, regional, addDays(last, -364))),
    time_series: Object.fromEntries(weeks.map((day, n) => [day, Math.round(((raw[n] ?? 0) / top) * 100)])),
    volume: now,
  };
};

/** Words people search along with a term; empty when the world knows none, as Pinterest answers in small niches. */
export const relatedTerms = (seed: number, term: string): string[] => {
  const wanted = term
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word.length > 2);
  const near = keywords.filter(
    (keyword) => keyword !== term.toLowerCase() && wanted.some((word) => keyword.includes(word)),
  );
  const key = seedFor(seed, term);
  return near.filter((_, n) => fraction(key, n) < 0.8).slice(0, 15);
};
