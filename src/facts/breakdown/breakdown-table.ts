import { type Context, withClient } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import type { BreakdownType } from '../../pinterest/contract.ts';
import { baseKeys } from '../metrics/additive.ts';
import { type MetricKey, metrics } from '../metrics/catalogue.ts';
import { evaluate, type Sums } from '../metrics/evaluate.ts';
import type { Period } from '../metrics/periods.ts';
import type { PeriodDays } from '../queries/period-days.ts';
import { type Attribution, checkRange, findSelection } from '../queries/selection.ts';
import { typeCode } from './breakdown-columns.ts';
import { keptPeriods, type PartSums, readDays, readParts, readWhole } from './breakdown-sql.ts';

/** What is asked of an account's or a campaign's parts. */
export type BreakdownQuestion = {
  readonly clientId: ClientId;
  /** Pinterest's ad account id. */
  readonly account: string;
  /** Pinterest's campaign id; the whole account when left out. */
  readonly campaign?: string | undefined;
  readonly type: BreakdownType;
  readonly period: Period;
  readonly before?: Period | undefined;
  readonly attribution?: Attribution | undefined;
  readonly order: { readonly by: MetricKey | 'name'; readonly direction: 'up' | 'down' };
  /** The figure of which each part's share is told; one that may be added up. */
  readonly shareOf: MetricKey;
  /** How many parts by themselves; the others are added up into one row. All when left out. */
  readonly most?: number | undefined;
};

/** One part: a country, an age, a keyword, under the name Pinterest gives it. */
export type BreakdownPart = PartSums & {
  readonly name: string;
  /** Part of the whole, as a fraction; undefined while one of the two is unknown or the whole is zero. */
  readonly share: number | undefined;
};

/** The parts of a thing, beside the whole and what of it is in no part. */
export type BreakdownTable = {
  /** Sorted; the first `most`. */
  readonly parts: readonly BreakdownPart[];
  /** The parts beyond those, added up. */
  readonly others: (PartSums & { readonly count: number; readonly share: number | undefined }) | undefined;
  /** The thing's own figures, of the days on which its parts are in. */
  readonly whole: PartSums;
  /**
   * The whole without its parts: what Pinterest files under none of them. Below zero where it counts one thing under several.
   */
  readonly rest: PartSums & { readonly share: number | undefined };
  /** Which days stand behind the sums. */
  readonly days: PeriodDays;
  /** The first and the last day of which parts are in at all; null while there is none. */
  readonly collected: Period | null;
};

const added = (all: readonly Sums[], only: Sums): Sums =>
  Object.fromEntries(
    baseKeys
      .filter((key) => only[key] !== undefined)
      .map((key) => [key, all.reduce((sum, each) => sum + (each[key] ?? 0n), 0n)]),
  );

const without = (whole: Sums, parts: Sums): Sums =>
  Object.fromEntries(
    baseKeys.flatMap((key) => {
      const value = whole[key];
      return value === undefined ? [] : [[key, value - (parts[key] ?? 0n)]];
    }),
  );

const addUp = (parts: readonly PartSums[], whole: PartSums): PartSums => ({
  sums: added(
    parts.map(({ sums }) => sums),
    whole.sums,
  ),
  before: added(
    parts.map(({ before }) => before),
    whole.before,
  ),
});

const shareIn = (whole: PartSums, key: MetricKey, part: PartSums): number | undefined => {
  const value = evaluate(key, part.sums);
  const all = evaluate(key, whole.sums);
  return value === undefined || all === undefined || all === 0 ? undefined : value / all;
};

// What has no value stands last either way, and equals stand by name.
const sorted = (parts: readonly BreakdownPart[], { by, direction }: BreakdownQuestion['order']): BreakdownPart[] => {
  const sign = direction === 'up' ? 1 : -1;
  const byName = (one: BreakdownPart, other: BreakdownPart): number =>
    one.name < other.name ? -1 : Number(one.name > other.name);
  if (by === 'name') return parts.toSorted((one, other) => sign * byName(one, other));
  return parts.toSorted((one, other) => {
    const [left, right] = [evaluate(by, one.sums), evaluate(by, other.sums)];
    if (left === right) return byName(one, other);
    if (left === undefined || right === undefined) return left === undefined ? 1 : -1;
    return sign * (left - right);
  });
};

/**
 * The figures of an account or campaign divided by country, gender, age, device, placement or keyword, over a period and over
 * the one compared with. Parts are what Pinterest says they are: they need not add up to the whole, so what is in none of them
 * is a row of its own (`rest`).
 *
 * @unit sums counts, and micros of the account's currency; shares as fractions
 * @cost five queries over one thing's days
 * @source facts_breakdown_days and facts_breakdown_conversions; the whole from facts_ad_days and facts_ad_conversions
 * @throws FACTS_RANGE_TOO_LONG, FACTS_ENTITY_MISSING
 * @personal none
 */
export const breakdownTable = async (ctx: Context, question: BreakdownQuestion): Promise<BreakdownTable> => {
  const { clientId, account, campaign, period, before, shareOf } = question;
  checkRange(period.from, period.to);
  if (before !== undefined) checkRange(before.from, before.to);
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const found = await findSelection(tx, {
      ...{ clientId, account, level: campaign === undefined ? 'account' : 'campaign', entity: campaign },
      attribution: question.attribution,
    });
    const entity = found.entity ?? found.account;
    const asked = {
      ...found,
      clientId,
      entity,
      kind: typeCode(question.type),
      ...keptPeriods(found, { period, before }),
    };
    const { days, collected } = await readDays(tx, asked);
    const known = await readParts(tx, asked, days);
    const whole = await readWhole(tx, asked, days);
    const all = sorted(
      [...known].map(([name, part]) => ({ name, ...part, share: shareIn(whole, shareOf, part) })),
      question.order,
    );
    const sum = addUp(all, whole);
    const rest = { sums: without(whole.sums, sum.sums), before: without(whole.before, sum.before) };
    const most = question.most ?? all.length;
    const left = all.slice(most);
    const others = addUp(left, whole);
    return {
      parts: all.slice(0, most),
      others: left.length === 0 ? undefined : { ...others, count: left.length, share: shareIn(whole, shareOf, others) },
      whole,
      rest: { ...rest, share: shareIn(whole, shareOf, rest) },
      days,
      collected,
    };
  });
};

/** True for a figure of which shares can be told. @personal none */
export const hasShares = (key: MetricKey): boolean => metrics[key].kind !== 'ratio';
