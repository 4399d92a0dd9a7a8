import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { z } from 'zod';
import { testConnect } from '../../test/kit/connected.ts';
import { connectionHealth } from '../connect/index.ts';
import { withoutClient } from '../foundation/db/index.ts';
import { defineJob, enqueue, handle, startWorkers } from '../foundation/jobs/index.ts';
import { type ClientId, Fault, type FaultKind } from '../foundation/kit/index.ts';
import { handlersFor, subscriptions } from './wiring.ts';

const kit = await testConnect({ after });
const ctx = kit.context();
const business = kit.users.filter((user) => user.accountType === 'BUSINESS');
const [gone, kept, refused] = await Promise.all([business[0], business[1], business[2]].map(kit.connectClient));
assert.ok(gone !== undefined && kept !== undefined && refused !== undefined);

const ask = defineJob({ name: 'wiring-ask', payload: z.object({ clientId: z.int() }) });
const kinds = new Map<number, FaultKind>([
  [gone, 'unauthenticated'],
  [kept, 'unauthenticated'],
  [refused, 'forbidden'],
]);

const stateOf = async (clientId: ClientId) => (await connectionHealth(ctx, { clientIds: [clientId] }))[0]?.state;

const settled = async (name: string): Promise<number> => {
  const [row] = await kit.database.admin<{ count: number }>(
    "select count(*)::int4 as count from jobs.job_common where name = $1 and state in ('completed', 'failed')",
    [name],
  );
  return row?.count ?? 0;
};

test('a job stopped as a stranger has its client’s consent checked: one that is gone pauses it, others stay', async () => {
  await kit.control('faults', [{ op: '*', kind: 'revoked', account: business[0]?.id }]);
  const workers = await startWorkers(ctx, {
    handlers: [
      ...handlersFor(ctx).filter(({ job }) => job.name.startsWith('connect-')),
      handle(ask, (_ctx, { clientId }) =>
        Promise.reject(new Fault('PINTEREST_TOKEN_REFUSED', kinds.get(clientId) ?? 'bug', 'Refused.')),
      ),
    ],
    subscriptions,
  });
  try {
    await withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
      for (const clientId of kinds.keys()) await enqueue(tx, ask, { clientId });
    });
    const deadline = performance.now() + 20_000;
    while ((await settled('connect-check-consent')) < 2 || (await settled('jobs-deliver-event')) < 3) {
      assert.ok(performance.now() < deadline, 'the consents are checked in time');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    await workers.stop();
  }
  assert.deepEqual(
    [await stateOf(gone), await stateOf(kept), await stateOf(refused)],
    ['reconnect', 'connected', 'connected'],
  );
  assert.equal(await settled('connect-check-consent'), 2, 'what was forbidden, not unknown, is no question of consent');
});
