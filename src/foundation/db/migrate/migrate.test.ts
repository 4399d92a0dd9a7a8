import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { asAdmin, testServer } from '../../../../test/kit/template.ts';
import { secret } from '../../kit/index.ts';
import { type Config, exitCodeOf, type Keys, loadConfig, loadKeys } from '../../runtime/index.ts';
import { adminConnection, roleConnection } from '../access/address.ts';
import { openDatabase } from '../access/database.ts';
import { roleName } from '../access/roles.ts';
import { withoutClient } from '../access/transactions.ts';
import { migrate } from './migrate.ts';
import { readMigrations } from './migrations.ts';
import { dropInstallation } from './provision.ts';
import { assertSchema } from './schema-version.ts';

const server = await testServer();
const folder = await mkdtemp(join(tmpdir(), 'prikbord-migrate-'));
after(() => rm(folder, { recursive: true, force: true }));
const own = readMigrations().filter((file) => file.number < 10);
let count = 0;

type Site = { config: Config; keys: Keys; dir: string; write: (name: string, sql: string) => Promise<void> };

/** An installation of its own with the migrations of this room, on the server of the tests; gone after the test. */
const site = async (t: { after: (end: () => Promise<void>) => void }, admin = server.reveal()): Promise<Site> => {
  count += 1;
  const address = new URL(admin);
  address.pathname = `/prikbord_migrate_${process.pid}_${count}`;
  const dir = await mkdtemp(join(folder, 'site-'));
  const config = {
    ...loadConfig({ PRIKBORD_DATA_DIR: dir }, { mode: 'demo' }),
    databaseUrl: secret(address.href),
  };
  const keys = loadKeys(config);
  const write = (name: string, sql: string) => writeFile(join(dir, name), sql);
  for (const file of own) await write(`${file.name}.sql`, file.sql);
  t.after(() =>
    dropInstallation({
      config: {
        ...config,
        databaseUrl: secret(Object.assign(new URL(server.reveal()), { pathname: address.pathname }).href),
      },
      keys,
    }),
  );
  return { config, keys, dir, write };
};

