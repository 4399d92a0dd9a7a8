import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../../test/kit/database.ts';
import type { ClientId } from '../../kit/index.ts';
import { withClient, withClients, withoutClient } from './transactions.ts';

const database = await testDatabase({ after });
const actor = { kind: 'system', name: 'test' } as const;
const one = 11 as ClientId;
const other = 22 as ClientId;

const owner = `prikbord_${database.keys.installationId}_owner`;
await database.admin(`set role "${owner}"`);
await database.admin('create table probes (client_id integer, id integer, note text, primary key (client_id, id))');
await database.admin("select tenant_table('probes', 'select,insert,update,delete', 'select,insert,update,delete')");
await database.admin('reset role');

test('a transaction of one client reads and writes its own rows only', async () => {
  for (const clientId of [one, other]) {
    await withClient(database.app, { actor, clientId }, (tx) =>
      tx.sql('insert into probes values ($1, 1, $2)', [clientId, `of ${clientId}`]),
    );
  }
  const rows = await withClient(database.job, { actor, clientId: one }, (tx) => tx.sql('select * from probes'));
  assert.deepEqual(rows, [{ client_id: one, id: 1, note: 'of 11' }]);
  await assert.rejects(
    withClient(database.app, { actor, clientId: one }, (tx) => tx.sql('insert into probes values ($1, 2)', [other])),
    { code: 'DB_REFUSED' },
  );
});

test('a transaction of many clients reads them and writes nothing', async () => {
  const rows = await withClients(database.app, { actor, clientIds: [one, other] }, (tx) =>
    tx.sql('select * from probes'),
  );
  assert.equal(rows.length, 2);
  await assert.rejects(
    withClients(database.app, { actor, clientIds: [one] }, (tx) => tx.sql('delete from probes')),
    { code: 'DB_READ_ONLY' },
  );
});

test('without a client there are no rows', async () => {
  assert.deepEqual(await withoutClient(database.app, { actor }, (tx) => tx.sql('select * from probes')), []);
});
