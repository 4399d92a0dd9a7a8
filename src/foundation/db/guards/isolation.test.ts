import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../../test/kit/database.ts';
import type { ClientId } from '../../kit/index.ts';
import { isFault } from '../../kit/index.ts';
import type { Database } from '../access/database.ts';
import type { Tx } from '../access/transactions.ts';
import { withClient, withClients, withoutClient } from '../access/transactions.ts';

// The matrix: every table with data of clients that the live database knows × verb × claim. A table of any room is here by
// existing. The rows are made from the catalogue; checks and references are taken off the copy, policies and keys stay.

const database = await testDatabase({ after });
const actor = { kind: 'system', name: 'matrix' } as const;
const right = 101 as ClientId;
const wrong = 202 as ClientId;

type Column = { name: string; type: string };
type Subject = { name: string; transient: boolean; partitions: string | null; columns: Column[]; parts: string[] };

const subjects = await database.admin<Subject>(`
  select t.name, t.transient,
         (select a.attname from pg_partitioned_table p join pg_attribute a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0]
           where p.partrelid = t.name::regclass) as partitions,
         (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null)) order by a.attnum)
            from pg_attribute a where a.attrelid = t.name::regclass and a.attnum > 0 and not a.attisdropped
             and a.attgenerated = '' and (not a.atthasdef or a.attnotnull and a.attname = any (array['client_id']))) as columns,
         '{}'::text[] as parts
    from db_tables t where t.scope = 'client' order by 1`);

const values: Readonly<Record<string, string>> = {
  smallint: '1',
  integer: '1',
  bigint: '1',
  numeric: '1',
  'double precision': '1',
  boolean: 'true',
  text: "'text'",
  'character varying': "'text'",
  uuid: "'00000000-0000-7000-8000-000000000001'",
  bytea: "'\\x00'",
  jsonb: "'{}'",
  date: 'clock_now()::date',
  'timestamp with time zone': "clock_now() + interval '1 hour'",
  'integer[]': "'{1}'",
  'bigint[]': "'{1}'",
  'text[]': "'{}'",
  'uuid[]': "'{}'",
};

const rowOf = (subject: Subject, clientId: ClientId): string => {
  const names = subject.columns.map((column) => column.name);
  const cells = subject.columns.map((column) => {
    if (column.name === 'client_id') return String(clientId);
    const value = values[column.type];
    if (value === undefined)
      throw new Error(`The matrix has no value for ${subject.name}.${column.name} ${column.type}.`);
    return value;
  });
  return `insert into ${subject.name} (${names.join(', ')}) values (${cells.join(', ')})`;
};

const partitionCalls = (subject: Subject): string => {
  const key = subject.columns.find((column) => column.name === subject.partitions);
  if (subject.transient) return `select hour_partition('${subject.name}', clock_now() + interval '1 hour')`;
  return key?.type === 'date'
    ? `select month_partition('${subject.name}', clock_now()::date)`
    : `select month_partition('${subject.name}', (clock_now() + interval '1 hour')::date)`;
};

const { app, job, backup, owner } = {
  app: `prikbord_${database.keys.installationId}_app`,
  job: `prikbord_${database.keys.installationId}_job`,
  backup: `prikbord_${database.keys.installationId}_backup`,
  owner: `prikbord_${database.keys.installationId}_owner`,
};

for (const subject of subjects) {
  const checks = await database.admin<{ table: string; name: string }>(
    "select conrelid::regclass::text as table, conname as name from pg_constraint where conrelid = $1::regclass and contype in ('c', 'f')",
    [subject.name],
  );
  for (const { table, name } of checks) await database.admin(`alter table ${table} drop constraint "${name}" cascade`);
  await database.admin(`alter table ${subject.name} disable trigger user`);
  if (subject.partitions !== null) {
    await database.admin(partitionCalls(subject));
    const parts = await database.admin<{ name: string }>(
      'select inhrelid::regclass::text as name from pg_inherits where inhparent = $1::regclass',
      [subject.name],
    );
    subject.parts.push(...parts.map((part) => part.name));
  }
  for (const clientId of [right, wrong]) await database.admin(rowOf(subject, clientId));
}

