import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { addDays, type ClientId, type Day, daysBetween, monthOf, newClientId } from '../../src/foundation/kit/index.ts';
import { tell } from './figures.ts';
import type { Place } from './place.ts';

// The same ledger twice: as the product keeps it in PostgreSQL, and as plain tables in DuckDB. Both databases compute the
// figures themselves with one formula of whole numbers, and the bench checks that they came to the same sums.

/** What the ledger of the query bench holds. */
export type World = {
  readonly clients: readonly ClientId[];
  readonly adsPerClient: number;
  readonly from: Day;
  readonly to: Day;
  readonly rows: number;
};

// A mid-sized agency, with two years of history.
const CLIENTS = 40;
const DAYS = 731;
// One ad-day in four brings conversions.
const CONVERTS = 4;
// Conversions by ad action in the window 30/30/1, in the ledger's codes; other codes would leave the product's answers
// without conversions, and the comparison of sums would show it.
const ATTRIBUTION = { report_time: 1, window_code: 169 };
const EVERY_COLUMN = 2n ** 62n - 1n;
const keys = ['known_from', 'client_id', 'account', 'day', 'entity', 'level', ...Object.keys(ATTRIBUTION)];

/** The pinterest id of a client's only ad account. */
export const accountOf = (world: World, clientId: ClientId): string =>
  String(549_755_000_000 + world.clients.indexOf(clientId));

/** Sizes a world to about the asked rows. */
export const sizeWorld = (rows: number, to: Day): World => {
  const adsPerClient = Math.max(25, Math.round(rows / CLIENTS / DAYS));
  const clients = Array.from({ length: CLIENTS }, newClientId);
  return { clients, adsPerClient, from: addDays(to, 1 - DAYS), to, rows: CLIENTS * adsPerClient * DAYS };
};

const lengthOf = ({ from, to }: World): number => daysBetween(from, to) + 1;

type Family = { readonly name: 'delivery' | 'conversion'; readonly facts: string; readonly columns: readonly string[] };

const columnsOf = async ({ admin }: Place, table: string): Promise<string[]> => {
  const { rows } = await admin.query<{ name: string }>(
    'select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 order by attnum',
    [table],
  );
  return rows.map((row) => row.name).filter((name) => !keys.includes(name));
};

/** The two families of figures and their columns, as the database has them. */
export const familiesOf = async (place: Place): Promise<Family[]> => [
  { name: 'delivery', facts: 'facts_ad_days', columns: await columnsOf(place, 'facts_ad_days') },
  { name: 'conversion', facts: 'facts_ad_conversions', columns: await columnsOf(place, 'facts_ad_conversions') },
];

/** A figure as an expression over `i` (the ad-day of the client) and the client's own number. */
const figure = (column: string, place: number, client: number): string => {
  const mixed = `((i * 7919 + ${client} * 104729 + ${place} * 1299709)`;
  const range = column.endsWith('micros') ? 40_000_000 : 20_000 >> Math.min(place, 12);
  return `cast(${mixed} * 31 + i % 97 * 1009) % ${range} as ${column.endsWith('micros') ? 'bigint' : 'int'}) as ${column}`;
};

const figures = (family: Family, client: number): string =>
  family.columns.map((column, place) => figure(column, place, client)).join(', ');

const some = (family: Family): string => (family.name === 'conversion' ? `where i % ${CONVERTS} = 0` : '');

const sums = (columns: readonly string[]): string => columns.map((name) => `sum(${name}) as ${name}`).join(', ');

const extra = (family: Family, what: 'names' | 'values'): string =>
  family.name === 'delivery'
    ? ''
    : Object.entries(ATTRIBUTION)
        .map(([name, value]) => `, ${what === 'names' ? name : value}`)
        .join('');

