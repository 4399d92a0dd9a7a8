import { type Context, withoutClient } from '../../db/index.ts';
import { asFault, Fault } from '../../kit/index.ts';
import type { Subscription } from '../definitions/define-event.ts';
import { givenBack, type Handler, handle } from '../definitions/handle.ts';
import { deliverEvent, handOn } from '../queue/announce.ts';
import { dispatchDue, keepTimetable, type TimetableEntry } from '../timetable/due.ts';
import { type Counter, startCounters } from './counters.ts';
import { startEngine } from './engine.ts';
import { fetchLoop } from './fetch-loop.ts';
import { settle } from './settle.ts';
import { sweep } from './sweep.ts';
import { pause, type Team } from './team.ts';

/** The workers of this process. */
export type Workers = {
  /** Takes no new work, tells what runs, waits for it to end (20 s at most), gives back the rest. */
  readonly stop: () => Promise<void>;
  /** What they did since they started, for a monitoring system. */
  readonly counters: () => Counter[];
};

/** What a process works on. */
export type WorkersInput = {
  readonly handlers: readonly Handler[];
  /** The whole timetable; lines that are not in it are dropped. Left out: the stored one is not touched. */
  readonly timetable?: readonly TimetableEntry[];
  /** Who hears what; without it this process leaves events to others. */
  readonly subscriptions?: readonly Subscription[];
  /** Most jobs at a time in this process; 8 unless given. */
  readonly seats?: number;
  /** How long a stop waits for running jobs. @unit milliseconds; 20,000 unless given */
  readonly graceMs?: number;
};

const actor = { kind: 'system', name: 'jobs' } as const;

const IDLE_MS = 400;
const DISPATCH_MS = 1000;
const RENEW_MS = 5000;
const SWEEP_MS = 5000;

/** An idle wait that a finished job or the stop can end early. */
const makeIdle = (stopping: AbortSignal): { idle: () => Promise<void>; wake: () => void } => {
  let waiting: AbortController | undefined;
  let isAwake = false;
  return {
    wake: () => {
      isAwake = true;
      waiting?.abort();
    },
    idle: async () => {
      if (!isAwake) {
        waiting = new AbortController();
        await pause(IDLE_MS, AbortSignal.any([waiting.signal, stopping]));
        waiting = undefined;
      }
      isAwake = false;
    },
  };
};

/** Does something again and again, a while apart, until the team stops; a failure is logged and tried again next time. */
const repeat = async (team: Team, everyMs: number, work: () => Promise<void>): Promise<void> => {
  while (!team.stopping.aborted) {
    try {
      await work();
    } catch (error) {
      team.ctx.log.debug('jobs.upkeep-failed', { code: asFault(error).code });
    }
    await pause(everyMs, team.stopping);
  }
};

/** Tells the database that this process still works on its jobs; a claim that is gone is given up. */
const renewClaims = async (team: Team): Promise<void> => {
  const held = [...team.running.values()].filter((each) => each.isOurs);
  for (const [name, group] of Map.groupBy(held, (each) => each.job.name)) {
    const jobs = group.map((each) => each.job);
    const still = await team.engine.renew(name, jobs);
    for (const each of group) {
      // A job that ended while we asked is no longer running, and nothing was lost.
      if (still.has(each.job.id) || !team.running.has(each.job.id)) continue;
      each.isOurs = false;
      each.abort.abort();
      team.counters.add('jobs_lost_total', { job: name });
    }
  }
};

/** Gives running jobs back, uncounted, so that another process can take them at once. */
const giveBack = async (team: Team): Promise<void> => {
  const fault = givenBack();
  for (const each of team.running.values()) {
    each.isOurs = false;
    each.abort.abort();
    const step = { state: 'again', fault, waitSeconds: 0, counted: false } as const;
    try {
      await withoutClient(team.ctx.db, { actor }, (tx) => settle(tx, each.job, step));
      team.ctx.log.info('jobs.given-back', { job: each.job.name, jobId: each.job.id });
    } catch (error) {
      // The claim runs out by itself; a database that is away must not keep a process from stopping.
      team.ctx.log.warn('jobs.not-given-back', { job: each.job.name, code: asFault(error).code });
    }
  }
};

const upkeep = (team: Team): Promise<void>[] => [
  repeat(team, RENEW_MS, () => renewClaims(team)),
  repeat(team, SWEEP_MS, async () => {
    const { takenBack } = await withoutClient(team.ctx.db, { actor }, sweep);
    if (takenBack > 0) {
      team.ctx.log.warn('jobs.taken-back', { count: takenBack });
      team.counters.add('jobs_taken_back_total', {}, takenBack);
      team.wake();
    }
  }),
  repeat(team, DISPATCH_MS, async () => {
    const due = await withoutClient(team.ctx.db, { actor }, dispatchDue);
    if (due > 0) team.wake();
  }),
];

const allHandlers = (ctx: Context, input: WorkersInput): Map<string, Handler> => {
  const { subscriptions } = input;
  const handlers = [...input.handlers];
  if (subscriptions !== undefined) {
    const deliver = handle(deliverEvent, (own, payload, { jobId }) =>
      withoutClient(own.db, { actor }, (tx) => handOn(tx, { id: jobId, payload }, subscriptions)),
    );
    handlers.push(deliver);
  }
  const byName = new Map(handlers.map((handler) => [handler.job.name, handler]));
  if (byName.size !== handlers.length) {
    throw new Fault('JOBS_DEFINITION_REFUSED', 'bug', 'Two handlers have the same job.');
  }
  ctx.log.debug('jobs.starting', { count: handlers.length });
  return byName;
};

/**
 * Starts this process's workers. Any number of processes share the work: a job is claimed by one at a time, and a claim
 * that is not renewed for 30 s (its worker died) is taken back, so the job runs again within a minute. The workers outlive
 * the database: they wait while it is away and go on when it is back.
 *
 * @throws JOBS_ENGINE_OUTDATED when the database's queue is not of this version
 * @personal none
 */
export const startWorkers = async (ctx: Context, input: WorkersInput): Promise<Workers> => {
  const handlers = allHandlers(ctx, input);
  const { timetable } = input;
  if (timetable !== undefined) {
    await withoutClient(ctx.db, { actor }, (tx) => keepTimetable(tx, timetable, ctx.clock.now()));
  }
  const stopping = new AbortController();
  // Claims outlive the search for work: they are renewed until the last job has ended.
  const ended = new AbortController();
  const { idle, wake } = makeIdle(stopping.signal);
  const engine = await startEngine(ctx);
  const seats = input.seats ?? 8;
  const shared = { ctx, engine, handlers, counters: startCounters(), running: new Map(), seats, wake };
  const team: Team = { ...shared, stopping: stopping.signal };
  const ends = new Set<Promise<void>>();
  const looking = fetchLoop(team, idle, ends);
  const keeping = upkeep({ ...shared, stopping: ended.signal });
  return {
    counters: () => team.counters.list(),
    stop: async () => {
      stopping.abort();
      await looking;
      await Promise.race([Promise.allSettled([...ends]), pause(input.graceMs ?? 20_000, ended.signal)]);
      await giveBack(team);
      ended.abort();
      await Promise.all(keeping);
      await engine.close();
    },
  };
};