/** Outcome of one statement that is undone whatever it did. */
const attempt = async (tx: Tx, sql: string): Promise<number | 'refused' | 'clash'> => {
  await tx.sql('savepoint attempt');
  try {
    const rows = await tx.sql<{ client_id: number }>(sql);
    return rows.length;
  } catch (error) {
    if (isFault(error, 'DB_REFUSED')) return 'refused';
    if (isFault(error, 'DB_DUPLICATE')) return 'clash';
    throw error;
  } finally {
    await tx.sql('rollback to attempt');
  }
};

type Run = (work: (tx: Tx) => Promise<void>) => Promise<void>;

const claims = (db: Database): ReadonlyMap<'none' | 'wrong' | 'right', Run> =>
  new Map([
    ['none', (work) => withoutClient(db, { actor }, work)],
    ['wrong', (work) => withClient(db, { actor, clientId: wrong }, work)],
    ['right', (work) => withClient(db, { actor, clientId: right }, work)],
  ]);

const verbs = (name: string, subject: Subject): Record<string, string> => ({
  select: `select client_id from ${name} where client_id = ${right}`,
  'select all': `select client_id from ${name}`,
  update: `update ${name} set client_id = client_id where client_id = ${right} returning client_id`,
  delete: `delete from ${name} where client_id = ${right} returning client_id`,
  insert: rowOf({ ...subject, name }, right),
  'give away': `update ${name} set client_id = ${wrong + 1} where client_id = ${right} returning client_id`,
});

const hidden = { select: 0, update: 0, delete: 0, insert: 'refused', 'give away': 0 } as const;

const expected: Readonly<Record<'none' | 'wrong' | 'right', Readonly<Record<string, number | string>>>> = {
  none: { ...hidden, 'select all': 0 },
  wrong: { ...hidden, 'select all': 1 },
  // The right client's insert passes the policy, and then meets its own row where the table has a key.
  right: { select: 1, 'select all': 1, update: 1, delete: 1, insert: 'clash', 'give away': 'refused' },
};

const matrix = async (db: Database, name: string, subject: Subject): Promise<string[]> => {
  const leaks: string[] = [];
  for (const [claim, run] of claims(db)) {
    await run(async (tx) => {
      for (const [verb, sql] of Object.entries(verbs(name, subject))) {
        const outcome = await attempt(tx, sql);
        const wanted = expected[claim][verb];
        const isWanted = outcome === wanted || (wanted === 'clash' && outcome === 0);
        if (!isWanted) leaks.push(`${db.role} ${claim} ${verb} ${name}: ${outcome}, not ${wanted}`);
      }
    });
  }
  return leaks;
};

test('there are tables with data of clients, and each has a row of both clients', async () => {
  assert.ok(subjects.length > 0);
  for (const { name } of subjects) {
    assert.equal((await database.admin(`select from ${name}`)).length, 2, name);
  }
});

test('nobody has a right on a partition, and emptying a table is nobody’s right', async () => {
  const open = await database.admin(
    "select c.relname from pg_class c, aclexplode(c.relacl) g where c.relispartition and g.grantee <> c.relowner and c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace",
  );
  assert.deepEqual(open, []);
  for (const db of [database.app, database.job]) {
    for (const subject of subjects) {
      await withClient(db, { actor, clientId: right }, async (tx) => {
        assert.equal(await attempt(tx, `truncate ${subject.name}`), 'refused', subject.name);
        for (const part of subject.parts) assert.equal(await attempt(tx, `select from ${part}`), 'refused', part);
      });
    }
  }
});

test('no table gives a row of one client to another, by any verb, under any claim, even with every right granted', async () => {
  const names = subjects.flatMap((subject) => [subject.name, ...subject.parts]);
  for (const name of names) await database.admin(`grant select, insert, update, delete on ${name} to ${app}, ${job}`);
  const leaks: string[] = [];
  for (const db of [database.app, database.job]) {
    for (const subject of subjects) {
      for (const name of [subject.name, ...subject.parts]) leaks.push(...(await matrix(db, name, subject)));
    }
  }
  assert.deepEqual(leaks, []);
});

