import pg from 'pg';
import { Fault } from '../../kit/index.ts';
import type { Config, Keys } from '../../runtime/index.ts';
import { refusal } from '../../runtime/index.ts';
import { adminConnection, roleConnection } from '../access/address.ts';
import { claimPads } from '../access/claim.ts';
import { asDbFault, cleanly } from '../access/failures.ts';
import { roleName } from '../access/roles.ts';
import type { Migration } from './migrations.ts';
import { readMigrations } from './migrations.ts';
import { ensureDatabase, ensureRoles } from './provision.ts';

type Input = { readonly config: Config; readonly keys: Keys; readonly dir?: string };

const bootstrap = `
  create table if not exists db_migrations (
    number integer primary key,
    name text not null,
    checksum text not null,
    is_breaking boolean not null,
    applied_at timestamptz not null default clock_timestamp()
  );
  alter default privileges revoke execute on functions from public;
`;

const withRoles = (keys: Keys, sql: string): string =>
  sql.replace(/\{\{(owner|app|job|sign_in|backup|migrate)\}\}/g, (_, word: string) =>
    pg.escapeIdentifier(`prikbord_${keys.installationId}_${word}`),
  );

type Applied = { number: number; name: string; checksum: string };

const applyOne = async (client: pg.Client, keys: Keys, migration: Migration): Promise<void> => {
  await client.query('begin');
  try {
    await client.query("set local lock_timeout = '5s'");
    // The number first: of two migrators that meet here, one waits for the other and then fails on the key.
    await client.query('insert into db_migrations (number, name, checksum, is_breaking) values ($1, $2, $3, $4)', [
      migration.number,
      migration.name,
      migration.checksum,
      migration.isBreaking,
    ]);
    await client.query(withRoles(keys, migration.sql));
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    // A migration holds no values of rows, so PostgreSQL's own sentence may be shown.
    const why = error instanceof Error ? error.message : String(error);
    const state = error instanceof pg.DatabaseError ? (error.code ?? '') : '';
    throw new Fault('DB_MIGRATION_FAILED', state === '55P03' ? 'upstream' : 'bug', `${migration.name}: ${why}`, {
      facts: { migration: migration.name, sqlState: state },
    });
  }
};

const pendingOf = (files: readonly Migration[], applied: readonly Applied[]): Migration[] => {
  const known = new Map(applied.map((row) => [row.number, row]));
  const changed = files.filter((file) => {
    const row = known.get(file.number);
    return row !== undefined && row.checksum !== file.checksum;
  });
  if (changed.length > 0) {
    throw refusal(
      'DB_MIGRATION_CHANGED',
      `Migrations were changed after they were applied: ${changed.map((file) => file.name).join(', ')}.`,
    );
  }
  return files.filter((file) => !known.has(file.number));
};

/** The first migrate marks the database as demo or real; the other mode is refused before anything is changed. */
const checkMark = async (client: pg.Client, { config }: Input): Promise<void> => {
  const exists = await client.query<{ found: boolean }>(
    "select to_regclass('public.db_installation') is not null as found",
  );
  if (exists.rows[0]?.found !== true) return;
  const { rows } = await client.query<{ mode: string }>('select mode from db_installation');
  const mode = rows[0]?.mode;
  if (mode !== undefined && mode !== config.mode) {
    throw refusal('DB_OTHER_MODE', `This database holds ${mode} data; this process runs in ${config.mode} mode.`, {
      facts: { mode },
    });
  }
};

const mark = async (client: pg.Client, { config, keys }: Input): Promise<void> => {
  await client.query(
    'insert into db_installation (installation_id, mode) values ($1, $2) on conflict (one) do nothing',
    [keys.installationId, config.mode],
  );
  const { inner, outer } = claimPads(keys);
  await client.query(
    `insert into db_claim_key (inner_pad, outer_pad) values ($1, $2)
     on conflict (one) do update set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad
       where (db_claim_key.inner_pad, db_claim_key.outer_pad) is distinct from (excluded.inner_pad, excluded.outer_pad)`,
    [inner, outer],
  );
};

const migrateAs = async (client: pg.Client, input: Input): Promise<string[]> => {
  await client.query(`set role ${pg.escapeIdentifier(roleName(input.keys, 'owner'))}`);
  await checkMark(client, input);
  await client.query(bootstrap);
  await client.query(
    withRoles(input.keys, 'grant select on db_migrations to {{app}}, {{job}}, {{sign_in}}, {{backup}}'),
  );
  const applied = await client.query<Applied>('select number, name, checksum from db_migrations');
  const pending = pendingOf(readMigrations(input.dir), applied.rows);
  for (const migration of pending) await applyOne(client, input.keys, migration);
  await mark(client, input);
  return pending.map((migration) => migration.name);
};

/**
 * Brings the database to the newest schema: makes the database and the installation's roles when they are not there, applies
 * the pending migrations in order, one transaction each, and marks a new database as demo or real. One migrator at a time;
 * a second one waits and then finds nothing to do.
 *
 * @throws DB_OTHER_MODE, DB_OTHER_INSTALLATION, DB_MIGRATION_CHANGED, DB_SERVER_TOO_OLD (exit 78); DB_MIGRATION_FAILED with the
 * name of the file, whose changes are undone
 * @personal none
 */
export const migrate = async (input: Input): Promise<{ applied: string[] }> => {
  await cleanly(() => ensureDatabase(input));
  const admin = new pg.Client(adminConnection(input.config));
  admin.on('error', () => undefined);
  await cleanly(() => admin.connect());
  try {
    await admin.query("select pg_advisory_lock(hashtextextended('prikbord:migrate', 0))");
    await ensureRoles(admin, input);
    const client = new pg.Client(roleConnection(input.config, input.keys, 'migrate'));
    client.on('error', () => undefined);
    await client.connect();
    try {
      return { applied: await migrateAs(client, input) };
    } finally {
      await client.end();
    }
  } catch (error) {
    throw asDbFault(error);
  } finally {
    await admin.end();
  }
};
