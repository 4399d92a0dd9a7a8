import type { Tx } from '../../foundation/db/index.ts';
import type { ClientId, Day } from '../../foundation/kit/index.ts';
import type { DayState } from '../derive/day-states.ts';
import { DELIVERY, reportTimeCode, windowCode } from '../derive/ledger-codes.ts';
import type { Family } from '../derive/ledger-columns.ts';
import type { BaseKey } from '../metrics/additive.ts';
import type { Sums } from '../metrics/evaluate.ts';
import { type BaseColumn, baseColumns, sumsOf } from '../queries/base-sums.ts';
import { joinTerms, TERMS } from '../queries/kept-days.ts';
import type { Attribution } from '../queries/selection.ts';

/** The days of one ad account that some goals are told from. */
export type Span = {
  readonly clientId: ClientId;
  readonly account: string;
  readonly from: Day;
  readonly to: Day;
  readonly attribution: Attribution;
};

/** A day that is in. */
export type KnownDay = { readonly sums: Sums; readonly state: DayState };

const states: Readonly<Record<string, DayState>> = { p: 'provisional', r: 'ready', s: 'settled' };

type Row = { place: number; days: string; states: string; known: string } & Record<string, unknown>;

const joins: Readonly<Record<Family, string>> = {
  delivery:
    'left join facts_account_days d on (d.client_id, d.account, d.level, d.day) = (s.client_id, s.account, s.level, s.day)',
  conversion: `left join facts_account_conversions d on (d.client_id, d.account, d.level, d.report_time, d.window_code, d.day)
                                                      = (s.client_id, s.account, s.level, s.report_time, s.window_code, s.day)`,
};

// A span is one row with its days in a line each: thousands of rows of a few digits would cost more to carry than to find.
const listed = (value: string, name: string): string => `string_agg((${value})::text, ',' order by s.day) as ${name}`;

const daysSql = (family: Family, columns: readonly BaseColumn[]): string => `
  with ${TERMS}
  select span.place::int4, ${listed('s.day', 'days')}, ${listed('s.known_columns', 'known')},
         ${listed("case when s.settled_from is not null then 's' when s.ready_from is not null then 'r' else 'p' end", 'states')},
         ${columns.map(({ column }) => listed(`coalesce(d.${column}, 0)`, column)).join(', ')}
    from unnest($2::int4[], $3::text[], $4::date[], $5::date[], $6::int2[], $7::int2[])
         with ordinality span(client_id, account, from_day, to_day, report_time, window_code, place)
    join facts_entities e on e.client_id = span.client_id and e.level = 0 and e.pinterest_id = span.account
    join facts_day_states s on s.client_id = span.client_id and s.account = e.entity and s.level = 0
     and s.report_time = span.report_time and s.window_code = span.window_code and s.day between span.from_day and span.to_day
    ${joinTerms('s')}
    ${joins[family]}
   group by span.place`;

const parts = (value: unknown): string[] => String(value).split(',');

const daysOfRow = (row: Row, family: Family, columns: readonly BaseColumn[]): Map<Day, KnownDay> => {
  const known = parts(row.known).map(BigInt);
  const finality = parts(row.states);
  const values = columns.map(({ column }) => ({ column, days: parts(row[column]).map(BigInt) }));
  return new Map(
    parts(row.days).map((day, index) => {
      const figures = Object.fromEntries(values.map(({ column, days }) => [column, days[index]]));
      const sums = sumsOf(family, figures, known[index] ?? 0n);
      return [day as Day, { sums, state: states[finality[index] ?? ''] ?? 'provisional' }];
    }),
  );
};

/**
 * The days of each span that are in, of one family of figures, in the order of the spans.
 *
 * @cost one query; none when no figure of the family is asked
 * @personal none
 */
export const goalDays = async (
  tx: Tx,
  family: Family,
  asked: { readonly spans: readonly (Span | undefined)[]; readonly bases: ReadonlySet<BaseKey> },
): Promise<ReadonlyMap<Day, KnownDay>[]> => {
  const columns = baseColumns[family].filter(({ key }) => asked.bases.has(key));
  const found = asked.spans.map((): ReadonlyMap<Day, KnownDay> => new Map());
  const spans = asked.spans.flatMap((span, place) => (span === undefined ? [] : [{ ...span, place }]));
  if (columns.length === 0 || spans.length === 0) return found;
  const isDelivery = family === 'delivery';
  const rows = await tx.sql<Row>(daysSql(family, columns), [
    [...new Set(spans.map(({ clientId }) => clientId))],
    spans.map(({ clientId }) => clientId),
    spans.map(({ account }) => account),
    spans.map(({ from }) => from),
    spans.map(({ to }) => to),
    spans.map(({ attribution }) => (isDelivery ? DELIVERY : reportTimeCode(attribution.reportTime))),
    spans.map(({ attribution }) => (isDelivery ? 0 : windowCode(attribution.window))),
  ]);
  for (const row of rows) {
    const place = spans[row.place - 1]?.place;
    if (place !== undefined) found[place] = daysOfRow(row, family, columns);
  }
  return found;
};
