import type { Tx } from '../../foundation/db/index.ts';
import { addDays, type ClientId, type Day } from '../../foundation/kit/index.ts';
import type { Family } from '../derive/ledger-columns.ts';
import type { Sums } from '../metrics/evaluate.ts';
import type { Period } from '../metrics/periods.ts';
import { sumsOf } from '../queries/base-sums.ts';
import { keptPart } from '../queries/kept-days.ts';
import { type CollectedDays, type PeriodDays, prefixed } from '../queries/period-days.ts';
import type { Found } from '../queries/selection.ts';
import { breakdownBits, breakdownTables } from './breakdown-columns.ts';

/** A question about parts in the ledger's numbers. */
export type PartsAsked = Found & {
  readonly clientId: ClientId;
  /** The account's own number, or the campaign's. */
  readonly entity: number;
  readonly kind: number;
  readonly period: Period;
  readonly before: Period;
};

/** Fits the two periods into the client's term; without a comparison its days are an empty range. */
export const keptPeriods = (
  found: Found,
  { period, before }: { period: Period; before: Period | undefined },
): { period: Period; before: Period } => {
  const current = keptPart(period, found);
  return { period: current, before: keptPart(before ?? { from: current.from, to: addDays(current.from, -1) }, found) };
};

const families = ['delivery', 'conversion'] as const;

const key = (asked: PartsAsked): unknown[] => [
  ...[asked.clientId, asked.account, asked.level, asked.kind],
  ...[asked.period.from, asked.period.to, asked.before.from, asked.before.to],
];

const EITHER = '(day between $5 and $6 or day between $7 and $8)';

const counted = (name: string, from: string, to: string): string =>
  `count(*) filter (where s.day between ${from} and ${to})::int4 as ${name}_days,
   count(*) filter (where s.day between ${from} and ${to} and d.ready_from is null and d.settled_from is null)::int4
     as ${name}_provisional`;

// A day counts when its parts and its whole are in: held against a whole of other days a share would be wrong.
const DAYS = `
  select s.report_time = 0 as is_delivery, min(s.day)::text as first, max(s.day)::text as last,
         ${counted('current', '$5', '$6')}, ${counted('before', '$7', '$8')}
    from facts_breakdown_states s
    join facts_day_states d on d.client_id = s.client_id and d.account = s.account and d.level = s.level
      and d.report_time = s.report_time and d.window_code = s.window_code and d.day = s.day
   where s.client_id = $1 and s.account = $2 and s.level = $3 and s.kind = $4 and s.day >= $11
     and (s.report_time, s.window_code) in ((0, 0), ($9, $10))
   group by 1`;

type DaysRow = {
  is_delivery: boolean;
  first: Day;
  last: Day;
  current_days: number;
  current_provisional: number;
  before_days: number;
  before_provisional: number;
};

const daysOf = (family: Family, row: DaysRow | undefined): PeriodDays[Family] => {
  const days = (collected: number, provisional: number): CollectedDays => ({
    ...{ collected, provisional, knownColumns: collected === 0 ? 0n : breakdownBits[family] },
  });
  return {
    current: days(row?.current_days ?? 0, row?.current_provisional ?? 0),
    before: days(row?.before_days ?? 0, row?.before_provisional ?? 0),
  };
};

/** Which days of the parts are in, in the two periods and at all. */
export const readDays = async (tx: Tx, asked: PartsAsked): Promise<{ days: PeriodDays; collected: Period | null }> => {
  const rows = await tx.sql<DaysRow>(DAYS, [...key(asked), asked.reportTime, asked.window, asked.keptFrom]);
  const delivery = rows.find((row) => row.is_delivery);
  const conversion = rows.find((row) => !row.is_delivery);
  const told = delivery ?? conversion;
  return {
    days: { delivery: daysOf('delivery', delivery), conversion: daysOf('conversion', conversion) },
    collected: told === undefined ? null : { from: told.first, to: told.last },
  };
};

const windowOf = (family: Family, asked: PartsAsked, t: string): string =>
  family === 'delivery' ? '' : ` and ${t}.report_time = ${asked.reportTime} and ${t}.window_code = ${asked.window}`;

