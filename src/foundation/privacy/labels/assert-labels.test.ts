import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../../test/kit/database.ts';
import { exitCodeOf } from '../../runtime/index.ts';
import { business, column, plain, type Table, table } from '../../schema/index.ts';
import { assertLabels, schemaProblems } from './assert-labels.ts';
import { problemLine } from './problems.ts';

const database = await testDatabase({ after });
const owner = `prikbord_${database.keys.installationId}_owner`;

const text = business({ purpose: 'client-administration', keep: 'row', onErase: 'delete' });
const sound = table('probes', ['client_id', 'id'], {
  client_id: column.int4(plain),
  id: column.int4(plain),
  note: column.text(text).nullable(),
});

/** Runs statements as the owner of the tables, then says what is wrong with tables called probe…, and undoes them. */
const problemsAfter = async (statements: readonly string[], tables: readonly Table[] = [sound]): Promise<string[]> => {
  await database.admin(`set role "${owner}"`);
  await database.admin(
    'create table probes (client_id integer not null, id integer not null, note text, primary key (client_id, id))',
  );
  await database.admin("select tenant_table('probes', 'select', 'select,insert')");
  try {
    for (const statement of statements) await database.admin(statement);
    const all = await schemaProblems(database.app, tables);
    return all.filter((each) => each.where.startsWith('probe')).map(problemLine);
  } finally {
    await database.admin(
      "drop table if exists probes, probe_parts cascade; drop function if exists probe(); delete from db_tables where name like 'probe%'",
    );
    await database.admin('reset role');
  }
};

test('a table as its room declares it has no problems', async () => {
  assert.deepEqual(await problemsAfter([]), []);
});

test('a column added by hand keeps every process from starting, and is named', async () => {
  await database.admin(`set role "${owner}"`);
  await database.admin('alter table db_installation add column nickname text');
  await database.admin('reset role');
  await assert.rejects(assertLabels(database.app, []), (error: unknown) => {
    assert.match(String(error), /db_installation\.nickname: has no privacy label/);
    assert.equal(exitCodeOf(error), 78);
    return true;
  });
});

const cases: readonly (readonly [title: string, statements: string[], problems: string[]])[] = [
  ['an unlabelled column', ['alter table probes add column email text'], ['probes.email: has no privacy label']],
  ['a missing column', ['alter table probes drop column note'], ['probes.note: is declared but not there']],
  [
    'another type',
    ['alter table probes alter column note type varchar(20)'],
    ['probes.note: is character varying, declared text'],
  ],
  [
    'another nullability',
    ['alter table probes alter column note set not null'],
    ['probes.note: is not null, declared nullable'],
  ],
  [
    'row security switched off',
    ['alter table probes disable row level security'],
    ['probes: row security is not enabled and forced'],
  ],
  [
    'row security that spares the owner',
    ['alter table probes no force row level security'],
    ['probes: row security is not enabled and forced'],
  ],
  [
    'a policy of its own',
    ['create policy everybody on probes for select using (true)'],
    ['probes: has a policy everybody of its own'],
  ],
  [
    'a policy that is gone',
    ['drop policy client_delete on probes'],
    ['probes: lacks the policy client_delete as tenant_table makes it'],
  ],
  [
    'a policy that is wider',
    ['alter policy client_select on probes using (true)'],
    ['probes: lacks the policy client_select as tenant_table makes it'],
  ],
  [
    'a key over all clients',
    ['create unique index probes_note on probes (note)'],
    ['probes.probes_note: is a key that does not begin with client_id'],
  ],
  ['rights for everybody', ['grant select on probes to public'], ['probes: has rights for everybody']],
  [
    'a view that looks as its owner',
    ['create view probe_view as select * from probes'],
    ['probe_view: is a view without security_invoker'],
  ],
  [
    'a materialised view',
    ['create materialized view probe_view as select 1 as id'],
    [
      'probe_view: is in no room’s tables.ts',
      'probe_view.id: has no privacy label',
      'probe_view: is a materialised view: it cannot carry row security',
    ],
  ],
  [
    'a function that runs as its owner for everybody',
    [
      "create function probe() returns int language sql security definer as 'select 1'",
      'grant execute on function probe() to public',
    ],
    ['probe: runs as its owner without a search_path of its own', 'probe: runs as its owner for everybody'],
  ],
];

for (const [title, statements, problems] of cases) {
  test(`${title} is named`, async () => {
    assert.deepEqual(await problemsAfter([...statements]), problems);
    await database
      .admin('drop view if exists probe_view; ')
      .catch(() => database.admin('drop materialized view probe_view'));
  });
}

test('a partition made by hand, without row security or with rights, is named', async () => {
  const parts = table(
    'probe_parts',
    ['client_id', 'day'],
    { client_id: column.int4(plain), day: column.day(plain) },
    { partitions: 'month' },
  );
  const found = await problemsAfter(
    [
      'create table probe_parts (client_id integer, day date, primary key (client_id, day)) partition by range (day)',
      "select tenant_table('probe_parts', 'select', 'select')",
      "select month_partition('probe_parts', '2026-11-23')",
      "create table probe_parts_by_hand partition of probe_parts for values from ('2026-12-01') to ('2027-01-01')",
      `grant select on probe_parts_p202611 to "prikbord_${database.keys.installationId}_app"`,
    ],
    [sound, parts],
  );
  assert.deepEqual(found, [
    'probe_parts_by_hand: row security is not enabled and forced',
    ...['client_select', 'client_insert', 'client_update', 'client_delete', 'backup_select'].map(
      (name) => `probe_parts_by_hand: lacks the policy ${name} as tenant_table makes it`,
    ),
    `probe_parts_p202611: is a partition with rights for prikbord_${database.keys.installationId}_app`,
  ]);
});

test('a table that names clients without row security must be a dispatch table', async () => {
  const loose = table(
    'probe_parts',
    ['id'],
    { id: column.int4(plain), client_id: column.int4(plain) },
    { scope: 'agency' },
  );
  const found = await problemsAfter(
    [
      'create table probe_parts (id integer primary key, client_id integer not null)',
      "select agency_table('probe_parts', 'select', 'select')",
    ],
    [sound, loose],
  );
  assert.deepEqual(found, ['probe_parts: names clients without row security and is not in dispatchTables']);
});
