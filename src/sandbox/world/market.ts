import { HORIZON, weekday, yearPart } from './calendar.ts';
import { fraction, seedFor } from './hash.ts';
import { perAccount } from './per-account.ts';
import type { World, WorldAccount } from './world.ts';

/** The weather an account advertises in, per day: how costly attention is, and how ready people are to buy. */
export type Market = { readonly pressure: Float64Array; readonly appetite: Float64Array };

/** Pinterest is read most in the weekend. */
const byWeekday = [0.96, 0.94, 0.95, 0.98, 1.0, 1.1, 1.14] as const;

/** A bump of a year, highest at `peak`. @unit part, peak parts of a year */
const bump = (part: number, peak: number, width: number): number => {
  const away = Math.min(Math.abs(part - peak), 1 - Math.abs(part - peak));
  return Math.exp(-((away / width) ** 2));
};

const BLACK_FRIDAY = 0.905;
const CHRISTMAS = 0.955;

const build = (world: World, account: WorldAccount): Market => {
  const seed = seedFor(world.seed + account.index * 104_729, 'market');
  const ownPeak = fraction(seed, 1);
  const ownHeight = 0.15 + 0.35 * fraction(seed, 2);
  const pressure = new Float64Array(HORIZON);
  const appetite = new Float64Array(HORIZON);
  let mood = 0;
  for (let day = 0; day < HORIZON; day += 1) {
    const part = yearPart(day);
    mood = 0.9 * mood + 0.03 * (fraction(seed, 3, day) - 0.5);
    const feast = 0.5 * bump(part, BLACK_FRIDAY, 0.02) + 0.35 * bump(part, CHRISTMAS, 0.04);
    pressure[day] = 1 + 0.6 * feast + 0.1 * bump(part, ownPeak, 0.12) + mood;
    appetite[day] = (byWeekday[weekday(day)] ?? 1) * (1 + ownHeight * bump(part, ownPeak, 0.15) + feast) * (1 + mood);
  }
  return { pressure, appetite };
};

/** The market of an account, made once per world. */
export const marketOf = perAccount(build);
