import pg from 'pg';
import type { Config, Keys } from '../../runtime/index.ts';
import { refusal } from '../../runtime/index.ts';
import { roleConnection } from './address.ts';
import { cleanly } from './failures.ts';
import type { DbRole, RoleNames } from './roles.ts';
import { roleNames } from './roles.ts';

/** The door to the database for one login role: a pool of connections. Rows are reached through `withClient` and its like only. */
export type Database = {
  readonly role: DbRole;
  /** Ends the pool; open transactions are awaited. */
  readonly close: () => Promise<void>;
};

/** What is known of a connection: its backend's pid, the database's clock against our monotonic one, and the start of its server. */
export type Seat = { readonly pid: number; readonly clockLead: number; readonly serverStart: string };

/** What the room knows of a Database and no other room does. */
export type Inside = {
  readonly config: Config;
  readonly keys: Keys;
  readonly pool: pg.Pool;
  readonly seats: WeakMap<pg.ClientBase, Seat>;
  /** The calendar as the newest connection saw it. */
  calendar: { readonly at: Date; readonly readAt: number };
};

const insides = new WeakMap<Database, Inside>();

/** The inside of a Database. */
export const insideOf = (db: Database): Inside => {
  const inside = insides.get(db);
  if (inside === undefined) throw new TypeError('This Database was not opened by openDatabase.');
  return inside;
};

// A page waits half a minute at most; derivation and erasure may take longer, but not for ever. A transaction that holds
// locks while nobody speaks is a bug and is ended.
const limits: Readonly<Record<DbRole, string>> = {
  migrate: '-c lock_timeout=5s',
  app: '-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s',
  'sign-in': '-c statement_timeout=15s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s',
  job: '-c statement_timeout=15min -c lock_timeout=60s -c idle_in_transaction_session_timeout=5min',
  backup: '-c lock_timeout=30s -c idle_in_transaction_session_timeout=5min',
};

type Arrival = { pid: number; now: string; calendar: Date; serverStart: string };

/** Runs on every new connection: takes its seat, and empties transient tables once after a restart or restore. */
const arrive = async (inside: Inside, role: DbRole, client: pg.ClientBase): Promise<void> => {
  if (role === 'migrate') return;
  const asked = performance.now();
  const { rows } = await client.query<Arrival>(
    'select pg_backend_pid() as pid, (extract(epoch from clock_timestamp()) * 1000)::text as now, clock_now() as calendar, pg_postmaster_start_time()::text as "serverStart"',
  );
  const answered = performance.now();
  const [row] = rows;
  if (row === undefined) return;
  inside.seats.set(client, {
    pid: row.pid,
    clockLead: Number(row.now) - (asked + answered) / 2,
    serverStart: row.serverStart,
  });
  inside.calendar = { at: row.calendar, readAt: answered };
  await client.query('select empty_transient()');
};

const rights = `
  select r.rolsuper as "isSuper", r.rolbypassrls as "bypasses",
         to_regclass('public.db_migrations') is not null as "isMigrated",
         exists (select from pg_class c where c.relkind in ('r', 'p', 'v', 'm') and c.relowner = r.oid) as "owns",
         exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                  where n.nspname = 'public' and c.relkind in ('r', 'p') and pg_has_role(current_user, c.relowner, 'member')) as "reachesOwner"
    from pg_roles r where r.rolname = current_user`;

type Rights = { isSuper: boolean; bypasses: boolean; owns: boolean; reachesOwner: boolean; isMigrated: boolean };

/** Row security does not bind a superuser, an owner or a role that bypasses it: such a login must not serve anybody. */
export const assertHumble = async (query: (text: string) => Promise<{ rows: Rights[] }>): Promise<void> => {
  const [row] = (await query(rights)).rows;
  const powers = [
    ...(row?.isSuper ? ['is a superuser'] : []),
    ...(row?.bypasses ? ['bypasses row security'] : []),
    ...(row?.owns ? ['owns tables'] : []),
    ...(row?.reachesOwner && !row.isSuper && !row.owns ? ['is a member of the role that owns the tables'] : []),
  ];
  if (row === undefined || powers.length > 0) {
    throw refusal('DB_ROLE_TOO_STRONG', `The database role this process logs in with ${powers.join(' and ')}.`);
  }
  if (!row.isMigrated) {
    throw refusal('DB_SCHEMA_BEHIND', 'The database has no tables yet: run migrate.');
  }
};

const checkRole = async (inside: Inside, role: DbRole): Promise<void> => {
  // A connection of its own, before the pool's: on an empty database the pool's greeting would fail with a lesser message.
  const client = new pg.Client(roleConnection(inside.config, inside.keys, role));
  client.on('error', () => undefined);
  try {
    await client.connect();
    if (role !== 'migrate') await assertHumble((text) => client.query<Rights>(text));
  } finally {
    await client.end();
  }
};

/**
 * Opens the database for one login role. Connections are made as needed, at most `max` (default 10).
 *
 * @throws DB_NO_ADDRESS, DB_LOGIN, DB_SCHEMA_BEHIND; DB_ROLE_TOO_STRONG when the login is a superuser, owns tables or bypasses
 * row security (exit 78); DB_LOST when the server does not answer
 * @personal none
 */
export const openDatabase = async (input: {
  config: Config;
  keys: Keys;
  role: DbRole;
  max?: number;
}): Promise<Database> => {
  const { config, keys, role } = input;
  const connection = roleConnection(config, keys, role);
  const inside: Inside = {
    config,
    keys,
    seats: new WeakMap(),
    calendar: { at: new Date(0), readAt: 0 },
    pool: new pg.Pool({
      ...connection,
      options: `${connection.options} ${limits[role]}`,
      max: input.max ?? 10,
      idleTimeoutMillis: 30_000,
      // Half an hour: each new connection measures the server's clock again.
      maxLifetimeSeconds: 1800,
      onConnect: (client: pg.ClientBase) => arrive(inside, role, client),
    }),
  };
  // An idle connection that breaks is thrown away by the pool; the next transaction makes a new one or says DB_LOST.
  inside.pool.on('error', () => undefined);
  const db: Database = { role, close: () => inside.pool.end() };
  insides.set(db, inside);
  try {
    await cleanly(() => checkRole(inside, role));
    await cleanly(async () => (await inside.pool.connect()).release());
  } catch (error) {
    await inside.pool.end();
    throw error;
  }
  return db;
};

/** The names of the roles of the installation a Database belongs to. @personal none */
export const roleNamesOf = (db: Database): RoleNames => roleNames(insideOf(db).keys);
