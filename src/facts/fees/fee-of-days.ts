import type { Fee } from '../../clients/index.ts';
import { addDays, type Day, daysBetween, type Micros, monthOf } from '../../foundation/kit/index.ts';

/** What an ad account cost on a day that is in. */
export type SpentDay = { readonly day: Day; readonly spend: bigint };

/** The two parts of a fee over some days. */
export type FeeParts = { readonly share: bigint; readonly fixed: bigint };

const MILLION = 1_000_000n;

// Half a micro goes up: the same for every amount, and an amount of money here is never below zero.
const divided = (amount: bigint, by: bigint): bigint => (2n * amount + by) / (2n * by);

const lengthOf = (month: Day): number => daysBetween(month, monthOf(addDays(month, 32)));

// Each day is what the amount up to and with it is more than up to the day before. So the days of a month are the month's
// amount to the micro, and two periods side by side are what they are as one.
const fixedOf = (fixed: Micros, day: Day): bigint => {
  const month = monthOf(day);
  const length = BigInt(lengthOf(month));
  const place = BigInt(daysBetween(month, day));
  return divided(fixed * (place + 1n), length) - divided(fixed * place, length);
};

/** What is agreed in a month: the last line from that month or before; undefined before the first one. */
export const feeIn = (fees: readonly Fee[], month: Day): Fee | undefined =>
  fees
    .filter((fee) => fee.from <= month)
    .reduce<Fee | undefined>((last, fee) => (last !== undefined && last.from > fee.from ? last : fee), undefined);

/**
 * The fee over the days given. The share is taken of each month's media cost in one, and rounded once a month to the micro,
 * half a micro up; the fixed amount falls on the calendar days of its month alike, and all of them bring it exactly.
 *
 * @param fees of one account
 */
export const feeOfDays = (fees: readonly Fee[], days: readonly SpentDay[]): FeeParts => {
  const spentIn = new Map<Day, bigint>();
  let fixed = 0n;
  for (const { day, spend } of days) {
    const month = monthOf(day);
    spentIn.set(month, (spentIn.get(month) ?? 0n) + spend);
    fixed += fixedOf(feeIn(fees, month)?.fixed ?? (0n as Micros), day);
  }
  let share = 0n;
  for (const [month, spend] of spentIn) {
    share += divided(spend * BigInt(feeIn(fees, month)?.shareMillionths ?? 0), MILLION);
  }
  return { share, fixed };
};