test('a transaction of many clients reads those and no others', async () => {
  for (const subject of subjects) {
    const read = (clientIds: readonly ClientId[]) =>
      withClients(database.app, { actor, clientIds }, (tx) => tx.sql(`select client_id from ${subject.name}`));
    assert.deepEqual(await read([right]), [{ client_id: right }], subject.name);
    assert.equal((await read([right, wrong])).length, 2, subject.name);
    assert.deepEqual(await read([]), [], subject.name);
  }
});

/** Rows a statement without a condition touches; one that reads nothing meets the policy of its own verb alone. */
const touched = async (tx: Tx, statement: string): Promise<number> => {
  await tx.sql('savepoint attempt');
  try {
    await tx.sql(
      `do $$ declare n integer; begin ${statement}; get diagnostics n = row_count; perform set_config('matrix.touched', n::text, true); end $$`,
    );
    const [row] = await tx.sql<{ touched: string }>("select current_setting('matrix.touched') as touched");
    return Number(row?.touched);
  } finally {
    await tx.sql('rollback to attempt');
  }
};

test('a change without any condition reaches the rows of the one client and no others', async () => {
  for (const subject of subjects) {
    for (const name of [subject.name, ...subject.parts]) {
      const column = subject.columns.find((each) => each.name !== 'client_id');
      const update = `update ${name} set ${column?.name} = ${values[column?.type ?? '']}`;
      for (const [claim, run] of claims(database.job)) {
        await run(async (tx) => {
          const own = claim === 'none' ? 0 : 1;
          assert.equal(await touched(tx, `delete from ${name}`), own, `${claim} delete ${name}`);
          assert.equal(await touched(tx, update), own, `${claim} update ${name}`);
        });
      }
    }
  }
});

test('a key that another client holds is refused by the policy, so it tells nothing', async () => {
  for (const subject of subjects) {
    await withClient(database.app, { actor, clientId: wrong }, async (tx) => {
      assert.equal(await attempt(tx, rowOf(subject, right)), 'refused', subject.name);
      assert.equal(await attempt(tx, rowOf(subject, 303 as ClientId)), 'refused', subject.name);
    });
  }
});

test('the owner of the tables is bound by their policies too', async () => {
  await database.admin(`set role "${owner}"`);
  for (const { name } of subjects) assert.deepEqual(await database.admin(`select client_id from ${name}`), [], name);
  await database.admin('reset role');
});

test('the backup role reads all clients, and no transient table', async () => {
  await database.admin(`set role "${backup}"`);
  for (const { name, transient } of subjects) {
    if (transient) await assert.rejects(database.admin(`select from ${name}`), { code: '42501' });
    else assert.equal((await database.admin(`select from ${name}`)).length, 2, name);
  }
  await database.admin('reset role');
});

test('a reference to a row of another client fails exactly as one to no row at all', async () => {
  await database.admin(`set role "${owner}"`);
  await database.admin('create table parents (client_id integer, id integer, primary key (client_id, id))');
  await database.admin(
    'create table children (client_id integer, id integer, parent_id integer, primary key (client_id, id), foreign key (client_id, parent_id) references parents)',
  );
  for (const name of ['parents', 'children']) {
    await database.admin(`select tenant_table('${name}', 'select,insert', 'select,insert')`);
  }
  await database.admin('reset role');
  await withClient(database.app, { actor, clientId: right }, (tx) =>
    tx.sql('insert into parents values ($1, 1)', [right]),
  );
  const tryParent = (parentId: number): Promise<unknown> =>
    withClient(database.app, { actor, clientId: wrong }, (tx) =>
      tx.sql('insert into children values ($1, 1, $2)', [wrong, parentId]),
    ).then(
      () => 'accepted',
      (error: unknown) => (isFault(error) ? { ...error, message: error.message } : error),
    );
  const ofAnother = await tryParent(1);
  assert.deepEqual(ofAnother, await tryParent(2));
  assert.ok(JSON.stringify(ofAnother).includes('DB_REFERENCE'));
});
