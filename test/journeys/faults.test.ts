import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { boundAdAccounts, connectionHealth, finishConnect, startConnect } from '../../src/connect/index.ts';
import { listGaps } from '../../src/facts/index.ts';
import { startWorkers } from '../../src/foundation/jobs/index.ts';
import { addDays, type ClientId, dayOf } from '../../src/foundation/kit/index.ts';
import { expectedDays, planClient, syncProgress } from '../../src/ingest/index.ts';
import { handlersFor, subscriptions } from '../../src/main/wiring.ts';
import { listWorldClients } from '../../src/sandbox/index.ts';
import { untilCollected } from '../kit/collection.ts';
import { testConnect } from '../kit/connected.ts';
import { differences, ledgerOf, truthOf } from '../kit/ledger.ts';
import { skipHistory } from '../kit/place.ts';

const { database, sandboxUrl, context, connectClient, consent, control } = await testConnect({ after });
const ctx = context({ kind: 'system', name: 'journey' });
const users = listWorldClients({ name: 'small', seed: 7 }).map(({ user }) => user);
const clientIds: ClientId[] = [];
for (const user of users) clientIds.push(await connectClient({ id: user, accountType: 'BUSINESS' }));
await skipHistory(database);

// Every kind but those that only concern one consent or what is written.
const kinds = [
  '429',
  '500',
  '500-after-commit',
  '2787-after-commit',
  'timeout',
  'timeout-after-commit',
  'reset',
  'slow',
  'html',
  'expired-token',
] as const;

/** A rule is asked only when those before it have not hit, so equal shares need growing odds. */
const evenFaults = (share: number) => {
  const each = share / kinds.length;
  return kinds.map((kind, index) => ({ op: '*', kind, p: each / (1 - each * index) }));
};

const recent = () => {
  const today = dayOf(ctx.clock.now());
  return { from: addDays(today, -65), to: addDays(today, -1) };
};

const accountsOf = async (clientId: ClientId): Promise<string[]> =>
  (await boundAdAccounts(ctx, { clientId })).map((account) => account.adAccountId);

const assertTrue = async (clientId: ClientId): Promise<void> => {
  for (const account of await accountsOf(clientId)) {
    const about = { sandboxUrl, ctx, clientId, account, ...recent() };
    const truth = await truthOf(about);
    assert.ok(truth.size > 0);
    assert.deepEqual(differences(truth, await ledgerOf(about)), []);
  }
};

/** Gaps among the days of the night; what was marked as landed beforehand to skip history is none of it. */
const gapsOf = async (clientId: ClientId) => {
  const { from } = recent();
  const gaps = await listGaps(ctx, { clientId, expected: await expectedDays(ctx, { clientId }) });
  return gaps.filter((gap) => gap.to >= from);
};

const failedOf = async (clientId: ClientId): Promise<number> =>
  (await syncProgress(ctx, { clientIds: [clientId] }))[0]?.failed ?? 0;

const whileWorking = async (work: () => Promise<void>): Promise<void> => {
  const workers = await startWorkers(ctx, { handlers: handlersFor(ctx), subscriptions, seats: 24 });
  try {
    await work();
  } finally {
    await control('faults', []);
    await workers.stop();
  }
};

type Journal = { items: { fault: string | null }[]; overLimit: number };

test('with one call in five failing, the numbers are complete or the gap is listed with its reason', async (t) => {
  await control('faults', evenFaults(0.2));
  await whileWorking(async () => {
    const { failed } = await untilCollected(ctx, clientIds);
    await control('faults', []);
    const journal = await control<Journal>('requests');
    const hit = journal.items.filter((item) => item.fault !== null).length;
    t.diagnostic(`${hit} of ${journal.items.length} calls failed on purpose, ${failed} chunks gave up`);
    assert.ok(hit > 20);
    assert.equal(journal.overLimit, 0);
    for (const clientId of clientIds) {
      const gaps = await gapsOf(clientId);
      const given = await failedOf(clientId);
      if (given === 0) {
        assert.deepEqual(gaps, []);
        await assertTrue(clientId);
      } else for (const gap of gaps) assert.match(gap.reason, /^(PINTEREST|INGEST|CONNECT)_/);
    }
  });
});

test('a revoked consent stops one client with its reason, no other, and a new consent completes it', async () => {
  const [victim, ...others] = clientIds;
  const [user] = users;
  assert.ok(victim !== undefined && user !== undefined);
  await database.admin('delete from ingest_chunks');
  await control('faults', [{ op: '*', kind: 'revoked', account: user }]);
  await whileWorking(async () => {
    for (const clientId of clientIds) await planClient(ctx, { clientId, what: 'night' });
    await untilCollected(ctx, clientIds);
    for (const clientId of others) {
      assert.equal(await failedOf(clientId), 0);
      await assertTrue(clientId);
    }
    const [health] = await connectionHealth(ctx, { clientIds: [victim] });
    assert.equal(health?.state, 'reconnect');
    const [progress] = await syncProgress(ctx, { clientIds: [victim] });
    assert.ok((progress?.failed ?? 0) > 0);
    assert.match(progress?.faultCode ?? '', /^(CONNECT_RECONNECT_NEEDED|PINTEREST_TOKEN_REFUSED)$/);
    const reasons = await database.admin<{ code: string }>(
      `select distinct fault_code as code from ingest_chunks where state = 'failed'`,
    );
    for (const { code } of reasons) assert.match(code, /^(CONNECT_RECONNECT_NEEDED|PINTEREST_TOKEN_REFUSED)$/);

    await control('faults', []);
    const asker = { kind: 'run', id: crypto.randomUUID() } as const;
    const { url } = await startConnect(ctx, { clientId: victim, asker });
    await finishConnect(ctx, { ...(await consent(url, user)), asker });
    // The new consent plans by itself what the old one left.
    while ((await failedOf(victim)) > 0) await new Promise((resolve) => setTimeout(resolve, 100));
    assert.deepEqual(await untilCollected(ctx, [victim]), { failed: 0 });
    assert.deepEqual(await gapsOf(victim), []);
    await assertTrue(victim);
  });
});
