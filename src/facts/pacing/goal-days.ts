import type { Tx } from '../../foundation/db/index.ts';
import { addDays, type ClientId, type Day, earlierDay, laterDay } from '../../foundation/kit/index.ts';
import type { DayState } from '../derive/day-states.ts';
import { DELIVERY, reportTimeCode, windowCode } from '../derive/ledger-codes.ts';
import type { Family } from '../derive/ledger-columns.ts';
import type { BaseKey } from '../metrics/additive.ts';
import type { Sums } from '../metrics/evaluate.ts';
import { type BaseColumn, baseColumns } from '../queries/base-sums.ts';
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

type Row = { place: number; days: string; states: string } & Record<string, unknown>;

const tables: Readonly<Record<Family, string>> = {
  delivery: 'facts_account_days',
  conversion: 'facts_account_conversions',
};
const kinds = (family: Family): readonly string[] => (family === 'delivery' ? [] : ['report_time', 'window_code']);

// A span is one row with its days in a line each: thousands of rows of a few digits would cost more to carry than to find. A
// figure its day was landed without is left empty: unknown is not zero.
const listed = (value: string, name: string): string => `string_agg(${value}, ',' order by s.day) as ${name}`;
const figure = ({ column, bit }: BaseColumn): string =>
  `case when s.known_columns & ${bit} <> 0 then coalesce(d.${column}, 0)::text else '' end`;

// States and figures are each read in one walk of their index and then put together: day by day, every look at an index would
// hold the clients of the claim against those of the question again.
const daysSql = (family: Family, columns: readonly BaseColumn[]): string => {
  const inAll = 'client_id = any ($1::int4[]) and level = 0 and day between $8 and $9';
  const ofKind = 'report_time = any ($6::int2[]) and window_code = any ($7::int2[])';
  const key = ['client_id', 'account', ...kinds(family), 'day'];
  const keyIn = (t: string): string => key.map((name) => `${t}.${name}`).join(', ');
  return `
  with ${TERMS},
  figures as materialized (
    select ${[...key, ...columns.map(({ column }) => column)].join(', ')} from ${tables[family]}
     where ${inAll}${family === 'delivery' ? '' : ` and ${ofKind}`}),
  states as materialized (
    select client_id, account, report_time, window_code, day, known_columns,
           case when settled_from is not null then 's' when ready_from is not null then 'r' else 'p' end as state
      from facts_day_states where ${inAll} and ${ofKind})
  select span.place::int4, ${listed('(s.day - span.from_day)::text', 'days')}, ${listed('s.state', 'states')},
         ${columns.map((column) => listed(figure(column), column.column)).join(', ')}
    from unnest($2::int4[], $3::text[], $4::date[], $5::date[], $6::int2[], $7::int2[])
         with ordinality span(client_id, account, from_day, to_day, report_time, window_code, place)
    join facts_entities e on e.client_id = span.client_id and e.level = 0 and e.pinterest_id = span.account
    join states s on s.client_id = span.client_id and s.account = e.entity
     and s.report_time = span.report_time and s.window_code = span.window_code and s.day between span.from_day and span.to_day
    ${joinTerms('s')}
    left join figures d on (${keyIn('d')}) = (${keyIn('s')})
   group by span.place`;
};

const parts = (value: unknown): string[] => String(value).split(',');

const daysOfRow = (row: Row, span: Span, columns: readonly BaseColumn[]): Map<Day, KnownDay> => {
  const finality = parts(row.states);
  const values = columns.map(({ key, column }) => ({ key, days: parts(row[column]) }));
  return new Map(
    parts(row.days).map((offset, index) => {
      const sums: Partial<Record<BaseKey, bigint>> = {};
      for (const { key, days } of values) if (days[index] !== '') sums[key] = BigInt(days[index] ?? 0);
      return [addDays(span.from, Number(offset)), { sums, state: states[finality[index] ?? ''] ?? 'provisional' }];
    }),
  );
};

const keyOf = (span: Span, family: Family): string => {
  const { window, reportTime } = span.attribution;
  return `${span.clientId} ${span.account} ${family === 'delivery' ? '' : `${window} ${reportTime}`}`;
};

/** The spans by account: goals of one account are told from the same days. */
const merged = (spans: readonly (Span | undefined)[], family: Family): Map<string, Span> => {
  const found = new Map<string, Span>();
  for (const span of spans) {
    if (span === undefined) continue;
    const key = keyOf(span, family);
    const other = found.get(key) ?? span;
    found.set(key, { ...other, from: earlierDay(other.from, span.from), to: laterDay(other.to, span.to) });
  }
  return found;
};

/**
 * The days of each span that are in, of one family of figures, in the order of the spans; days of another span of the same
 * account may be among them.
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
  const byKey = merged(asked.spans, family);
  const none: ReadonlyMap<Day, KnownDay> = new Map();
  const spans = [...byKey.values()];
  const [first] = spans;
  if (columns.length === 0 || first === undefined) return asked.spans.map(() => none);
  const isDelivery = family === 'delivery';
  const rows = await tx.sql<Row>(daysSql(family, columns), [
    [...new Set(spans.map(({ clientId }) => clientId))],
    spans.map(({ clientId }) => clientId),
    spans.map(({ account }) => account),
    spans.map(({ from }) => from),
    spans.map(({ to }) => to),
    spans.map(({ attribution }) => (isDelivery ? DELIVERY : reportTimeCode(attribution.reportTime))),
    spans.map(({ attribution }) => (isDelivery ? 0 : windowCode(attribution.window))),
    spans.reduce((day, { from }) => earlierDay(day, from), first.from),
    spans.reduce((day, { to }) => laterDay(day, to), first.to),
  ]);
  const keys = [...byKey.keys()];
  const found = new Map<string, ReadonlyMap<Day, KnownDay>>();
  for (const row of rows) {
    const place = row.place - 1;
    const [key, span] = [keys[place], spans[place]];
    if (key !== undefined && span !== undefined) found.set(key, daysOfRow(row, span, columns));
  }
  return asked.spans.map((span) => (span === undefined ? none : (found.get(keyOf(span, family)) ?? none)));
};
