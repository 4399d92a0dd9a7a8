import type { Tx } from '../../foundation/db/index.ts';
import { addDays, type ClientId } from '../../foundation/kit/index.ts';
import type { Family } from '../derive/ledger-columns.ts';
import type { Sums } from '../metrics/evaluate.ts';
import type { Period } from '../metrics/periods.ts';
import { sumsOf } from './base-sums.ts';
import { keptPart } from './kept-days.ts';
import type { Found } from './selection.ts';

/** How far the days of a period are in: unknown is what is not collected, and what can still move is provisional. */
export type CollectedDays = {
  readonly collected: number;
  readonly provisional: number;
  /** The bits of the columns that every collected day carries. */
  readonly knownColumns: bigint;
};

/** Both families' days of a period and of the one it is compared with. */
export type PeriodDays = Readonly<Record<Family, { readonly current: CollectedDays; readonly before: CollectedDays }>>;

const none: CollectedDays = { collected: 0, provisional: 0, knownColumns: 0n };

const counted = (name: string, from: number): string => {
  const within = `day between $${from}::date and $${from + 1}::date`;
  return `count(*) filter (where ${within})::int4 as ${name}_days,
          count(*) filter (where ${within} and ready_from is null and settled_from is null)::int4 as ${name}_provisional,
          coalesce(bit_and(known_columns) filter (where ${within}), 0) as ${name}_known`;
};

const DAYS = `
  select report_time = 0 as is_delivery, ${counted('current', 6)}, ${counted('before', 8)}
    from facts_day_states
   where client_id = $1 and account = $2 and level = $3
     and (report_time, window_code) in ((0, 0), ($4, $5)) and (day between $6 and $7 or day between $8 and $9)
   group by 1`;

type Row = {
  is_delivery: boolean;
  current_days: number;
  current_provisional: number;
  current_known: bigint;
  before_days: number;
  before_provisional: number;
  before_known: bigint;
};

const daysOf = (row: Row | undefined): PeriodDays[Family] =>
  row === undefined
    ? { current: none, before: none }
    : {
        current: {
          collected: row.current_days,
          provisional: row.current_provisional,
          knownColumns: row.current_known,
        },
        before: { collected: row.before_days, provisional: row.before_provisional, knownColumns: row.before_known },
      };

/** Which days of two periods are in at an account's level, in one query. @personal none */
export const periodDays = async (
  tx: Tx,
  asked: Found & { clientId: ClientId },
  periods: { current: Period; before: Period | undefined },
): Promise<PeriodDays> => {
  const current = keptPart(periods.current, asked);
  // Without a comparison its days are an empty range.
  const before = keptPart(periods.before ?? { from: current.from, to: addDays(current.from, -1) }, asked);
  const key = [asked.clientId, asked.account, asked.level, asked.reportTime, asked.window];
  const rows = await tx.sql<Row>(DAYS, [...key, current.from, current.to, before.from, before.to]);
  return {
    delivery: daysOf(rows.find((row) => row.is_delivery)),
    conversion: daysOf(rows.find((row) => !row.is_delivery)),
  };
};

/** The columns of a row that begin with a prefix, without it. @personal none */
export const prefixed = (row: Readonly<Record<string, unknown>>, prefix: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  );

/** The sums of a row for the period, and those of its columns with `before_` for the one before. @personal none */
export const pairOf = (row: Readonly<Record<string, unknown>>, days: PeriodDays): { sums: Sums; before: Sums } => {
  const { delivery, conversion } = days;
  const before = prefixed(row, 'before_');
  return {
    sums: {
      ...sumsOf('delivery', row, delivery.current.knownColumns),
      ...sumsOf('conversion', row, conversion.current.knownColumns),
    },
    before: {
      ...sumsOf('delivery', before, delivery.before.knownColumns),
      ...sumsOf('conversion', before, conversion.before.knownColumns),
    },
  };
};
