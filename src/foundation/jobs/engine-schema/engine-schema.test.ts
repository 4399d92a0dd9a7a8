import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { getConstructionPlans } from 'pg-boss';
import { testDatabase } from '../../../../test/kit/index.ts';
import { engineTables } from './engine-tables.ts';

const migration = join(import.meta.dirname, '../../../../migrations/0011_jobs_engine.sql');

/** Statements without the transaction around them, whatever their layout. */
const statements = (sql: string): string =>
  sql
    .replaceAll(/^\s*(BEGIN|COMMIT);\s*$/gm, '')
    .replaceAll(/^\s*SET LOCAL .*;\s*$/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

test('the migration makes what the pinned version of the library makes', async () => {
  const ours = statements(await readFile(migration, 'utf8'));
  const theirs = statements(getConstructionPlans('jobs', { createSchema: false }));
  assert(
    ours.includes(theirs),
    'pg-boss has changed: write a migration from its getMigrationPlans, and a new pinned text',
  );
});

test('every column of the library is declared with its type, and nothing that is not there', async (t) => {
  const database = await testDatabase(t);
  const live = await database.admin<{ name: string }>(
    `select format('%s.%s %s%s', c.oid::regclass, a.attname, format_type(a.atttypid, null), case when a.attnotnull then '' else ' null' end) as name
       from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'jobs'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and a.attnum > 0 and not a.attisdropped`,
  );
  const declared = engineTables.flatMap((each) =>
    Object.entries(each.columns).map(
      ([name, column]) => `${each.name}.${name} ${column.sqlName}${column.isNullable ? ' null' : ''}`,
    ),
  );
  assert.deepEqual(declared.toSorted(), live.map((row) => row.name).toSorted());
});

test('a login can neither change the structure of the queue nor read what it does not need', async (t) => {
  const database = await testDatabase(t);
  const rights = await database.admin<{ what: string }>(
    `select distinct format('%s %s %s', split_part(grantee, '_', 3), privilege_type, table_name) as what
       from information_schema.role_table_grants
      where table_schema = 'jobs' and grantee ~ '_(app|job)$'`,
  );
  const tables = new Set(rights.map((row) => row.what.split(' ').at(-1)));
  assert.deepEqual([...tables].toSorted(), ['job_common', 'queue', 'version']);
  assert(!rights.some((row) => /TRUNCATE|TRIGGER|REFERENCES/.test(row.what)));
  assert(!rights.some((row) => row.what.startsWith('app') && /UPDATE|DELETE/.test(row.what)));
});
