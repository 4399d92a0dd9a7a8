import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { loadConfig } from '../src/foundation/runtime/index.ts';
import { openPlace, type Place } from '../test/kit/place.ts';
import { judge, type Outcome, rowCount, tell } from './kit/figures.ts';
import { type LineProcess, startLineProcess } from './kit/line-process.ts';
import { countPins } from './kit/pin-counts.ts';
import { chaosRules, firedKinds, killHands, solveByHand, untilOnlyPeopleCan } from './kit/publish-chaos.ts';
import { makePinWorld } from './kit/publish-world.ts';

const PINS = 10_000;
const ACCOUNTS = 400;
const SEED = 7;
const LATENCY_MS = 40;
// Calls at a time: those of the bare loop in its one process, those of the product half in each of two.
const IN_FLIGHT = 40;
const WORKERS = 2;

const post = async (sandboxUrl: string, path: string, body: unknown): Promise<void> => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${sandboxUrl}/__sandbox/${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`The sandbox refused ${path}: ${answer.status}`);
  await answer.body?.cancel();
};

type Stage = { readonly place: Place; readonly sandboxUrl: string; readonly stopping: AbortSignal };

// Each process looks at the clock's file once a second.
const AHEAD_MS = 4_000;

/** Moves both calendars to shortly before the moment. */
const moveTo = async ({ place, sandboxUrl }: Stage, at: Date): Promise<void> => {
  const target = at.getTime() - AHEAD_MS;
  await post(sandboxUrl, 'clock', { now: new Date(target).toISOString() });
  const offset = (target - performance.timeOrigin - performance.now()) / 1000;
  await writeFile(place.env.PRIKBORD_CLOCK_FILE ?? '', `PT${offset.toFixed(3)}S`);
};

const bareAnswer = z.object({ seconds: z.number(), sent: z.int(), refused: z.int() });

const runBare = async (path: string): Promise<number> => {
  const bare = startLineProcess('bench/kit/bare-pins.ts', [path], {
    PATH: process.env.PATH,
    PRIKBORD_BENCH_IN_FLIGHT: String(IN_FLIGHT),
  });
  try {
    const { seconds, sent, refused } = bareAnswer.parse(JSON.parse(await bare.line()));
    tell(`bare: ${sent} requests in ${seconds.toFixed(2)} s`);
    if (refused > 0) throw new Error(`The sandbox refused ${refused} requests of the bare loop.`);
    return seconds;
  } finally {
    await bare.end();
  }
};

/** Waits until every lane has nothing left to do. @unit seconds from the moment all were due until the last was done */
const untilDone = async ({ place, stopping }: Stage, dueAt: Date): Promise<number> => {
  for (;;) {
    await pause(1_000, undefined, { signal: stopping });
    const [row] = await place.admin<{ left: number; seconds: number }>(
      `select count(*) filter (where state in ('asked', 'armed', 'unsure'))::int4 as left,
              extract(epoch from max(changed_at) - $1)::float8 as seconds from act_effects`,
      [dueAt],
    );
    if (row !== undefined && row.left === 0) return row.seconds;
  }
};

const startHand = (place: Place, logLevel: string): LineProcess =>
  startLineProcess('bench/kit/hand-worker.ts', [JSON.stringify({ lanes: IN_FLIGHT / WORKERS })], {
    ...place.env,
    PRIKBORD_LOG_LEVEL: logLevel,
  });

const startHands = async (place: Place, logLevel = 'warn'): Promise<LineProcess[]> => {
  const hands = Array.from({ length: WORKERS }, () => startHand(place, logLevel));
  await Promise.all(hands.map((hand) => hand.line()));
  return hands;
};

/** The accounts with their Pins, all due at one moment, and the sandbox as slow as Pinterest on a good day. */
const setUp = async ({ place, sandboxUrl, stopping }: Stage, pins: number) => {
  const accounts = Math.min(ACCOUNTS, pins);
  const dueAt = new Date(`${Temporal.Now.plainDateISO('UTC').add({ days: 2 })}T09:00:00Z`);
  const each = Math.ceil(pins / accounts);
  const world = await makePinWorld({
    ...{ place, sandboxUrl, stopping, seed: SEED, accounts, pins: each, forbidden: 1, dueAt },
  });
  await world.approver.db.close();
  await post(sandboxUrl, 'latency', { ms: LATENCY_MS });
  return { accounts, each, world, dueAt };
};

