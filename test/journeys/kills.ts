import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { boundAdAccounts } from '../../src/connect/index.ts';
import { listGaps } from '../../src/facts/index.ts';
import type { ClientId } from '../../src/foundation/kit/index.ts';
import { expectedDays } from '../../src/ingest/index.ts';
import { listWorldClients, startSandbox, type WorldName } from '../../src/sandbox/index.ts';
import { compareTables, isCollected, progressOf, untilCollected } from '../kit/collection.ts';
import { openPlace, type Place, skipHistory } from '../kit/place.ts';
import { startWorker, type WorkerProcess } from '../kit/worker-process.ts';

/** What is killed how often while a world is collected. */
export type KillPlan = {
  readonly world: WorldName;
  readonly workerKills: number;
  readonly serverKills: number;
  /** The whole 914 days, or only the nightly 65. */
  readonly history: boolean;
  /** Longest pause between two kills. @unit milliseconds */
  readonly pauseMs: number;
  readonly seed: number;
};

type Say = (line: string) => void;

type Collected = {
  readonly place: Place;
  readonly clients: ReadonlyMap<string, ClientId>;
  readonly journal: { totals: Record<string, number>; overLimit: number };
  readonly killed: { workers: number; servers: number };
};

/** mulberry32: repeatable from the printed seed. */
const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

// Five past noon of tomorrow: both runs lie within one hour of Pinterest's, and no hourly plan falls into them.
const virtualNow = (): string => {
  const tomorrow = Temporal.Now.plainDateISO('UTC').add({ days: 1 });
  return `${tomorrow.toString()}T12:05:00Z`;
};

/** Two workers, each of which is started again whenever it dies. */
type Fleet = { readonly slots: Promise<WorkerProcess>[]; readonly place: Place; readonly say: Say };

// As the supervisor of `npm start` does: a worker that cannot start while the database is away is started again.
const startAgain = async ({ place, say }: Pick<Fleet, 'place' | 'say'>): Promise<WorkerProcess> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await startWorker(place, say);
    } catch (error) {
      if (tries === 5) throw error;
      await pause(500);
    }
  }
};

/** Kills the first worker that works, and has another started in its place. */
const killOne = async (fleet: Fleet): Promise<void> => {
  const ready = fleet.slots.map(async (slot, nth) => ({ nth, worker: await slot }));
  const { nth, worker } = await Promise.race(ready);
  await worker.kill();
  const next = startAgain(fleet);
  // Looked at again when it is needed; until then its failure is not unheard.
  next.catch(() => undefined);
  fleet.slots.splice(nth, 1);
  fleet.slots.push(next);
};

const killAround = async (
  fleet: Fleet,
  clientIds: readonly ClientId[],
  plan: KillPlan,
): Promise<Collected['killed']> => {
  const random = randomFrom(plan.seed);
  const killed = { workers: 0, servers: 0 };
  const wanted = plan.workerKills + plan.serverKills;
  while (killed.workers + killed.servers < wanted) {
    await pause(100 + random() * plan.pauseMs);
    const states = await progressOf(fleet.place.ctx, clientIds);
    assert.ok(
      states === undefined || !isCollected(states, clientIds.length),
      `all was collected after ${killed.workers + killed.servers} kills: too few, the pauses are too long`,
    );
    const left = wanted - killed.workers - killed.servers;
    const isServer = random() < (plan.serverKills - killed.servers) / left;
    if (isServer) {
      await fleet.place.killServer();
      killed.servers += 1;
    } else {
      await killOne(fleet);
      killed.workers += 1;
    }
  }
  return killed;
};