const ask = async (config: Config, sql: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client(adminConnection(config));
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

test('an empty server gets database, roles and tables; a second time there is nothing to do', async (t) => {
  const { config, keys, dir } = await site(t);
  assert.deepEqual(
    (await migrate({ config, keys, dir })).applied,
    own.map((file) => file.name),
  );
  assert.deepEqual((await migrate({ config, keys, dir })).applied, []);
  const roles = await ask(
    config,
    `select rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname like 'prikbord_${keys.installationId}_%' order by 1`,
  );
  assert.deepEqual(
    roles.map((role) => [role.rolname, role.rolcanlogin]),
    ['app', 'backup', 'job', 'migrate', 'owner', 'sign_in'].map((name) => [
      `prikbord_${keys.installationId}_${name}`,
      name !== 'owner',
    ]),
  );
  for (const role of roles) {
    for (const power of ['rolsuper', 'rolbypassrls', 'rolcreaterole', 'rolcreatedb']) assert.equal(role[power], false);
  }
});

test('many migrators at once do the work once', async (t) => {
  const { config, keys, dir } = await site(t);
  const all = await Promise.all([1, 2, 3, 4].map(() => migrate({ config, keys, dir })));
  assert.deepEqual(
    all.flatMap(({ applied }) => applied),
    own.map((file) => file.name),
  );
});

test('a migration that fails is undone whole and named, and can be corrected', async (t) => {
  const { config, keys, dir, write } = await site(t);
  await write('0010_probe_one.sql', 'create table one (a int);');
  await write('0011_probe_two.sql', 'create table two (a int); create table one (a int);');
  await assert.rejects(migrate({ config, keys, dir }), {
    code: 'DB_MIGRATION_FAILED',
    message: '0011_probe_two: relation "one" already exists',
  });
  const there = await ask(
    config,
    "select to_regclass('one') is not null as one, to_regclass('two') is not null as two",
  );
  assert.deepEqual(there, [{ one: true, two: false }]);
  await write('0011_probe_two.sql', 'create table two (a int);');
  assert.deepEqual((await migrate({ config, keys, dir })).applied, ['0011_probe_two']);
});

test('a migration that was changed after it was applied is refused', async (t) => {
  const { config, keys, dir, write } = await site(t);
  await write('0010_probe_one.sql', 'create table one (a int);');
  await migrate({ config, keys, dir });
  await write('0010_probe_one.sql', 'create table one (a int, b int);');
  await assert.rejects(migrate({ config, keys, dir }), (error: unknown) => {
    assert.match(String(error), /0010_probe_one/);
    return exitCodeOf(error) === 78;
  });
});

test('files without a number of their own are refused', async (t) => {
  const { dir, write } = await site(t);
  await write('0001_other_one.sql', 'select 1');
  assert.throws(() => readMigrations(dir), { code: 'DB_MIGRATION_NAME' });
});

test('a process older than the last breaking change stops; one older than other changes goes on', async (t) => {
  const { config, keys, dir, write } = await site(t);
  const older = await mkdtemp(join(folder, 'older-'));
  for (const file of own) await writeFile(join(older, `${file.name}.sql`), file.sql);
  await write('0010_probe_one.sql', 'create table one (a int);');
  await migrate({ config, keys, dir });
  const db = await openDatabase({ config, keys, role: 'app', max: 1 });
  try {
    await assertSchema(db, dir);
    await assertSchema(db, older);
    await write('0011_probe_two.sql', '--! breaking\ndrop table one;');
    await assert.rejects(assertSchema(db, dir), { code: 'DB_SCHEMA_BEHIND' });
    await migrate({ config, keys, dir });
    await assertSchema(db, dir);
    await assert.rejects(assertSchema(db, older), (error: unknown) => {
      assert.match(String(error), /0011_probe_two/);
      return exitCodeOf(error) === 78;
    });
  } finally {
    await db.close();
  }
});

test('a demo’s database refuses to be real, and an installation’s another key file', async (t) => {
  const { config, keys, dir } = await site(t);
  await migrate({ config, keys, dir });
  await assert.rejects(migrate({ config: { ...config, mode: 'real' }, keys, dir }), { code: 'DB_OTHER_MODE' });
  const db = await openDatabase({ config: { ...config, mode: 'real' }, keys, role: 'app', max: 1 });
  await assert.rejects(assertSchema(db, dir), (error: unknown) => exitCodeOf(error) === 78);
  await db.close();
  const others = loadKeys({ keyFile: join(dir, 'others.json') });
  await assert.rejects(migrate({ config, keys: others, dir }), { code: 'DB_OTHER_INSTALLATION' });
});

test('an administrator that is no superuser migrates, with CREATEROLE and CREATEDB', async (t) => {
  const name = `prikbord_admin_${process.pid}`;
  await asAdmin(server, 'postgres', (admin) =>
    admin.query(`create role ${name} login createrole createdb password 'secret'`),
  );
  t.after(async () => {
    await asAdmin(server, 'postgres', (admin) => admin.query(`drop role ${name}`));
  });
  const address = Object.assign(new URL(server.reveal()), { username: name, password: 'secret' });
  const { config, keys, dir } = await site(t, address.href);
  assert.equal((await migrate({ config, keys, dir })).applied.length, own.length);
  const db = await openDatabase({ config, keys, role: 'job', max: 1 });
  const rows = await withoutClient(db, { actor: { kind: 'system', name: 'test' } }, (tx) =>
    tx.sql('select mode from db_installation'),
  );
  await db.close();
  assert.deepEqual(rows, [{ mode: 'demo' }]);
  await dropInstallation({ config, keys });
});

test('a login that is a superuser, an owner or above row security is refused', async (t) => {
  const { config, keys, dir } = await site(t);
  await migrate({ config, keys, dir });
  const app = pg.escapeIdentifier(roleName(keys, 'app'));
  const owner = pg.escapeIdentifier(roleName(keys, 'owner'));
  const powers = [
    [`alter role ${app} superuser`, `alter role ${app} nosuperuser`],
    [`alter role ${app} bypassrls`, `alter role ${app} nobypassrls`],
    [`grant ${owner} to ${app}`, `revoke ${owner} from ${app}`],
    [`create table t (a int); alter table t owner to ${app}`, 'drop table t'],
  ] as const;
  for (const [give, take] of powers) {
    await ask(config, give);
    await assert.rejects(
      openDatabase({ config, keys, role: 'app' }),
      (error: unknown) => {
        assert.match(String(error), /DB_ROLE_TOO_STRONG|The database role this process logs in with/);
        return exitCodeOf(error) === 78;
      },
      give,
    );
    await ask(config, take);
  }
  await (await openDatabase({ config, keys, role: 'app' })).close();
});

test('a database without tables asks for migrate', async (t) => {
  const { config, keys, dir } = await site(t);
  await migrate({ config, keys, dir });
  await ask(config, 'drop table db_migrations cascade');
  await assert.rejects(openDatabase({ config, keys, role: 'app' }), { code: 'DB_SCHEMA_BEHIND' });
});

test('logins take host, port and database of the administrator’s address, and no other part of it', async () => {
  const config = {
    databaseUrl: secret(
      'postgres://root:hunter2@db.example:6000/agency?sslmode=require&sslcert=/root.crt&options=-csuperuser',
    ),
  };
  const connection = roleConnection(config, loadKeys({ keyFile: join(folder, 'k.json') }), 'app');
  assert.doesNotMatch(JSON.stringify(connection), /hunter2|root|superuser/);
  assert.match(connection.connectionString ?? '', /@db\.example:6000\/agency\?sslmode=require$/);
});