// Its own small generator, so that a seed that was printed gives the same pauses again.
const randomFrom = (seed: number) => {
  let state = seed >>> 0 || 1;
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

const MOST_ROUNDS = 10;

/** The same under faults of every kind and kills at random; then what needs a person is done as a person would. */
const measureChaos = async (stage: Stage, pins: number) => {
  const { place, sandboxUrl, stopping } = stage;
  const { accounts, world, dueAt } = await setUp(stage, pins);
  const chaos = { place, sandboxUrl, stopping, accounts: world.accounts };
  const dump = join(tmpdir(), `prikbord-publish-${process.pid}.ledger`);
  const earlier = `${dump}-before`;
  await post(sandboxUrl, 'faults', chaosRules);
  const hands = await startHands(place, 'error');
  const seed = process.pid;
  tell(`kills of seed ${seed}`);
  const begun = performance.now();
  let kills = 0;
  let heldBefore = 0;
  try {
    await moveTo(stage, dueAt);
    [kills] = await Promise.all([
      killHands(stage, hands, () => startHand(place, 'error'), randomFrom(seed)),
      untilOnlyPeopleCan(stage),
    ]);
    heldBefore = (await countPins(place, sandboxUrl, { dump: earlier })).held;
    tell(`${heldBefore} stand before a person`);
    await post(sandboxUrl, 'faults', []);
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const solved = await solveByHand(chaos);
      if (solved.reconnected + solved.lifted + solved.decided === 0) break;
      tell(`${solved.reconnected} connected again, ${solved.lifted} blocks lifted, ${solved.decided} decided`);
      await untilOnlyPeopleCan(stage);
    }
  } finally {
    for (const hand of hands) await hand.end();
  }
  const seconds = (performance.now() - begun) / 1000;
  const { lateness, ...counts } = await countPins(place, sandboxUrl, { dump, earlier });
  tell(`the ledger: ${dump}`);
  const { published, held, duplicates, lost, unapproved, disorder } = counts;
  const measured = Object.entries({ held, duplicates, lost, unapproved, disorder });
  const outcome = judge(
    'publish-chaos',
    measured.map(([name, value]) => ({ name, value })),
    { accounts, seconds: Math.round(seconds), 'lateness-p99-s': lateness.p99 ?? 0 },
  );
  const fired = await firedKinds(sandboxUrl);
  return { ...outcome, published, held, duplicates, lost, unapproved, fired, kills, heldBefore };
};

const measure = async (stage: Stage, pins: number): Promise<Outcome> => {
  const { place, sandboxUrl } = stage;
  const { accounts, each, world, dueAt } = await setUp(stage, pins);
  const [before, after] = world.bare;
  const first = await runBare(before ?? '');
  const hands = await startHands(place);
  let seconds: number;
  try {
    await moveTo(stage, dueAt);
    seconds = await untilDone(stage, dueAt);
    tell(`product: ${accounts * each} Pins in ${seconds.toFixed(2)} s`);
  } finally {
    for (const hand of hands) await hand.end();
  }
  const second = await runBare(after ?? '');
  const dump = join(tmpdir(), `prikbord-publish-${process.pid}.ledger`);
  const { lateness, ...counts } = await countPins(place, sandboxUrl, { dump });
  tell(`the ledger: ${dump}`);
  return judge(
    'publish',
    [
      { name: 'duration', value: seconds, baseline: first + second },
      { name: 'duplicates', value: counts.duplicates },
      { name: 'lost', value: counts.lost },
      { name: 'unapproved', value: counts.unapproved },
    ],
    { ...counts, accounts, 'lateness-p50-s': lateness.p50 ?? 0, 'lateness-p99-s': lateness.p99 ?? 0 },
  );
};

/**
 * Ten thousand Pins of 400 accounts, all due at one moment, through the hands of two processes, against a bare loop of the same
 * requests to the same sandbox just before and just after (one half each). With `chaos` under faults and kills, without a baseline.
 * @param rows how many Pins; 10,000 unless given
 */
export const run = async (input: {
  rows: string | undefined;
  stopping: AbortSignal;
  chaos: boolean;
}): Promise<Outcome> => {
  const { stopping } = input;
  const now = `${Temporal.Now.plainDateISO('UTC').add({ days: 1 })}T12:05:00Z`;
  const sandboxArguments = ['sandbox', '--port', '0', '--seed', String(SEED), '--world', 'large', '--now', now];
  const sandbox = startLineProcess('src/main/index.ts', sandboxArguments, { PATH: '/usr/bin:/bin' });
  try {
    const sandboxUrl = await sandbox.line();
    const place = await openPlace({ sandboxUrl, now, databaseUrl: loadConfig().databaseUrl });
    try {
      const stage = { place, sandboxUrl, stopping };
      const pins = rowCount(input.rows, PINS);
      return await (input.chaos ? measureChaos(stage, pins) : measure(stage, pins));
    } finally {
      await place.close();
    }
  } finally {
    await sandbox.end('SIGTERM');
  }
};
