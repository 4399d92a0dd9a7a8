import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../../test/kit/database.ts';
import type { ClientId } from '../../kit/index.ts';
import { openDatabase } from '../access/database.ts';
import { withClient, withoutClient } from '../access/transactions.ts';

const database = await testDatabase({ after });
const actor = { kind: 'system', name: 'test' } as const;
const clientId = 11 as ClientId;
const { installationId } = database.keys;

const asOwner = async (...statements: string[]): Promise<void> => {
  await database.admin(`set role "prikbord_${installationId}_owner"`);
  try {
    for (const statement of statements) await database.admin(statement);
  } finally {
    await database.admin('reset role');
  }
};

await asOwner(
  'create table months (client_id integer, day date, note text, primary key (client_id, day)) partition by range (day)',
  "select tenant_table('months', 'select', 'select,insert,update,delete')",
  `create table pins (client_id integer, pin_id text, title text, expires_at timestamptz not null,
     server_started_at timestamptz not null default pg_postmaster_start_time(),
     restore_marker uuid not null default restore_marker(),
     primary key (client_id, pin_id, expires_at)) partition by range (expires_at)`,
  "select transient_table('pins', 'select', 'select,insert,update,delete')",
);

type Part = { name: string; bound: string; kind: string; forced: boolean; policies: number };

const partsOf = (table: string): Promise<Part[]> =>
  database.admin<Part>(
    `select c.relname::text as name, pg_get_expr(c.relpartbound, c.oid) as bound, c.relpersistence::text as kind,
            c.relrowsecurity and c.relforcerowsecurity as forced, (select count(*)::int from pg_policy where polrelid = c.oid) as policies
       from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = $1::regclass order by 1`,
    [table],
  );

const asJob = <Row>(sql: string, values?: readonly unknown[]): Promise<Row[]> =>
  withClient(database.job, { actor, clientId }, (tx) => tx.sql<Row>(sql, values));

test('a month has one partition, however many ask for it at once, with the row security of its table', async () => {
  await Promise.all(
    ['2026-11-01', '2026-11-30', '2026-11-15', '2026-12-01', '2027-01-31'].map((day) =>
      asJob('select month_partition($1::regclass, $2::date)', ['months', day]),
    ),
  );
  assert.deepEqual(
    await partsOf('months'),
    [
      ['months_p202611', '2026-11-01', '2026-12-01'],
      ['months_p202612', '2026-12-01', '2027-01-01'],
      ['months_p202701', '2027-01-01', '2027-02-01'],
    ].map(([name, from, to]) => ({
      name,
      bound: `FOR VALUES FROM ('${from}') TO ('${to}')`,
      kind: 'p',
      forced: true,
      policies: 5,
    })),
  );
  await asJob("insert into months values (11, '2026-11-30', 'x'), (11, '2026-12-01', 'y')");
  assert.equal((await asJob('select from months')).length, 2);
});

test('partitions that ended are dropped, the one that holds the moment is not', async () => {
  const [row] = await asJob<{ dropped: number }>("select drop_partitions('months', '2026-12-31T23:59:59Z') as dropped");
  assert.equal(row?.dropped, 1);
  assert.deepEqual(
    (await partsOf('months')).map((part) => part.name),
    ['months_p202612', 'months_p202701'],
  );
});

test('a day has one partition', async () => {
  await asOwner(
    'create table days (client_id integer, day date, primary key (client_id, day)) partition by range (day)',
    "select tenant_table('days', 'select', 'select')",
  );
  await asJob("select day_partition('days', '2026-11-23')");
  assert.deepEqual(
    (await partsOf('days')).map(({ name, bound }) => [name, bound]),
    [['days_p20261123', "FOR VALUES FROM ('2026-11-23') TO ('2026-11-24')"]],
  );
});

test('only the job role makes and drops partitions, and only of tables that are registered', async () => {
  await assert.rejects(
    withoutClient(database.app, { actor }, (tx) => tx.sql("select month_partition('months', '2026-01-01')")),
    { code: 'DB_REFUSED' },
  );
  await assert.rejects(asJob("select month_partition('pg_class', '2026-01-01')"), /not a registered table/);
  await assert.rejects(asJob("select drop_partitions('pg_class', '2026-01-01')"), /not a registered table/);
});

