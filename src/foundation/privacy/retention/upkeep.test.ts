import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../../test/kit/index.ts';
import { withClient, withoutClient } from '../../db/index.ts';
import { newClientId } from '../../kit/index.ts';
import { column, personal, plain, table, transient } from '../../schema/index.ts';
import { problemLine } from '../labels/problems.ts';
import { retentionState } from '../status/retention-state.ts';
import { retentionProblems } from './limits.ts';
import { keepPartitions } from './upkeep.ts';

const database = await testDatabase({ after });
const ctx = database.context();
const clientId = newClientId();
const PLANTED = 'planted-text-5d1f';

const asOwner = async (...statements: string[]): Promise<void> => {
  await database.admin(`set role "prikbord_${database.keys.installationId}_owner"`);
  try {
    for (const statement of statements) await database.admin(statement);
  } finally {
    await database.admin('reset role');
  }
};

await asOwner(
  `create table probe_pins (client_id integer, pin_id text, title text, expires_at timestamptz not null,
     server_started_at timestamptz not null default pg_postmaster_start_time(),
     restore_marker uuid not null default restore_marker(),
     primary key (client_id, pin_id, expires_at)) partition by range (expires_at)`,
  "select transient_table('probe_pins', 'select', 'select,insert,update,delete')",
  `create table probe_pieces (client_id integer, landed_on date, primary key (client_id, landed_on)) partition by range (landed_on)`,
  "select tenant_table('probe_pieces', 'select', 'select,insert,update,delete')",
  `create table probe_days (client_id integer, day date, primary key (client_id, day)) partition by range (day)`,
  "select tenant_table('probe_days', 'select', 'select,insert,update,delete')",
);

const content = transient({ purpose: 'publishing', category: 'pinterest.content' });
const tables = [
  table(
    'probe_pins',
    ['client_id', 'pin_id', 'expires_at'],
    {
      client_id: column.int4(plain),
      pin_id: column.text(plain),
      title: column.text(content).nullable(),
      expires_at: column.instant(plain),
    },
    { partitions: 'hour', unlogged: true, keep: { hours: 24, after: 'read' } },
  ),
  table(
    'probe_pieces',
    ['client_id', 'landed_on'],
    { client_id: column.int4(plain), landed_on: column.day(plain) },
    {
      partitions: 'day',
      keep: { days: 7, after: 'written' },
    },
  ),
  table(
    'probe_days',
    ['client_id', 'day'],
    { client_id: column.int4(plain), day: column.day(plain) },
    {
      partitions: 'month',
      keep: 'client-retention',
    },
  ),
];

const counts = async (): Promise<number[]> => {
  const rows = await database.admin(
    `select (select count(*)::int from pg_inherits where inhparent = each.name::regclass) as n
       from unnest($1::text[]) with ordinality as each(name, nth) order by nth`,
    [tables.map((each) => each.name)],
  );
  return rows.map((row) => Number(row.n));
};

const titles = (): Promise<unknown[]> =>
  withClient(database.app, { actor: ctx.actor, clientId }, (tx) => tx.sql('select title from probe_pins'));

const plant = (expires: string): Promise<unknown> =>
  withClient(database.job, { actor: ctx.actor, clientId }, (tx) =>
    tx.sql(
      'insert into probe_pins (client_id, pin_id, title, expires_at) values ($1, $2::text, $3, clock_now() + $2::text::interval)',
      [clientId, expires, PLANTED],
    ),
  );

test('the next partitions are made for every term, and a second upkeep changes nothing', async () => {
  assert.deepEqual(await keepPartitions(ctx, tables), { dropped: 0, failed: [] });
  const made = await counts();
  assert.deepEqual(made, [26, 4, 3]);
  await Promise.all([keepPartitions(ctx, tables), keepPartitions(ctx, tables)]);
  assert.deepEqual(await counts(), made);
  await plant('24 hours');
  await plant('1 second');
});

test('a transient text is unreadable the second it expires, the sweeper dead and the clock set back', async () => {
  assert.equal((await titles()).length, 2);
  await database.clock.advance(1001);
  assert.equal((await titles()).length, 1);
  await database.clock.advance(24 * 3_600_000);
  assert.deepEqual(await titles(), []);
  await database.admin('update db_clock set offset_ms = 0');
  assert.deepEqual(await titles(), []);
});

test('status says that the upkeep is behind; the upkeep drops what expired and keeps the rest', async () => {
  // The two rows expired 24 hours ago by now, and nothing was swept: two days of hours and the oldest day are overdue.
  await database.clock.advance(12 * 86_400_000);
  const behind = await retentionState(ctx, { tables });
  assert.equal(behind.isKept, false);
  assert.deepEqual(
    behind.tables.map(({ table: name, overdue }) => [name, overdue]),
    [
      ['probe_pins', 26],
      ['probe_pieces', 4],
      ['probe_days', 0],
    ],
  );
  const report = await keepPartitions(ctx, tables);
  assert.deepEqual(report, { dropped: 30, failed: [] });
  const kept = await retentionState(ctx, { tables });
  assert.deepEqual([kept.isKept, kept.emptiedSinceStart], [true, true]);
  assert.deepEqual(
    kept.tables.map((state) => [state.overdue, state.logged]),
    [
      [0, 0],
      [0, 0],
      [0, 0],
    ],
  );
});

test('one table that cannot be kept does not hold up the others', async () => {
  const missing = table('probe_missing', [], {}, { partitions: 'day', keep: { days: 1, after: 'written' } });
  await database.clock.advance(2 * 86_400_000);
  const { dropped, failed } = await keepPartitions(ctx, [missing, ...tables]);
  assert.deepEqual(failed, ['probe_missing']);
  assert(dropped > 0);
});

const emptyTransient = (): Promise<boolean> =>
  withoutClient(database.job, { actor: ctx.actor }, async (tx) => {
    const [row] = await tx.sql<{ emptied: boolean }>('select empty_transient() as emptied');
    return row?.emptied === true;
  });

test('after a restore the transient tables are emptied once', async () => {
  await plant('1 hour');
  assert.equal((await titles()).length, 1);
  assert.equal(await emptyTransient(), false);
  await database.admin('update db_installation set restore_marker = gen_random_uuid()');
  assert.deepEqual(await titles(), []);
  const emptied = await Promise.all([1, 2, 3].map(() => emptyTransient()));
  assert.deepEqual(emptied.filter(Boolean), [true]);
  const [row] = await database.admin('select count(*)::int as n from probe_pins');
  assert.equal(row?.n, 0);
});

test('a declaration that contradicts its class is named', () => {
  const wrong = [
    table('probe_logged', [], { title: column.text(content) }),
    table('probe_person', [], {
      name: column.text(
        personal({
          category: 'pinterest.account',
          purpose: 'connection',
          keep: 'row',
          onErase: 'delete',
          subject: 'self',
        }),
      ),
    }),
  ];
  assert.deepEqual(retentionProblems(tables), []);
  assert.deepEqual(retentionProblems(wrong).map(problemLine), [
    'probe_logged.title: is transient outside hourly unlogged partitions',
    'probe_person.name: is about a person and comes from Pinterest: it may be held in memory only',
  ]);
});
