import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testConnect, together } from '../../../test/kit/connected.ts';

const kit = await testConnect({ after });
const [user] = kit.users.filter((each) => each.accountType === 'BUSINESS');

test('three processes that ask as fast as they can cross no limit in Pinterest’s own journal', async () => {
  const clientId = await kit.connectClient(user);
  const ended = await together(Array.from({ length: 3 }, () => kit.process(clientId, 'hammer')));
  const asked = ended.map((line) => Number(/^done (\d+)$/.exec(line ?? '')?.[1]));
  const journal = await kit.control<{ overLimit: number; totals: Record<string, number> }>('requests');
  assert.equal(journal.overLimit, 0);
  assert.ok((journal.totals['user_account/analytics'] ?? 0) <= 60);
  // Permits fetched ahead lapse when a busy machine leaves them lying for half a second, so not quite all are used.
  assert.ok((journal.totals['user_account/analytics'] ?? 0) >= 30, 'what is allowed is used');
  const all = asked.reduce((sum, each) => sum + each, 0);
  assert.ok(all >= 80, `${all} calls got through`);
  const [noted] = await kit.database.admin<{ calls: number }>(
    "select count(*)::int4 as calls from connect_requests where operation in ('user_account/analytics', 'user_account/get') and status = 200",
  );
  // The consent's own call is noted by this process within a second.
  assert.ok((noted?.calls ?? 0) >= all, 'every call is in our own journal too');
});
