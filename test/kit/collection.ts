import { setTimeout as pause } from 'node:timers/promises';
import { type Context, withClients, withoutClient } from '../../src/foundation/db/index.ts';
import { asFault, type ClientId } from '../../src/foundation/kit/index.ts';
import { type SyncProgress, syncProgress } from '../../src/ingest/index.ts';
import type { Place } from './place.ts';

/** The progress of some clients; undefined while the database is away, as it is after a kill. */
export const progressOf = async (
  ctx: Context,
  clientIds: readonly ClientId[],
): Promise<readonly SyncProgress[] | undefined> => {
  try {
    return await syncProgress(ctx, { clientIds });
  } catch (error) {
    if (asFault(error).kind !== 'upstream') throw error;
    return undefined;
  }
};

/** True when everything planned has landed and been derived, or given up. */
export const isCollected = (states: readonly SyncProgress[], clients: number): boolean =>
  states.length === clients && states.every((state) => state.total > 0 && state.waiting === 0 && state.underived === 0);

const text = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each));

/** What a person needs to see why a collection stands still: open chunks, landings without facts, jobs and their last faults. */
const whyOpen = async (ctx: Context, clientIds: readonly ClientId[]): Promise<string> => {
  const { actor } = ctx;
  const open = await withClients(ctx.db, { actor, clientIds }, (tx) =>
    tx.sql(`select kind, level, state, attempts, fault_code, from_day, to_day, count(*)::int4 from ingest_chunks
             where state in ('planned', 'asked') group by 1, 2, 3, 4, 5, 6, 7 limit 20`),
  );
  const raw = await withClients(ctx.db, { actor, clientIds }, (tx) =>
    tx.sql(`select kind, level, count(*)::int4 from ingest_landings where derived_at is null group by 1, 2 limit 20`),
  );
  const jobs = await withoutClient(ctx.db, { actor }, (tx) =>
    tx.sql(`select name, state, output, data -> 'tries' as tries, data -> 'deaths' as deaths,
                   (start_after - now())::text as due, (heartbeat_on - now())::text as renewed
              from jobs.job_common where state <> 'completed' order by created_on limit 40`),
  );
  return [...open, ...raw, ...jobs].map(text).join('\n');
};

/**
 * Waits until everything planned for these clients is in the ledger or has been given up. How long that takes is the
 * machine's affair; it fails when nothing has moved for a while.
 */
export const untilCollected = async (
  ctx: Context,
  clientIds: readonly ClientId[],
  patienceMs = 150_000,
): Promise<{ failed: number }> => {
  let seen = '';
  let movedAt = performance.now();
  for (;;) {
    const states = await progressOf(ctx, clientIds);
    if (states !== undefined && isCollected(states, clientIds.length)) {
      return { failed: states.reduce((sum, state) => sum + state.failed, 0) };
    }
    if (text(states) !== seen) movedAt = performance.now();
    seen = text(states);
    if (performance.now() - movedAt > patienceMs) {
      throw new Error(`The collection stands still: ${seen}\n${await whyOpen(ctx, clientIds)}`);
    }
    await pause(200);
  }
};

// Moments and our own numbers of things differ from run to run; whether a moment has come, and Pinterest's ids, do not.
const OF_THE_RUN = ['client_id', 'known_from', 'known_to', 'first_known_at', 'landed_from', 'pulled_at', 'landing_id'];
const MOMENTS = ['ready_from', 'settled_from'];
const NUMBERED = ['account', 'entity', 'parent'];

const columnText = (table: string, name: string): string | undefined => {
  if (OF_THE_RUN.includes(name)) return undefined;
  if (MOMENTS.includes(name)) return `(${name} is not null)`;
  if (name === 'value' && table.startsWith('facts_breakdown_')) {
    return '(select name from facts_breakdown_values v where v.client_id = t.client_id and v.value = t.value)';
  }
  if (!NUMBERED.includes(name) || !table.startsWith('facts_')) return name;
  return `(select pinterest_id from facts_entities e where e.client_id = t.client_id and e.entity = t.${name})`;
};

const TABLES = [
  'facts_entities',
  'facts_entity_versions',
  'facts_ad_days',
  'facts_ad_days_past',
  'facts_ad_conversions',
  'facts_ad_conversions_past',
  'facts_account_days',
  'facts_account_conversions',
  'facts_entity_months',
  'facts_entity_conversion_months',
  'facts_day_states',
  'facts_breakdown_values',
  'facts_breakdown_states',
  'facts_breakdown_days',
  'facts_breakdown_days_past',
  'facts_breakdown_conversions',
  'facts_breakdown_conversions_past',
  'ingest_coverage',
] as const;

const linesSql = async (place: Place, table: string): Promise<string> => {
  const columns = await place.admin<{ name: string }>(
    'select column_name::text as name from information_schema.columns where table_name = $1 order by ordinal_position',
    [table],
  );
  const shownColumns = columns.flatMap(({ name }) => columnText(table, name) ?? []);
  return `select row(${shownColumns.join(', ')})::text as line from ${table} t
           where client_id = (select client_id from connect_ad_accounts where ad_account_id = $1 limit 1)`;
};

const linesOf = async (place: Place, sql: string, account: string): Promise<Set<string>> =>
  new Set((await place.admin<{ line: string }>(sql, [account])).map((row) => row.line));

type Content = { rows: number; hash: string };

const contentOf = async (place: Place, sql: string, account: string): Promise<Content> => {
  const [row] = await place.admin<Content>(
    `select count(*)::int4 as rows, md5(coalesce(string_agg(line, '|' order by line), '')) as hash from (${sql}) lines`,
    [account],
  );
  return row ?? { rows: 0, hash: '' };
};

/**
 * Holds what two installations keep of a client against each other, without what belongs to the run: current and past facts,
 * roll-ups, structure with its history, day states, coverage.
 * @param account an ad account of the client, by which the same client is found in both
 * @returns how many rows were the same, and the first ones that differ
 */
export const compareTables = async (
  one: Place,
  other: Place,
  account: string,
): Promise<{ rows: number; differences: string[] }> => {
  let rows = 0;
  const differences: string[] = [];
  for (const table of TABLES) {
    const sql = await linesSql(one, table);
    const [left, right] = [await contentOf(one, sql, account), await contentOf(other, sql, account)];
    rows += left.rows;
    if (left.hash === right.hash) continue;
    const [here, there] = [await linesOf(one, sql, account), await linesOf(other, sql, account)];
    differences.push(`${table}: ${left.rows} rows and ${right.rows}`);
    for (const line of [...here.difference(there)].slice(0, 3)) differences.push(`only the first: ${line}`);
    for (const line of [...there.difference(here)].slice(0, 3)) differences.push(`only the second: ${line}`);
  }
  return { rows, differences };
};