/** The days that count, as `DAYS` counts them. All of it numbers. */
const isIn = (family: Family, asked: PartsAsked): string => {
  const [time, window] = family === 'delivery' ? [0, 0] : [asked.reportTime, asked.window];
  return ` and t.day = any (array(
    select s.day from facts_breakdown_states s
      join facts_day_states d on d.client_id = $1 and d.account = $2 and d.level = $3
       and d.report_time = ${time} and d.window_code = ${window} and d.day = s.day
     where s.client_id = $1 and s.account = $2 and s.level = $3 and s.kind = $4
       and s.report_time = ${time} and s.window_code = ${window}))`;
};

const sums = (family: Family): string =>
  breakdownTables[family].columns
    .map(
      (name) => `coalesce(sum(${name}) filter (where day between $5 and $6), 0)::int8 as ${name},
                 coalesce(sum(${name}) filter (where day between $7 and $8), 0)::int8 as before_${name}`,
    )
    .join(', ');

/** The sums of one part, or of the whole, in both periods. */
export type PartSums = { readonly sums: Sums; readonly before: Sums };

const pairOf = (family: Family, row: Record<string, unknown>, days: PeriodDays): PartSums => ({
  sums: sumsOf(family, row, days[family].current.knownColumns),
  before: sumsOf(family, prefixed(row, 'before_'), days[family].before.knownColumns),
});

const together = (one: PartSums | undefined, other: PartSums): PartSums => ({
  sums: { ...one?.sums, ...other.sums },
  before: { ...one?.before, ...other.before },
});

/** The parts of one thing by the names Pinterest gives them. */
export const readParts = async (tx: Tx, asked: PartsAsked, days: PeriodDays): Promise<Map<string, PartSums>> => {
  const rows = new Map<string, Map<Family, PartSums>>();
  for (const family of families) {
    const { facts } = breakdownTables[family];
    const found = await tx.sql<{ name: string } & Record<string, unknown>>(
      `select v.name, p.* from (
         select t.value, ${sums(family)} from ${facts} t
          where t.client_id = $1 and t.account = $2 and t.level = $3 and t.kind = $4 and t.entity = $9
            and ${EITHER}${windowOf(family, asked, 't')}${isIn(family, asked)} group by t.value) p
         join facts_breakdown_values v on v.client_id = $1 and v.value = p.value`,
      [...key(asked), asked.entity],
    );
    for (const row of found) {
      const known = rows.get(row.name) ?? new Map<Family, PartSums>();
      rows.set(row.name, known.set(family, pairOf(family, row, days)));
    }
  }
  // A part that only delivered converted nothing: its conversions are zero wherever they are known.
  const zero = (family: Family): PartSums => pairOf(family, zeros(family), days);
  return new Map(
    [...rows].map(([name, known]) => [
      name,
      families.reduce<PartSums>((sum, family) => together(sum, known.get(family) ?? zero(family)), {
        sums: {},
        before: {},
      }),
    ]),
  );
};

const zeros = (family: Family): Record<string, bigint> =>
  Object.fromEntries(
    breakdownTables[family].columns.flatMap((name) => [
      [name, 0n],
      [`before_${name}`, 0n],
    ]),
  );

/** What the parts are parts of: the thing's own figures in the ledger, of the days on which its parts are in too. */
export const readWhole = async (tx: Tx, asked: PartsAsked, days: PeriodDays): Promise<PartSums> => {
  let whole: PartSums | undefined;
  for (const family of families) {
    const [row] = await tx.sql<Record<string, unknown>>(
      `select ${sums(family)} from ${breakdownTables[family].whole} t
        where t.client_id = $1 and t.account = $2 and t.level = $3 and t.entity = $9 and ${EITHER}
          ${windowOf(family, asked, 't')}${isIn(family, asked)}`,
      [...key(asked), asked.entity],
    );
    whole = together(whole, pairOf(family, row ?? zeros(family), days));
  }
  return whole ?? { sums: {}, before: {} };
};
