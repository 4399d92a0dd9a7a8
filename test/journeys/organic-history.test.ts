import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { changeSettings } from '../../src/clients/index.ts';
import { deriveLanding, organicDaily, organicPins } from '../../src/facts/index.ts';
import { addDays, type ClientId, dayOf, isFault } from '../../src/foundation/kit/index.ts';
import { listReadyDays, liveOrganic, planClient, pullChunk, readLanding } from '../../src/ingest/index.ts';
import { testConnect } from '../kit/connected.ts';

const place = await testConnect({ after });
const { database, users, control } = place;
const ctx = place.context({ kind: 'system', name: 'journey' });
await control('latency', { ms: 0 });
const businesses = users.filter((user) => user.accountType === 'BUSINESS');
const withHistory = await place.connectClient(businesses[0]);
const without = await place.connectClient(businesses[1]);

const PINS_A_NIGHT = 50;
const PINS_A_SET = 10;

const setHistory = (clientId: ClientId, organicHistory: boolean) =>
  changeSettings(ctx, { clientId, settings: { organicHistory, organicGround: organicHistory ? 'contract:7' : null } });

type ChunkRow = {
  chunk_id: string;
  state: string;
  pages: number;
  landing_id: string | null;
  fault_code: string | null;
};
const organicChunks = (clientId: ClientId): Promise<ChunkRow[]> =>
  database.admin<ChunkRow>(
    `select chunk_id, state, pages, landing_id, fault_code from ingest_chunks
      where client_id = $1 and kind = 'organic' order by night_on`,
    [clientId],
  );

const pinCalls = async (): Promise<string[]> => {
  const { items } = await control<{ items: { op: string; path?: string }[] }>('requests?limit=100000');
  return items.filter((item) => item.op === 'pins/analytics').map((item) => item.path ?? '');
};

const pull = (clientId: ClientId, chunkId: string, signal: AbortSignal) =>
  pullChunk({ ...ctx, signal, organicPauseMs: 20 }, { clientId, chunkId });

const derive = async (clientId: ClientId): Promise<number> => {
  const landingId = (await organicChunks(clientId)).at(-1)?.landing_id ?? '';
  const derived = await deriveLanding(ctx, { clientId, landingId }, { readLanding, readyDays: listReadyDays });
  return derived.added + derived.replaced;
};

const range = () => {
  const today = dayOf(ctx.clock.now());
  return { from: addDays(today, -89), to: addDays(today, -1) };
};

test('a client without the setting has no organic chunk, no row and no gap', async () => {
  await planClient(ctx, { clientId: without, what: 'night' });
  assert.deepEqual(await organicChunks(without), []);
});

test('a night interrupted goes on with the set that was under way, and stores what Pinterest says live', async () => {
  await setHistory(withHistory, true);
  await planClient(ctx, { clientId: withHistory, what: 'night' });
  await planClient(ctx, { clientId: withHistory, what: 'night' });
  const [chunk] = await organicChunks(withHistory);
  assert.equal(chunk?.state, 'planned');
  const stop = new AbortController();
  const first = pull(withHistory, chunk.chunk_id, stop.signal);
  const interrupted = assert.rejects(first);
  while (((await organicChunks(withHistory))[0]?.pages ?? 0) < 2) await pause(20);
  stop.abort();
  await interrupted;
  const [between] = await organicChunks(withHistory);
  assert.deepEqual([between?.state, between?.fault_code], ['planned', null], 'being stopped is not its fault');
  await pull(withHistory, chunk.chunk_id, AbortSignal.timeout(60_000));
  const [landed] = await organicChunks(withHistory);
  assert.deepEqual([landed?.state, landed?.pages], ['landed', 1 + PINS_A_NIGHT / PINS_A_SET]);
  const asked = (await pinCalls()).length;
  assert.ok(asked >= PINS_A_NIGHT && asked <= PINS_A_NIGHT + PINS_A_SET, `${asked} calls for ${PINS_A_NIGHT} Pins`);

  assert.ok((await derive(withHistory)) > 89);
  assert.equal(await derive(withHistory), 0, 'derived again it writes nothing');
});

test('every stored day and Pin equals what Pinterest answers, unknown where it is silent', async () => {
  // Our own minute is spent by now; the sandbox counts what really arrived.
  await database.admin('delete from connect_budget');
  const days = await organicDaily(ctx, { clientId: withHistory, ...range() });
  const live = await liveOrganic(ctx, { clientId: withHistory, ...range() });
  assert.equal(days.length, 89);
  assert.deepEqual(
    days.map(({ day, status, figures }) => [day, status, figures.impressions, figures.saves, figures.engagements]),
    live.days.map(({ day, status, metrics }) => {
      const known = (name: string) => (metrics[name] === undefined ? undefined : BigInt(metrics[name]));
      return [day, status, known('IMPRESSION'), known('SAVE'), known('ENGAGEMENT')];
    }),
  );
  const best = await organicPins(ctx, { clientId: withHistory, ...range(), most: 5 });
  const stored = new Map(best.map((pin) => [pin.pinId, pin.figures.impressions]));
  const liveBest = live.topPins.filter((pin) => stored.has(pin.pinId));
  assert.ok(liveBest.length >= 4, 'deleted Pins in Pinterest’s list are passed over');
  for (const pin of liveBest) assert.equal(stored.get(pin.pinId), BigInt(pin.metrics.IMPRESSION ?? -1));
});

test('the next night changes only what changed; turning the setting off stops it and forgets what is half read', async () => {
  await control('clock', { advance: 'P1D' });
  await database.clock.advance(86_400_000);
  await planClient(ctx, { clientId: withHistory, what: 'night' });
  const next = (await organicChunks(withHistory)).at(-1);
  assert.equal(next?.state, 'planned');
  const before = await control<{ items: unknown[] }>('requests?limit=100000');
  await setHistory(withHistory, false);
  await pull(withHistory, next.chunk_id, AbortSignal.timeout(60_000));
  assert.equal((await organicChunks(withHistory)).length, 1, 'taken back');
  assert.equal((await control<{ items: unknown[] }>('requests?limit=100000')).items.length, before.items.length);
  await setHistory(withHistory, true);
  await planClient(ctx, { clientId: withHistory, what: 'night' });
  await setHistory(withHistory, false);
  await planClient(ctx, { clientId: withHistory, what: 'night' });
  assert.equal((await organicChunks(withHistory)).length, 1, 'planned away');
  const kept = await organicDaily(ctx, { clientId: withHistory, ...range() });
  assert.ok(
    kept.some(({ status }) => status === 'READY'),
    'what was stored follows the contract’s retention',
  );
  await assert.rejects(liveOrganic(ctx, { clientId: withHistory, from: range().to, to: range().from }), (error) =>
    isFault(error, 'INGEST_ORGANIC_RANGE'),
  );
});
