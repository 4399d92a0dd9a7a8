import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import type { ClientId, Day } from '../../foundation/kit/index.ts';
import type { LedgerLevel, ReportTime } from '../../pinterest/contract.ts';
import type { DayState } from '../derive/day-states.ts';
import { levelCode, levelOf, reportTimeOf, windowOf } from '../derive/ledger-codes.ts';
import { type Family, ledgerColumns } from '../derive/ledger-columns.ts';
import { familyTables } from '../derive/ledger-scope.ts';
import { isKept } from './kept-days.ts';
import { streamBatches } from './stream-batches.ts';

/** One number of one thing on one day, as `facts --json` prints it. */
export type FactLine = {
  /** The client's id as text. */
  readonly client: string;
  readonly account: string;
  readonly level: LedgerLevel;
  readonly entity: string;
  readonly day: Day;
  /** Pinterest's name of the column; the lens is in it. */
  readonly metric: string;
  readonly window: string | null;
  readonly reportTime: ReportTime | null;
  /** An integer as text; money in micros of the account's currency. */
  readonly value: string;
  readonly state: DayState;
  readonly knownAt: string;
};

/** Which facts are asked. `asOf` is an instant as ISO text: a Date would lose the microseconds it may need. */
export type FactsQuery = {
  readonly clientId: ClientId;
  readonly account?: string | undefined;
  readonly level?: LedgerLevel | undefined;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  readonly asOf?: string | undefined;
};

type Row = {
  account: string;
  level: number;
  entity: string;
  day: Day;
  report_time: number;
  window_code: number;
  known_at: string;
  state: DayState;
  figures: string;
};

/** Rows a fetch brings at a time; a row becomes up to 40 lines, so this is some ten thousand of them in memory. */
const FETCH_ROWS = 1000;

const familyRows = (family: Family, filter: string, asOf: boolean): string => {
  const { facts, past } = familyTables[family];
  const key = family === 'delivery' ? '0 as report_time, 0 as window_code' : 'report_time, window_code';
  const figures = `concat_ws(',', ${ledgerColumns[family].map((column) => column.name).join(', ')}) as figures`;
  const rows = (table: string, when: string) =>
    `select account, level, entity, day, ${key}, known_from, '${family}' as family, ${figures}
       from ${table} where ${filter}${when}`;
  if (!asOf) return rows(facts, '');
  return `${rows(facts, ' and known_from <= $6::timestamptz')}
    union all ${rows(past, ' and known_from <= $6::timestamptz and known_to > $6::timestamptz')}`;
};

const factsSql = (asOf: boolean): string => {
  const filter = `client_id = $1 and ${isKept('day')} and ($3::int2 is null or level = $3) and ($4::date is null or day >= $4) and ($5::date is null or day <= $5)
     and ($2::text is null or account in (select entity from facts_entities where client_id = $1 and level = 0 and pinterest_id = $2))`;
  const moment = asOf ? '$6::timestamptz' : "'infinity'::timestamptz";
  return `select a.pinterest_id as account, r.level, e.pinterest_id as entity, r.day, r.report_time, r.window_code, r.figures,
            to_char(r.known_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as known_at,
            case when s.settled_from <= ${moment} then 'settled' when s.ready_from <= ${moment} then 'ready'
                 else 'provisional' end as state
       from (${familyRows('delivery', filter, asOf)} union all ${familyRows('conversion', filter, asOf)}) r
       join facts_entities e on e.client_id = $1 and e.entity = r.entity
       join facts_entities a on a.client_id = $1 and a.entity = r.account
       left join facts_day_states s on s.client_id = $1 and s.account = r.account and s.level = r.level and s.day = r.day
        and s.report_time = r.report_time and s.window_code = r.window_code
      order by a.pinterest_id collate "C", (array['account', 'campaign', 'adGroup', 'ad'])[r.level + 1] collate "C",
               e.pinterest_id collate "C", r.day`;
};

const byText = (one: string | null, other: string | null): number =>
  (one ?? '') < (other ?? '') ? -1 : (one ?? '') > (other ?? '') ? 1 : 0;

/** The columns of a family in the order of their lines, with their place in a row's figures. */
const inLineOrder = (family: Family): { pinterest: string; place: number }[] =>
  ledgerColumns[family]
    .map(({ pinterest }, place) => ({ pinterest, place }))
    .sort((one, other) => byText(one.pinterest, other.pinterest));

