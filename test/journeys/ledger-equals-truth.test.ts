import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { boundAdAccounts } from '../../src/connect/index.ts';
import { ledgerMoment } from '../../src/facts/index.ts';
import { startWorkers } from '../../src/foundation/jobs/index.ts';
import { addDays, type ClientId, dayOf } from '../../src/foundation/kit/index.ts';
import { planClient } from '../../src/ingest/index.ts';
import { handlersFor, subscriptions } from '../../src/main/wiring.ts';
import { listWorldClients } from '../../src/sandbox/index.ts';
import { testConnect } from '../kit/connected.ts';
import { differences, ledgerOf, truthOf, untilCollected } from '../kit/ledger.ts';

const LIMIT_MS = 240_000;

const { database, sandboxUrl, context, connectClient, users, control } = await testConnect({ after });
const ctx = context({ kind: 'system', name: 'journey' });
await control('latency', { ms: 0 });

const at = async (): Promise<{ from: string; to: string }> => {
  const today = dayOf(ctx.clock.now());
  return { from: addDays(today, -913), to: addDays(today, -1) };
};

const accountsOf = async (clientIds: readonly ClientId[]) =>
  (
    await Promise.all(
      clientIds.map(async (clientId) =>
        (await boundAdAccounts(ctx, { clientId })).map((account) => ({ clientId, account: account.adAccountId })),
      ),
    )
  ).flat();

test('the ledger equals the truth at two moments, and as of the first moment it gives the first numbers again', async () => {
  const names = new Set(listWorldClients({ name: 'small', seed: 7 }).map((client) => client.user));
  const workers = await startWorkers(ctx, { handlers: handlersFor(ctx), subscriptions, seats: 16 });
  try {
    const clientIds: ClientId[] = [];
    for (const user of users.filter((each) => names.has(each.id))) clientIds.push(await connectClient(user));
    assert.deepEqual(await untilCollected(ctx, clientIds, LIMIT_MS), { failed: 0 });

    const accounts = await accountsOf(clientIds);
    assert.ok(accounts.length >= 3);
    const first = new Map<string, Map<string, string>>();
    const moments = new Map<string, string>();
    const range = await at();
    for (const about of accounts) {
      const question = { sandboxUrl, ctx, ...about, ...range };
      const [truth, ledger] = [await truthOf(question), await ledgerOf(question)];
      assert.ok(truth.size > 0);
      assert.deepEqual(differences(truth, ledger), []);
      first.set(about.account, ledger);
      moments.set(about.account, (await ledgerMoment(ctx, about.clientId)) ?? '');
    }

    await control('clock', { advance: 'P3D' });
    await database.clock.advance(3 * 86_400_000);
    for (const clientId of clientIds) await planClient(ctx, { clientId, what: 'night' });
    assert.deepEqual(await untilCollected(ctx, clientIds, LIMIT_MS), { failed: 0 });
    let restated = 0;
    for (const about of accounts) {
      const question = { sandboxUrl, ctx, ...about, ...(await at()) };
      const [truth, ledger] = [await truthOf(question), await ledgerOf(question)];
      assert.deepEqual(differences(truth, ledger), []);
      const then = first.get(about.account) ?? new Map<string, string>();
      const again = await ledgerOf({ sandboxUrl, ctx, ...about, ...range, asOf: moments.get(about.account) ?? '' });
      assert.deepEqual(differences(then, again), []);
      for (const [key, value] of then) if (ledger.has(key) && ledger.get(key) !== value) restated += 1;
    }
    assert.ok(restated > 0, 'three days later some numbers were restated');
  } finally {
    await workers.stop();
  }
});