const fill = async (expires: string): Promise<void> => {
  await asJob(`select hour_partition('pins', clock_now() + interval '${expires}')`);
  await asJob(
    `insert into pins (client_id, pin_id, title, expires_at) values (11, $1, 'title', clock_now() + interval '${expires}')`,
    [expires],
  );
};

const seen = async (): Promise<unknown[]> =>
  (await asJob<{ pin_id: string }>('select pin_id from pins order by 1')).map((row) => row.pin_id);

test('transient rows stand in unlogged partitions, their indexes too', async () => {
  await fill('90 minutes');
  for (const part of await partsOf('pins')) assert.deepEqual([part.kind, part.forced, part.policies], ['u', true, 4]);
  const logged = await database.admin(
    "select c.relname from pg_class c join pg_index i on i.indexrelid = c.oid join pg_inherits h on h.inhrelid = i.indrelid where h.inhparent = 'pins'::regclass and c.relpersistence <> 'u'",
  );
  assert.deepEqual(logged, []);
});

test('nothing transient lives longer than a day', async () => {
  await assert.rejects(fill('25 hours'), { code: 'DB_REFUSED' });
  await assert.rejects(
    asJob("update pins set expires_at = expires_at + interval '23 hours'"),
    /DB_REFUSED|row policy|no partition|refused/,
  );
});

test('a transient row is gone from sight the moment it expires, by the calendar, with no sweeper', async () => {
  await fill('3 hours');
  assert.deepEqual(await seen(), ['3 hours', '90 minutes']);
  await database.clock.advance(91 * 60_000);
  assert.deepEqual(await seen(), ['3 hours']);
  assert.equal((await asJob("update pins set title = '' where pin_id = '90 minutes' returning 1")).length, 0);
  const [row] = await asJob<{ dropped: number }>("select drop_partitions('pins', clock_now()) as dropped");
  assert.ok((row?.dropped ?? 0) <= 1);
});

test('transient rows of before a restart or restore are out of sight at once, and emptied at the next connection', async () => {
  assert.deepEqual(await seen(), ['3 hours']);
  await database.admin('update db_installation set restore_marker = gen_random_uuid()');
  assert.deepEqual(await seen(), []);
  assert.ok((await database.admin('select from pins')).length > 0);
  await (await openDatabase({ config: database.config, keys: database.keys, role: 'app', max: 1 })).close();
  assert.equal((await database.admin('select from pins')).length, 0);
  await fill('3 hours');
  assert.deepEqual(await seen(), ['3 hours']);
  await (await openDatabase({ config: database.config, keys: database.keys, role: 'app', max: 1 })).close();
  assert.deepEqual(await seen(), ['3 hours'], 'it is emptied once, not at every connection');
});

test('a row cannot be written as if another server start or restore had read it', async () => {
  const columns = 'client_id, pin_id, expires_at, server_started_at, restore_marker';
  for (const marks of ["now() - interval '1 day', restore_marker()", 'pg_postmaster_start_time(), gen_random_uuid()']) {
    await assert.rejects(
      asJob(`insert into pins (${columns}) values (11, 'x', clock_now() + interval '3 hours', ${marks})`),
      {
        code: 'DB_REFUSED',
      },
    );
  }
});

test('a table of clients whose keys do not begin with the client is refused when it is made', async () => {
  const wrong = [
    ['create table wrong (client_id integer not null, id integer primary key)', /must begin with client_id/],
    [
      'create table wrong (client_id integer, id integer unique, primary key (client_id, id))',
      /must begin with client_id/,
    ],
    ['create table wrong (id integer)', /needs client_id/],
    ['create table wrong (client_id text not null)', /needs client_id/],
    [
      'create table wrong (client_id integer not null, other integer references client_ids)',
      /must begin with client_id/,
    ],
  ] as const;
  const make = async (create: string, register: string): Promise<void> => {
    await database.admin('begin');
    try {
      await database.admin(`set local role "prikbord_${installationId}_owner"`);
      await database.admin(create);
      await database.admin(register);
    } finally {
      await database.admin('rollback');
    }
  };
  for (const [create, message] of wrong)
    await assert.rejects(make(create, "select tenant_table('wrong', '', '')"), message);
  const right = 'create table wrong (client_id integer not null)';
  await assert.rejects(make(right, "select tenant_table('wrong', 'truncate', '')"), /rights on/);
});