const lineColumns = { delivery: inLineOrder('delivery'), conversion: inLineOrder('conversion') };

const linesOf = (clientId: ClientId, row: Row): FactLine[] => {
  const reportTime = reportTimeOf(row.report_time) ?? null;
  const columns = lineColumns[reportTime === null ? 'delivery' : 'conversion'];
  const about = {
    client: String(clientId),
    account: row.account,
    level: levelOf(row.level),
    entity: row.entity,
    day: row.day,
  };
  const rest = { window: reportTime === null ? null : windowOf(row.window_code), reportTime };
  const figures = row.figures.split(',');
  const lines: FactLine[] = [];
  for (const { pinterest, place } of columns) {
    const value = figures[place] ?? '0';
    if (value !== '0')
      lines.push({ ...about, metric: pinterest, ...rest, value, state: row.state, knownAt: row.known_at });
  }
  return lines;
};

/** The lines of all rows of one thing and day, in their order. */
const ordered = (clientId: ClientId, rows: readonly Row[]): FactLine[] =>
  rows
    .flatMap((row) => linesOf(clientId, row))
    .sort(
      (one, other) =>
        byText(one.metric, other.metric) ||
        byText(one.window, other.window) ||
        byText(one.reportTime, other.reportTime),
    );

const isSameDay = (one: Row, other: Row): boolean =>
  one.day === other.day && one.entity === other.entity && one.level === other.level && one.account === other.account;

// The whole answer is read and sorted, so each side of a join is to be scanned once. Left to itself the planner hurries the
// first rows of a cursor, and on a ledger that was filled a moment ago (no statistics yet) it picks loops within loops over all
// months: minutes for a few thousand rows.
const WHOLE_READ = "select set_config('cursor_tuple_fraction', '1', true), set_config('enable_nestloop', 'off', true)";

const lineBatches = async function* (tx: Tx, query: FactsQuery): AsyncGenerator<FactLine[]> {
  const { clientId, account, level, from, to, asOf } = query;
  const values = [clientId, account ?? null, level === undefined ? null : levelCode(level), from ?? null, to ?? null];
  await tx.sql(WHOLE_READ);
  const declared = `declare facts_lines no scroll cursor for ${factsSql(asOf !== undefined)}`;
  await tx.sql(declared, asOf === undefined ? values : [...values, asOf]);
  let open: Row[] = [];
  for (;;) {
    await tx.renewClaim();
    const rows = await tx.sql<Row>(`fetch forward ${FETCH_ROWS} from facts_lines`);
    const lines: FactLine[] = [];
    for (const row of rows) {
      const first = open[0];
      if (first !== undefined && !isSameDay(first, row)) {
        lines.push(...ordered(clientId, open));
        open = [];
      }
      open.push(row);
    }
    if (rows.length < FETCH_ROWS) {
      yield [...lines, ...ordered(clientId, open)];
      return;
    }
    yield lines;
  }
};

/**
 * The facts of one client, one line per number, sorted by account, level, entity, day, metric, window and report time (as
 * text). Numbers that are zero are not given: absent on a collected day is zero, on a gap day unknown. With `asOf` the
 * numbers, states and `knownAt` are those known at that moment; up to the last moment of the ledger (`ledgerMoment`) the
 * answer never changes again, but for days whose term passes: those are in no answer, whatever moment is asked.
 *
 * @unit value micros of the account's currency for columns in MICRO_DOLLAR, else a count
 * @unit day UTC day, as Pinterest reports it
 * @source facts_ad_days, facts_ad_conversions and their past; one snapshot however long the reading takes
 * @personal none
 */
export const listFacts = (ctx: Context, query: FactsQuery): AsyncGenerator<FactLine> =>
  streamBatches(ctx, query.clientId, (tx) => lineBatches(tx, query));

/**
 * The last moment at which a client's ledger changed, as ISO text with microseconds; undefined for one that is empty. Facts
 * as of this moment stay the same whatever is derived later, so whoever freezes numbers keeps it with them.
 *
 * @personal none
 */
export const ledgerMoment = (ctx: Context, clientId: ClientId): Promise<string | undefined> =>
  withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const [row] = await tx.sql<{ at: string }>(
      `select to_char(last_known_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
         from facts_ledgers where client_id = $1`,
      [clientId],
    );
    return row?.at;
  });
