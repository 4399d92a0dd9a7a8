import { draw, fraction, seedFor } from './hash.ts';
import { perAccount } from './per-account.ts';
import { planOf } from './plan.ts';
import type { World, WorldAccount } from './world.ts';

/** Someone looks at each budget every three weeks and at each ad group every two. */
const BUDGET_DAYS = 21;
const PAUSE_DAYS = 14;
const PAUSED_SHARE = 0.05;
const levels = [0.6, 0.8, 1, 1.25, 1.6] as const;

/** Roughly how many units of a currency buy what one euro buys. */
const perEuro: Readonly<Record<string, number>> = {
  EUR: 1,
  SEK: 11,
  GBP: 0.85,
  USD: 1.1,
  DKK: 7.5,
  PLN: 4.3,
  CHF: 0.95,
};

/** What an amount in euros is in the account's currency. */
export const inCurrency = (account: WorldAccount, euros: number): number => euros * (perEuro[account.currency] ?? 1);

/** The money side of an account's plan: what may be spent when, and what is paused when. */
export type Budgets = {
  /** What an ad may spend on an ordinary day. @unit micros of the account's currency, a multiple of 10 cents */
  readonly ofAd: (ad: number) => number;
  /** How far an ad group's budget is turned up or down on a day. */
  readonly level: (group: number, day: number) => number;
  readonly isPaused: (group: number, day: number) => boolean;
  /** The daily budget of an ad group on a day. @unit micros */
  readonly ofGroup: (group: number, day: number) => number;
  /** The first day on which budget and pause were as they are on `day`. */
  readonly changedOn: (group: number, day: number) => number;
};

const build = (world: World, account: WorldAccount): Budgets => {
  const plan = planOf(world, account);
  const seed = seedFor(world.seed + account.index * 15_485_863, 'budgets');
  const period = (day: number): number => Math.floor((day + 2100) / BUDGET_DAYS);
  const fortnight = (day: number): number => Math.floor((day + 1400) / PAUSE_DAYS);
  // Days are asked in order, so the last answer is nearly always the next one too.
  const last = { group: -1, period: 0, level: 1 };
  const level = (group: number, day: number): number => {
    const now = period(day);
    if (last.group !== group || last.period !== now) {
      last.group = group;
      last.period = now;
      last.level = levels[draw(seed, group, now, 1) % levels.length] ?? 1;
    }
    return last.level;
  };
  const tenCents = 100_000;
  const ofAd = (ad: number): number =>
    Math.round((inCurrency(account, 5 + 22 * fraction(seed, ad, 2) ** 2) * 1_000_000) / tenCents) * tenCents;
  const lastPause = { group: -1, fortnight: 0, paused: false };
  const isPaused = (group: number, day: number): boolean => {
    const now = fortnight(day);
    if (lastPause.group !== group || lastPause.fortnight !== now) {
      lastPause.group = group;
      lastPause.fortnight = now;
      lastPause.paused = fraction(seed, group, now, 3) < PAUSED_SHARE;
    }
    return lastPause.paused;
  };
  return {
    ofAd,
    level,
    isPaused,
    ofGroup: (group, day) => {
      const planned = plan.groups[group];
      let total = 0;
      for (let ad = 0; ad < (planned?.ads ?? 0); ad += 1) total += ofAd((planned?.firstAd ?? 0) + ad);
      return Math.round(total * level(group, day));
    },
    changedOn: (group, day) => {
      const budgetFrom = period(day) * BUDGET_DAYS - 2100;
      const pauseFrom = fortnight(day) * PAUSE_DAYS - 1400;
      return Math.max(budgetFrom, isPaused(group, day) !== isPaused(group, pauseFrom - 1) ? pauseFrom : budgetFrom);
    },
  };
};

/** Budgets and pauses of one account. A budget bounds what the model spends, so spend never exceeds it. */
export const budgetsOf = perAccount(build);
