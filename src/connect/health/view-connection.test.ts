import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { testConnect } from '../../../test/kit/connected.ts';
import { isFault, type UserId } from '../../foundation/kit/index.ts';
import { reveal } from '../../foundation/privacy/index.ts';
import { disconnect } from '../tokens/disconnect.ts';
import { viewConnection } from './view-connection.ts';

const PLANT = 'PLANTEDVIEW93bd';
const kit = await testConnect({ after }, { plant: PLANT });
const [user] = kit.users.filter((each) => each.accountType === 'BUSINESS');
const code = (name: string) => (error: unknown) => isFault(error, name);
const person = kit.context({ kind: 'user', id: randomUUID() as UserId });

const askedTimes = async (): Promise<number> =>
  (await kit.control<{ totals: Record<string, number> }>('requests')).totals['user_account/get'] ?? 0;

test('names are shown to a person, once asked, and are nowhere in the database', async () => {
  const clientId = await kit.connectClient(user);
  await assert.rejects(viewConnection(kit.context(), { clientId }), code('CONNECT_PERSON_ONLY'));
  await assert.rejects(
    viewConnection(kit.context({ kind: 'cli', name: 'test' }), { clientId }),
    code('CONNECT_PERSON_ONLY'),
  );
  const wrapped = await viewConnection(person, { clientId });
  assert.equal(JSON.stringify({ wrapped }).includes(PLANT), false);
  const view = reveal(wrapped, 'page-opened-by-a-person');
  assert.ok(view.username?.includes(PLANT));
  assert.ok(view.adAccounts.length > 0 && view.adAccounts.every((account) => account.name?.includes(PLANT)));

  const before = await askedTimes();
  await viewConnection(person, { clientId });
  assert.equal(await askedTimes(), before, 'the second look within 15 minutes asks nothing');
  await kit.database.clock.advance(15 * 60_000 + 1_000);
  await viewConnection(person, { clientId });
  assert.equal(await askedTimes(), before + 1);

  const tables = await kit.database.admin<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'jobs', 'auth')`,
  );
  for (const { name } of tables) {
    const rows = await kit.database.admin(`select 1 from ${name} t where t::text like $1 limit 1`, [`%${PLANT}%`]);
    assert.equal(rows.length, 0, name);
  }
  await disconnect(person, { clientId });
  await assert.rejects(viewConnection(person, { clientId }), code('CONNECT_NOT_CONNECTED'));
});
