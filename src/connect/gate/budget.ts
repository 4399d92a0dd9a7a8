import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Actor, type Database, withoutClient } from '../../foundation/db/index.ts';
import { type Counter, startCounters } from '../../foundation/jobs/index.ts';
import { type Clock, Fault } from '../../foundation/kit/index.ts';
import { type RateCategory, rateLimits, type Tier } from '../../pinterest/contract.ts';
import type { Budget } from '../../pinterest/index.ts';
import { type Allowance, allowancesFor, PERMIT_LIFE_MS } from './limits.ts';

const actor: Actor = { kind: 'system', name: 'connect-budget' };

/**
 * How long a call may wait in this process before its asker gets `limited` and goes to sleep elsewhere. A worker that
 * waits holds a slot another client could use, so this is short; a second and a half covers the limit per second.
 */
const PATIENCE_MS = 3_000;

/** Most permits fetched beyond those waited for; each that lapses unused is lost to everyone. */
const MOST_AHEAD = 8;

type Waiter = { readonly since: number; readonly go: () => void; readonly stop: (error: unknown) => void };

/** The calls of one user in one category, in this process. */
type Lane = {
  readonly allowances: readonly Allowance[];
  readonly waiters: Waiter[];
  permits: number;
  permitsUntil: number;
  ahead: number;
  isPumping: boolean;
};

type Taken = { granted: number; wait_ms: bigint };

const takeFromDatabase = async (
  db: Database,
  lane: Lane,
  want: number,
): Promise<{ granted: number; waitMs: number }> => {
  const rows = await withoutClient(db, { actor }, (tx) =>
    tx.sql<Taken>('select granted, wait_ms from connect_take($1, $2, $3, $4, $5, $6)', [
      lane.allowances.map((each) => each.key),
      lane.allowances.map((each) => each.category),
      lane.allowances.map((each) => each.calls),
      lane.allowances.map((each) => each.slotMs),
      lane.allowances.map((each) => each.slots),
      want,
    ]),
  );
  return { granted: rows[0]?.granted ?? 0, waitMs: Number(rows[0]?.wait_ms ?? 0n) };
};

/** Fewer permits ahead where there are few at all: a twentieth of the limit may lapse, not more. */
const mostAhead = (lane: Lane): number =>
  Math.min(MOST_AHEAD, ...lane.allowances.map((each) => Math.floor(each.calls / 20)));

const handOut = (lane: Lane, granted: number): void => {
  const served = lane.waiters.splice(0, granted);
  lane.permits = granted - served.length;
  lane.permitsUntil = performance.now() + PERMIT_LIFE_MS;
  for (const waiter of served) waiter.go();
};

const spent = (waitMs: number, clock: Clock): Fault =>
  new Fault('CONNECT_BUDGET_SPENT', 'limited', 'The allowance of calls to Pinterest is spent for now.', {
    retryAt: new Date(clock.now().getTime() + waitMs),
    facts: { waitMs },
  });

const stopped = (clock: Clock): Fault =>
  new Fault('CONNECT_STOPPING', 'limited', 'This process stops and begins no further call to Pinterest.', {
    retryAt: clock.now(),
  });

/** Sends away who waited too long; returns how many. */
const dismissImpatient = (lane: Lane, waitMs: number, clock: Clock): number => {
  const deadline = performance.now() + waitMs - PATIENCE_MS;
  const impatient = lane.waiters.filter((waiter) => waiter.since < deadline);
  lane.waiters.splice(0, lane.waiters.length, ...lane.waiters.filter((waiter) => waiter.since >= deadline));
  for (const waiter of impatient) waiter.stop(spent(waitMs, clock));
  return impatient.length;
};

/**
 * Pinterest's limits, kept by us and shared by every process through the database. Permits are taken in small blocks,
 * so that a busy lane costs one round trip for several calls; a block that is not used within half a second lapses.
 * Each user has lanes of its own: one that waits keeps nobody else waiting.
 *
 * @personal none; keys are HMACs
 */
export const openBudget = (input: {
  db: Database;
  clock: Clock;
  tier: Tier;
  appKey: string;
}): Budget & { stop: () => void; counters: () => Counter[]; close: () => void } => {
  const counts = startCounters();
  const lanes = new Map<string, Lane>();
  const closing = new AbortController();
  let isStopping = false;

  const laneFor = (key: string, category: RateCategory): Lane => {
    const name = `${key}|${category}`;
    const known = lanes.get(name);
    if (known !== undefined) return known;
    const lane: Lane = {
      allowances: allowancesFor(rateLimits[input.tier], { userKey: key, appKey: input.appKey, category }),
      waiters: [],
      permits: 0,
      permitsUntil: 0,
      ahead: 0,
      isPumping: false,
    };
    lanes.set(name, lane);
    return lane;
  };

  const serve = async (lane: Lane): Promise<void> => {
    while (lane.waiters.length > 0) {
      const { granted, waitMs } = await takeFromDatabase(input.db, lane, lane.waiters.length + lane.ahead);
      if (granted > 0) handOut(lane, granted);
      else {
        counts.add('pinterest_allowance_spent_total', {}, dismissImpatient(lane, waitMs, input.clock));
        if (lane.waiters.length > 0) await sleep(waitMs, undefined, { signal: closing.signal });
      }
    }
  };

  const pump = (lane: Lane): void => {
    if (lane.isPumping) return;
    lane.isPumping = true;
    serve(lane)
      .catch((error: unknown) => {
        for (const waiter of lane.waiters.splice(0)) waiter.stop(error);
      })
      .finally(() => {
        lane.isPumping = false;
        if (lane.waiters.length > 0) pump(lane);
      });
  };

  const take: Budget['take'] = ({ key, category }) => {
    if (isStopping) return Promise.reject(stopped(input.clock));
    const lane = laneFor(key, category);
    const hasPermit = lane.permits > 0 && performance.now() < lane.permitsUntil;
    if (hasPermit) {
      lane.permits -= 1;
      // The block was worth its size when it is used up in time; then the next may be larger.
      if (lane.permits === 0) lane.ahead = Math.min(mostAhead(lane), lane.ahead * 2 + 1);
      return Promise.resolve();
    }
    if (lane.permits > 0) lane.ahead = 0;
    else if (performance.now() < lane.permitsUntil) lane.ahead = Math.min(mostAhead(lane), lane.ahead + 1);
    lane.permits = 0;
    return new Promise((go, stop) => {
      lane.waiters.push({ since: performance.now(), go, stop });
      pump(lane);
    });
  };

  const pause: Budget['pause'] = async ({ key, category, forMs }) => {
    const lane = laneFor(key, category);
    lane.permits = 0;
    const rows = await withoutClient(input.db, { actor }, (tx) =>
      tx.sql<{ left_ms: number }>(
        `insert into connect_budget as b (budget_key, category, slot, spent, paused_until)
           values ($1, $2, 0, '{}', clock_timestamp() + $3 * interval '1 millisecond')
         on conflict (budget_key, category) do update
           set paused_until = greatest(b.paused_until, excluded.paused_until)
         returning ceil(extract(epoch from paused_until - clock_timestamp()) * 1000)::int4 as left_ms`,
        [key, category, forMs],
      ),
    );
    return new Date(input.clock.now().getTime() + (rows[0]?.left_ms ?? forMs));
  };

  const stop = (): void => {
    isStopping = true;
    for (const lane of lanes.values()) {
      for (const waiter of lane.waiters.splice(0)) waiter.stop(stopped(input.clock));
    }
  };

  return { take, pause, stop, counters: counts.list, close: () => closing.abort() };
};
