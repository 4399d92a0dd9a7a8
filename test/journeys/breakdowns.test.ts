import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { boundAdAccounts } from '../../src/connect/index.ts';
import { type BreakdownTable, breakdownTable, deriveLanding, entityTable } from '../../src/facts/index.ts';
import { addDays, type ClientId, dayOf } from '../../src/foundation/kit/index.ts';
import { listReadyDays, planClient, pullChunk, readLanding } from '../../src/ingest/index.ts';
import { type BreakdownType, breakdownTypes } from '../../src/pinterest/contract.ts';
import { testConnect } from '../kit/connected.ts';

const place = await testConnect({ after });
const { database, users, control } = place;
const ctx = place.context({ kind: 'system', name: 'journey' });
await control('latency', { ms: 0 });
await control('settings', { reportMs: 0 });
const clientId = await place.connectClient(users.filter((user) => user.accountType === 'BUSINESS')[1]);
const account = (await boundAdAccounts(ctx, { clientId }))[0]?.adAccountId ?? '';

type ChunkRow = { chunk_id: string; kind: string; state: string; landing_id: string | null };
const chunks = (): Promise<ChunkRow[]> =>
  database.admin<ChunkRow>(
    `select chunk_id::text, kind, state, landing_id::text from ingest_chunks
      where account = $1 and level in ('account', 'campaign') and kind in ('report', 'breakdown')
        and to_day > current_date - 300 order by priority desc, chunk_id`,
    [account],
  );

const collect = async (owner: ClientId): Promise<void> => {
  for (const { chunk_id: chunkId } of await chunks()) {
    await pullChunk({ ...ctx, signal: AbortSignal.timeout(60_000) }, { clientId: owner, chunkId });
  }
  for (const { state, landing_id: landingId } of await chunks()) {
    assert.equal(state, 'landed');
    await deriveLanding(
      ctx,
      { clientId: owner, landingId: landingId ?? '' },
      { readLanding, readyDays: listReadyDays },
    );
  }
};

const count = async (table: string): Promise<number> =>
  (await database.admin<{ count: number }>(`select count(*)::int4 as count from ${table}`))[0]?.count ?? -1;

// Everybody has a country, a gender, a device and a place; some told no age, and keywords overlap.
const checkRest = (type: BreakdownType, { rest }: BreakdownTable): void => {
  const share = rest.share ?? Number.NaN;
  if (type === 'AGE_BUCKET') assert.ok(Math.abs(share - 0.06) < 0.001, `${share}`);
  else if (type === 'KEYWORD') assert.ok(Math.abs(share) > 0.001 && share < 1, `${share}`);
  else assert.deepEqual([rest.sums.spend, rest.sums.checkouts], [0n, 0n], type);
};

test('half a year of parts comes from Pinterest into the ledger, and stands in its proportion to the whole', async () => {
  await planClient(ctx, { clientId, what: 'night' });
  await collect(clientId);
  const today = dayOf(ctx.clock.now());
  const period = { from: addDays(today, -185), to: addDays(today, -1) };
  const ask = (type: BreakdownType, campaign?: string) =>
    breakdownTable(ctx, {
      ...{ clientId, account, campaign, type, period, shareOf: 'spend' },
      order: { by: 'spend', direction: 'down' },
    });
  const known = { clientId, account, level: 'campaign', period, metrics: ['spend', 'checkouts'] } as const;
  const { rows, total } = await entityTable(ctx, {
    ...known,
    order: { by: 'spend', direction: 'down' },
    ...{ limit: 1, offset: 0 },
  });
  assert.ok((total.sums.checkouts ?? 0n) > 0n);
  for (const campaign of [undefined, rows[0]?.entity]) {
    const spend = (campaign === undefined ? total : rows[0])?.sums.spend ?? 0n;
    assert.ok(spend > 0n);
    for (const type of breakdownTypes) {
      const table = await ask(type, campaign);
      assert.deepEqual(table.collected, period, type);
      assert.equal(table.days.conversion.current.collected, 185);
      assert.equal(table.whole.sums.spend, spend);
      assert.ok(table.parts.length >= 3, type);
      checkRest(type, table);
    }
  }
});

test('a second plan of the day asks no part again, and deriving again writes nothing', async () => {
  const asked = (await control<{ totals: Record<string, number> }>('requests')).totals['analytics/create_report'];
  const rows = await count('facts_breakdown_days');
  assert.ok(rows > 1000, `${rows} rows`);
  await planClient(ctx, { clientId, what: 'night' });
  await collect(clientId);
  assert.equal(
    (await control<{ totals: Record<string, number> }>('requests')).totals['analytics/create_report'],
    asked,
  );
  assert.equal(await count('facts_breakdown_days'), rows);
  assert.equal(await count('facts_breakdown_days_past'), 0);
});