const collect = async (plan: KillPlan, now: string, say: Say): Promise<Collected> => {
  const sandbox = await startSandbox({ seed: 7, world: plan.world, now });
  const place = await openPlace({ sandboxUrl: sandbox.url, now });
  const fleet: Fleet = { slots: [], place, say };
  const latency = (ms: number) =>
    fetch(`${sandbox.url}/__sandbox/latency`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ms }),
    });
  try {
    const clients = new Map<string, ClientId>();
    for (const { user } of listWorldClients({ name: plan.world, seed: 7 })) {
      clients.set(user, await place.connect(user));
    }
    if (!plan.history) await skipHistory(place);
    const clientIds = [...clients.values()];
    // A Pinterest as slow as the real one leaves something to be killed.
    if (plan.workerKills > 0) await latency(200);
    fleet.slots.push(startAgain(fleet), startAgain(fleet));
    const killed = await killAround(fleet, clientIds, plan);
    await latency(0);
    const { failed } = await untilCollected(place.ctx, clientIds);
    assert.equal(failed, 0);
    for (const slot of fleet.slots) assert.equal(await (await slot).stop(), 0, 'a worker stops in order');
    const answer = await fetch(`${sandbox.url}/__sandbox/requests`);
    const { totals, overLimit } = (await answer.json()) as Collected['journal'];
    return { place, clients, journal: { totals, overLimit }, killed };
  } catch (error) {
    await Promise.allSettled(fleet.slots.map(async (slot) => (await slot).kill()));
    await place.close();
    throw error;
  } finally {
    await sandbox.close();
  }
};

const chunkCounts = async (place: Place): Promise<{ reports: number; twice: number; pages: number }> => {
  const [row] = await place.admin<{ reports: number; twice: number; pages: number }>(
    `select (select count(*) from ingest_chunks where kind = 'report')::int4 as reports,
            (select count(*) - count(distinct chunk_id) from ingest_landings)::int4 as twice,
            (select coalesce(sum(pages), 0) from ingest_chunks where kind = 'structure')::int4 as pages`,
  );
  return row ?? { reports: 0, twice: -1, pages: 0 };
};

const gapsOf = async ({ ctx }: Place, clientId: ClientId): Promise<readonly unknown[]> =>
  listGaps(ctx, { clientId, expected: await expectedDays(ctx, { clientId }) });

const compare = async (calm: Collected, shaken: Collected, plan: KillPlan): Promise<number> => {
  let compared = 0;
  for (const [user, clientId] of calm.clients) {
    const other = shaken.clients.get(user);
    assert.ok(other !== undefined);
    const [account] = await boundAdAccounts(calm.place.ctx, { clientId });
    const { rows, differences } = await compareTables(calm.place, shaken.place, account?.adAccountId ?? '');
    assert.deepEqual(differences, []);
    if (plan.history) assert.deepEqual(await gapsOf(shaken.place, other), []);
    compared += rows;
  }
  return compared;
};

// As many jobs as a worker runs at once.
const SEATS = 24;

const shareOf = (line: string): number => Number(/"count":(\d+)/.exec(line)?.[1]);

/** Collects a world twice, once in peace and once under kills, and holds the two against each other. */
export const collectUnderKills = async (plan: KillPlan, say: Say): Promise<void> => {
  const now = virtualNow();
  const begun = performance.now();
  const shares: number[] = [];
  const calm = await collect({ ...plan, workerKills: 0, serverKills: 0 }, now, (line) => {
    if (line.includes('work.stopped')) shares.push(shareOf(line));
  });
  say(`in peace: ${((performance.now() - begun) / 1000).toFixed(1)} s, ${JSON.stringify(calm.journal.totals)}`);
  try {
    assert.ok(shares.length === 2 && Math.min(...shares) > 10, `both workers had a share: ${shares.join(' and ')}`);
    assert.equal((await chunkCounts(calm.place)).twice, 0, 'no chunk landed twice');
    const again = performance.now();
    const shaken = await collect(plan, now, () => undefined);
    try {
      const { killed, journal } = shaken;
      const counts = await chunkCounts(shaken.place);
      const more = (op: string): number => (journal.totals[op] ?? 0) - (calm.journal.totals[op] ?? 0);
      say(`under kills: ${((performance.now() - again) / 1000).toFixed(1)} s, ${JSON.stringify(journal.totals)}`);
      say(`${JSON.stringify({ ...killed, ...counts, again: more('analytics/create_report') })}`);
      const compared = await compare(calm, shaken, plan);
      assert.ok(compared > 1000, `${compared} lines were compared`);
      assert.equal(counts.twice, 0, 'no chunk landed twice');
      assert.equal(journal.overLimit, 0);
      // What was being asked when a worker or the database died, its number not yet written down, is asked again: at most as
      // many as a worker has seats. What had landed is not.
      assert.ok(more('analytics/create_report') <= (killed.workers + killed.servers) * SEATS);
    } finally {
      await shaken.place.close();
    }
  } finally {
    await calm.place.close();
  }
};
