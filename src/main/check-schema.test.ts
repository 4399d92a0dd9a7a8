import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../test/kit/database.ts';
import { testServer } from '../../test/kit/template.ts';
import { assertLabels, problemLine } from '../foundation/privacy/index.ts';
import { exitCodeOf } from '../foundation/runtime/index.ts';
import { checkSchema } from './check-schema.ts';
import { allTables } from './tables.ts';

test('the migrations and the declarations of all rooms say the same', async () => {
  assert.deepEqual((await checkSchema({ server: await testServer() })).map(problemLine), []);
});

test('a column added by hand to a live database is the one thing that keeps a process from starting', async (t) => {
  const database = await testDatabase(t);
  await assertLabels(database.app, allTables);
  await database.admin('alter table clients add column nickname text');
  await assert.rejects(assertLabels(database.app, allTables), (error: unknown) => {
    assert.match(String(error), /differ in 1 place\(s\):\nclients\.nickname: has no privacy label$/);
    assert.equal(exitCodeOf(error), 78);
    return true;
  });
});
