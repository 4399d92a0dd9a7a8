import pg from 'pg';
import { secret } from '../../kit/index.ts';
import type { Config, Keys } from '../../runtime/index.ts';
import { refusal } from '../../runtime/index.ts';
import { adminAddress, adminConnection, databaseName } from '../access/address.ts';
import { cleanly } from '../access/failures.ts';
import { loginRoles, passwordVerifier, roleName } from '../access/roles.ts';

type Input = { readonly config: Config; readonly keys: Keys };

const isState = (error: unknown, ...states: string[]): boolean =>
  error instanceof pg.DatabaseError && states.includes(error.code ?? '');

const onServer = async (
  config: Config,
  database: string | undefined,
  work: (admin: pg.Client) => Promise<void>,
): Promise<void> => {
  const admin = new pg.Client(adminConnection(config, database));
  admin.on('error', () => undefined);
  try {
    await cleanly(async () => {
      await admin.connect();
      await work(admin);
    });
  } finally {
    await admin.end();
  }
};

/** Makes the configured database when the server does not have it. */
export const ensureDatabase = async ({ config }: Pick<Input, 'config'>): Promise<void> => {
  const probe = new pg.Client(adminConnection(config));
  probe.on('error', () => undefined);
  try {
    await probe.connect();
    return;
  } catch (error) {
    if (!isState(error, '3D000')) throw error;
  } finally {
    await probe.end();
  }
  const admin = new pg.Client(adminConnection(config, 'postgres'));
  admin.on('error', () => undefined);
  await admin.connect();
  try {
    const name = databaseName(adminAddress(config));
    await admin.query(`create database ${pg.escapeIdentifier(name)} encoding 'UTF8' template template0`);
  } catch (error) {
    // Another process was first.
    if (!isState(error, '42P04', '23505')) throw error;
  } finally {
    await admin.end();
  }
};

type Facts = { version: number; me: string; isSuper: boolean; owner: string; roles: string[] };

const readFacts = async (admin: pg.Client, keys: Keys): Promise<Facts> => {
  const { rows } = await admin.query<Facts>(
    `select current_setting('server_version_num')::int as version, current_user as me,
            (select rolsuper from pg_roles where rolname = current_user) as "isSuper",
            (select pg_get_userbyid(datdba) from pg_database where datname = current_database()) as owner,
            array(select rolname::text from pg_roles where starts_with(rolname, $1)) as roles`,
    [`prikbord_${keys.installationId}_`],
  );
  const [facts] = rows;
  if (facts === undefined) throw new TypeError('PostgreSQL answered a question about itself with nothing.');
  return facts;
};

const checkServer = (facts: Facts, keys: Keys): void => {
  if (facts.version < 150_000) {
    throw refusal(
      'DB_SERVER_TOO_OLD',
      `PostgreSQL ${Math.floor(facts.version / 10_000)} is too old; 15 is the least.`,
      {
        facts: { version: facts.version },
      },
    );
  }
  if (/^prikbord_[0-9a-f]{8}_owner$/.test(facts.owner) && facts.owner !== roleName(keys, 'owner')) {
    throw refusal('DB_OTHER_INSTALLATION', 'This database belongs to an installation with another key file.');
  }
};

const ownDatabase = async (admin: pg.Client, keys: Keys, facts: Facts): Promise<void> => {
  const owner = pg.escapeIdentifier(roleName(keys, 'owner'));
  const { rows } = await admin.query<{ name: string }>('select current_database() as name');
  const database = pg.escapeIdentifier(rows[0]?.name ?? '');
  if (facts.owner !== roleName(keys, 'owner')) await admin.query(`alter database ${database} owner to ${owner}`);
  const grants = [
    // Anybody may connect and make temporary objects unless told otherwise: a temporary function could leak rows.
    `revoke connect, temporary, create on database ${database} from public`,
    'revoke create on schema public from public',
    ...loginRoles.map(
      (role) => `grant connect on database ${database} to ${pg.escapeIdentifier(roleName(keys, role))}`,
    ),
    ...loginRoles.map((role) => `grant usage on schema public to ${pg.escapeIdentifier(roleName(keys, role))}`),
    // Staging tables are the job role's alone.
    `grant temporary on database ${database} to ${pg.escapeIdentifier(roleName(keys, 'job'))}`,
  ];
  await admin.query(`begin; set local role ${owner}; ${grants.join('; ')}; commit`);
};

/**
 * Makes the installation's roles and gives the database to their owner. Works for an administrator that is no superuser:
 * CREATEROLE and CREATEDB suffice.
 *
 * @throws DB_SERVER_TOO_OLD, DB_OTHER_INSTALLATION
 */
export const ensureRoles = async (admin: pg.Client, { keys }: Input): Promise<void> => {
  const facts = await readFacts(admin, keys);
  checkServer(facts, keys);
  const have = new Set(facts.roles);
  const owner = roleName(keys, 'owner');
  // It inherits: in PostgreSQL 15 a role that does not has no use of pg_database_owner, which owns schema public.
  if (!have.has(owner)) await admin.query(`create role ${pg.escapeIdentifier(owner)} nologin inherit`);
  for (const role of loginRoles) {
    const name = pg.escapeIdentifier(roleName(keys, role));
    if (!have.has(roleName(keys, role))) await admin.query(`create role ${name} login noinherit`);
    await admin.query(`alter role ${name} password ${pg.escapeLiteral(passwordVerifier(keys, role))}`);
  }
  const members = [roleName(keys, 'migrate'), ...(facts.isSuper ? [] : [facts.me])];
  await admin.query(
    `grant ${pg.escapeIdentifier(owner)} to ${members.map((each) => pg.escapeIdentifier(each)).join(', ')}`,
  );
  await ownDatabase(admin, keys, facts);
};

/**
 * Copies a migrated database, its rights included, on the same server; for tests and benches, which drop it themselves.
 * Nobody may be connected to the template meanwhile.
 *
 * @throws DB_DUPLICATE when `name` exists
 * @internal tests and benches only
 * @personal none of its own
 */
export const cloneDatabase = async (input: Input & { template: string; name: string }): Promise<Config> => {
  const { config, keys } = input;
  const address = adminAddress(config);
  address.pathname = `/${encodeURIComponent(input.name)}`;
  const cloned: Config = { ...config, databaseUrl: secret(address.href) };
  await onServer(config, 'postgres', async (admin) => {
    await admin.query(
      `create database ${pg.escapeIdentifier(input.name)} template ${pg.escapeIdentifier(input.template)}
         owner ${pg.escapeIdentifier(roleName(keys, 'owner'))}`,
    );
  });
  // The rights on a database itself do not come along with a copy.
  await onServer(cloned, undefined, async (admin) => ownDatabase(admin, keys, await readFacts(admin, keys)));
  return cloned;
};

/**
 * Drops the configured database and the installation's roles, for checks, tests and benches that made their own. The key
 * file stays.
 *
 * @personal none
 */
export const dropInstallation = async ({ config, keys }: Input): Promise<void> => {
  const name = pg.escapeIdentifier(databaseName(adminAddress(config)));
  await onServer(config, 'postgres', async (admin) => {
    await admin.query(`drop database if exists ${name} with (force)`);
    const { rows } = await admin.query<{ name: string }>(
      'select rolname as name from pg_roles where starts_with(rolname, $1)',
      [`prikbord_${keys.installationId}_`],
    );
    for (const role of rows) await admin.query(`drop role ${pg.escapeIdentifier(role.name)}`);
  });
};
