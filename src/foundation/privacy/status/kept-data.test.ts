import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../../test/kit/database.ts';
import type { ClientId } from '../../kit/index.ts';
import { business, column, plain, type Table, table, transient } from '../../schema/index.ts';
import { type KeptTable, privacyStatus } from './kept-data.ts';

const database = await testDatabase({ after });
const owner = `prikbord_${database.keys.installationId}_owner`;

const week = { days: 7, after: 'written' } as const;
const pieces: Table = table(
  'probe_pieces',
  ['client_id', 'landed_on'],
  {
    client_id: column.int4(plain),
    landed_on: column.day(plain),
    body: column.text(business({ purpose: 'collection', keep: week, onErase: 'delete' })),
  },
  { partitions: 'day', keep: week },
);
const pins: Table = table(
  'probe_pins',
  ['client_id', 'expires_at'],
  {
    client_id: column.int4(plain),
    expires_at: column.instant(plain),
    server_started_at: column.instant(plain).defaulted(),
    restore_marker: column.uuid(plain).defaulted(),
    title: column.text(transient({ purpose: 'publishing' })),
  },
  { partitions: 'hour', unlogged: true },
);

const asOwner = async (...statements: string[]): Promise<void> => {
  await database.admin(`set role "${owner}"`);
  for (const statement of statements) await database.admin(statement);
  await database.admin('reset role');
};

const statusOf = async (tables: readonly Table[]): Promise<readonly KeptTable[]> =>
  (await privacyStatus(database.context(), { tables, clientIds: [1 as ClientId] })).tables;

test('the oldest partition that holds anything is told, whatever empty ones lie before it', async () => {
  await asOwner(
    'create table probe_pieces (client_id integer, landed_on date, body text, primary key (client_id, landed_on)) partition by range (landed_on)',
    "select tenant_table('probe_pieces', 'select', 'select,insert')",
    ...['2026-11-01', '2026-11-20', '2026-11-21'].map((day) => `select day_partition('probe_pieces', '${day}')`),
  );
  await database.admin("insert into probe_pieces values (1, '2026-11-20', 'body'), (1, '2026-11-21', 'body')");
  const [found] = await statusOf([pieces]);
  assert.deepEqual(
    [found?.oldestFrom?.toISOString(), found?.partitions, found?.columns.map((each) => each.name)],
    ['2026-11-20T00:00:00.000Z', 3, ['body']],
  );
  assert.ok((found?.bytes ?? 0) > 0);
});

test('transient rows that can be read now are counted, over all clients', async () => {
  await asOwner(
    `create table probe_pins (client_id integer not null, expires_at timestamptz not null,
       server_started_at timestamptz not null default pg_postmaster_start_time(),
       restore_marker uuid not null default restore_marker(), title text, primary key (client_id, expires_at))
       partition by range (expires_at)`,
    "select transient_table('probe_pins', 'select', 'select,insert')",
    "select hour_partition('probe_pins', clock_now() + interval '2 hours')",
  );
  await database.admin(
    "insert into probe_pins (client_id, expires_at, title) values (1, clock_now() + interval '2 hours', 'a Pin')",
  );
  const ask = () => privacyStatus(database.context(), { tables: [pins], clientIds: [1 as ClientId] });
  const before = await ask();
  assert.equal(before.liveTransientRows, 1);
  await database.clock.advance(5 * 3_600_000);
  const later = await ask();
  assert.equal(later.liveTransientRows, 0);
});
