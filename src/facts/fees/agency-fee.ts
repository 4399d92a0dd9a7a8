import { type Fee, listFees } from '../../clients/index.ts';
import type { Context } from '../../foundation/db/index.ts';
import { type ClientId, monthOf } from '../../foundation/kit/index.ts';
import { evaluate, type Sums } from '../metrics/evaluate.ts';
import type { Period } from '../metrics/periods.ts';
import { dailySeries } from '../queries/daily-series.ts';
import { type FeeParts, feeIn, feeOfDays } from './fee-of-days.ts';

/** An amount, and what it comes to for one of what was bought. Undefined is unknown, or has nothing to be divided by. */
export type Cost = {
  readonly amount: bigint | undefined;
  readonly perThousand: number | undefined;
  readonly perClick: number | undefined;
};

/** What Pinterest asked for media and what the agency asks for its work, beside each other and never together. */
export type AgencyFee = {
  /** The lines that hold in some month of the period, the earliest first; none when nothing was agreed. */
  readonly agreed: readonly Fee[];
  /** Days of the period that are in: both costs are of these days. */
  readonly daysIn: number;
  readonly media: Cost;
  readonly fee: Cost;
  /** What the fee is made of; undefined as long as the media cost of a day is unknown. */
  readonly parts: FeeParts | undefined;
};

const costOf = (spend: bigint | undefined, { 'paid-impressions': seen, 'paid-clicks': clicks }: Sums): Cost => {
  // The same two ratios of the catalogue for both, so that they stand beside each other as they should.
  const sums: Sums = {
    ...(spend === undefined ? {} : { spend }),
    ...(seen === undefined ? {} : { 'paid-impressions': seen }),
    ...(clicks === undefined ? {} : { 'paid-clicks': clicks }),
  };
  return { amount: spend, perThousand: evaluate('paid-cpm', sums), perClick: evaluate('paid-cpc', sums) };
};

const added = (all: readonly Sums[], key: keyof Sums): bigint | undefined =>
  all.reduce<bigint | undefined>(
    (sum, { [key]: value }) => (sum === undefined || value === undefined ? undefined : sum + value),
    0n,
  );

const sumsOf = (all: readonly Sums[]): Sums =>
  Object.fromEntries(
    (['spend', 'paid-impressions', 'paid-clicks'] as const).flatMap((key) => {
      const value = all.length === 0 ? undefined : added(all, key);
      return value === undefined ? [] : [[key, value]];
    }),
  );

/**
 * Media cost and agency fee of one ad account over some days, each absolute, for a thousand paid impressions and for a paid
 * click. The fee is in no other figure: not in spend, not in a return, not in a cost per click.
 * Pinterest: API terms, agency fees are shown apart from media cost, in total and per CPM or CPC.
 *
 * @unit amounts micros of the account's currency, exact to the micro (`feeOfDays` has the rounding); the rest micros
 * @source facts_account_days at level account; client_fees
 * @throws FACTS_RANGE_TOO_LONG, FACTS_ENTITY_MISSING
 * @personal none
 */
export const agencyFee = async (
  ctx: Context,
  input: { clientId: ClientId; account: string; period: Period },
): Promise<AgencyFee> => {
  const { clientId, account, period } = input;
  const [fees, series] = await Promise.all([
    listFees(ctx, { clientId, account }),
    dailySeries(ctx, { clientId, account, level: 'account', ...period }),
  ]);
  const days = series.filter(({ delivery }) => delivery !== 'gap');
  const sums = sumsOf(days.map((each) => each.sums));
  const spent = days.flatMap(({ day, sums: { spend } }) => (spend === undefined ? [] : [{ day, spend }]));
  const parts = days.length > 0 && spent.length === days.length ? feeOfDays(fees, spent) : undefined;
  const months = new Set(series.map(({ day }) => monthOf(day)));
  const agreed = [...new Set([...months].map((month) => feeIn(fees, month)))].filter((fee) => fee !== undefined);
  return {
    agreed,
    daysIn: days.length,
    media: costOf(sums.spend, sums),
    fee: costOf(parts === undefined ? undefined : parts.share + parts.fixed, sums),
    parts,
  };
};