const fillClient = async (place: Place, world: World, input: { family: Family; client: number }): Promise<void> => {
  const { family, client } = input;
  const clientId = world.clients[client];
  const { facts, columns } = family;
  const target = `(known_from, client_id, account, level, day, entity${extra(family, 'names')}, ${columns.join(', ')})`;
  const key = `${clientId}, 1`;
  const values = extra(family, 'values');
  await place.admin.query(
    `insert into ${facts} ${target}
     select now(), ${key}, 3, date '${world.from}' + (i / ${world.adsPerClient})::int4, 2 + i % ${world.adsPerClient}${values}, ${figures(family, client)}
       from generate_series(0::int8, ${world.adsPerClient * lengthOf(world) - 1}) i ${some(family)}`,
  );
  // The account's own line, which Pinterest reports apart, and the sums the product keeps.
  const isDelivery = family.name === 'delivery';
  const accountDays = isDelivery ? 'facts_account_days' : 'facts_account_conversions';
  const months = isDelivery ? 'facts_entity_months' : 'facts_entity_conversion_months';
  const names = extra(family, 'names');
  await place.admin.query(
    `insert into ${facts} ${target}
     select now(), ${key}, 0, day, 1${values}, ${sums(columns)} from ${facts} where client_id = ${clientId} group by day`,
  );
  await place.admin.query(
    `insert into ${accountDays} (client_id, account, level, day${names}, ${columns.join(', ')})
     select ${key}, level, day${values}, ${sums(columns)} from ${facts} where client_id = ${clientId} group by level, day`,
  );
  await place.admin.query(
    `insert into ${months} (client_id, account, level, month, entity${names}, ${columns.join(', ')})
     select ${key}, level, date_trunc('month', day), entity${values}, ${sums(columns)}
       from ${facts} where client_id = ${clientId} group by level, date_trunc('month', day), entity`,
  );
};

const fillEntities = async (place: Place, world: World): Promise<void> => {
  for (const clientId of world.clients) {
    await place.admin.query(
      `insert into facts_entities (first_known_at, client_id, entity, account, level, pinterest_id)
       select now(), $1, n, 1, case when n = 1 then 0 else 3 end, case when n = 1 then $2 else (687000000000 + n)::text end
         from generate_series(1, $3::int4 + 1) n`,
      [clientId, accountOf(world, clientId), world.adsPerClient],
    );
    await place.admin.query(
      `insert into facts_entity_versions (known_from, client_id, entity, listed, name, status, details)
       select now(), $1, n, true, 'Ad ' || n, 'ACTIVE', '{}' from generate_series(2, $2::int4 + 1) n`,
      [clientId, world.adsPerClient],
    );
    await place.admin.query(
      `insert into facts_day_states (landed_from, ready_from, settled_from, pulled_at, known_columns, client_id, account, day, level,
         report_time, window_code, landing_id)
       select now(), now(), now(), now(), $2, $1, 1, day, level, report_time, window_code, gen_random_uuid()
         from generate_series($3::timestamp, $4::timestamp, '1 day') day, unnest(array[0, 3]) level,
              (values (0, 0), (${ATTRIBUTION.report_time}, ${ATTRIBUTION.window_code})) kind(report_time, window_code)`,
      [clientId, EVERY_COLUMN.toString(), world.from, world.to],
    );
  }
};

/** Fills the product's ledger and its roll-ups, as deriving would have left them, and lets the planner know. */
export const fillLedger = async (place: Place, world: World, stopping: AbortSignal): Promise<void> => {
  await place.admin.query(
    `select month_partition(t::regclass, m::date) from unnest(array['facts_ad_days', 'facts_ad_conversions']) t,
            generate_series($1::timestamp, $2::timestamp, '1 month') m`,
    [monthOf(world.from), world.to],
  );
  await fillEntities(place, world);
  const families = await familiesOf(place);
  for (const client of world.clients.keys()) {
    for (const family of families) await fillClient(place, world, { family, client });
    stopping.throwIfAborted();
    if (client % 10 === 9) tell(`ledger: ${client + 1} of ${world.clients.length} clients`);
  }
  await place.admin.query('vacuum analyze');
};

/** The same rows in DuckDB's own file: one plain table a family, in the order of client and day. */
export const fillDuck = async (place: Place, world: World): Promise<{ duck: DuckDBConnection; close: () => void }> => {
  const instance = await DuckDBInstance.create(`${place.folder}/beside.duckdb`);
  const duck = await instance.connect();
  for (const family of await familiesOf(place)) {
    const columns = family.columns.map((name) => `${name} ${name.endsWith('micros') ? 'bigint' : 'int'}`);
    await duck.run(`create table ${family.name} (client int, day date, entity int, ${columns.join(', ')})`);
    for (const client of world.clients.keys()) {
      await duck.run(
        `insert into ${family.name}
         select ${client}, date '${world.from}' + cast(i // ${world.adsPerClient} as int), cast(2 + i % ${world.adsPerClient} as int),
                ${figures(family, client)}
           from range(${world.adsPerClient * lengthOf(world)}) r(i) ${some(family)} order by i`,
      );
    }
  }
  await duck.run('checkpoint');
  return {
    duck,
    close: () => {
      duck.closeSync();
      instance.closeSync();
    },
  };
};
