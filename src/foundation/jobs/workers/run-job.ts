import { withoutClient } from '../../db/index.ts';
import { asFault, Fault, faultKinds, isFault } from '../../kit/index.ts';
import type { Run } from '../definitions/handle.ts';
import { jobStopped } from '../events.ts';
import { announce, deliverEvent } from '../queue/announce.ts';
import type { Claimed } from './engine.ts';
import { type NextStep, nextStep } from './next-step.ts';
import { settle } from './settle.ts';
import { pause, type Team } from './team.ts';

// A job that has taken this many workers down with it (out of memory, a crash in a native library) is the cause itself.
const MOST_DEATHS = 20;

const actor = { kind: 'system', name: 'jobs' } as const;

/** Ends with the run, or with a fault when the time is over; the run itself is then told by its signal. */
const within = async (minutes: number, work: Promise<void>, abort: AbortController): Promise<void> => {
  const { promise: over, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Fault('JOBS_TIMED_OUT', 'upstream', 'The job took longer than it may.', { facts: { minutes } }));
    abort.abort();
  }, minutes * 60_000);
  try {
    await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
};

// The database could not say whether a transaction was stored. A handler may be run again by its contract, and a transaction
// touches nothing outside, so this is not the doubt that forbids a repetition.
const faultOfRun = (error: unknown): Fault => {
  const fault = asFault(error);
  if (fault.code !== 'DB_COMMIT_UNKNOWN') return fault;
  return new Fault('JOBS_END_UNKNOWN', 'upstream', 'The end of a transaction is not known; the job runs again.', {
    cause: fault,
  });
};

const outcome = async (team: Team, job: Claimed, abort: AbortController): Promise<NextStep> => {
  const handler = team.handlers.get(job.name);
  if (handler === undefined) throw new TypeError(`No handler for ${job.name}.`);
  if (job.deaths >= MOST_DEATHS) {
    const fault = new Fault('JOBS_WORKER_DIED', 'bug', 'This job has taken too many workers down with it.');
    return { state: 'stopped', fault };
  }
  const run: Run = { jobId: job.id, signal: abort.signal, stopping: team.stopping, tries: job.tries };
  const ctx = { ...team.ctx, actor: { kind: 'system', name: job.name } as const };
  try {
    await within(handler.job.timeoutMinutes, handler.run(ctx, job.payload, run), abort);
    return { state: 'done' };
  } catch (error) {
    const fault = faultOfRun(error);
    if (fault.code === 'JOBS_GIVEN_BACK') return { state: 'again', fault, waitSeconds: 0, counted: false };
    // The cause of a bug is worth its stack; its message might quote a value, so it stays out.
    const stack =
      fault.kind === 'bug' && error instanceof Error ? (error.stack ?? '').split('\n').slice(1).join('\n') : '';
    // A job that ends because the process stops is given back; nobody needs to hear of forty of them.
    const level = team.stopping.aborted && fault.kind !== 'bug' ? 'debug' : faultKinds[fault.kind].level;
    team.ctx.log[level]('jobs.fault', {
      job: job.name,
      jobId: job.id,
      code: fault.code,
      kind: fault.kind,
      attempt: job.tries + 1,
      ...(stack === '' ? {} : { stack }),
    });
    const past = { tries: job.tries, chance: Math.random(), now: team.ctx.clock.now() };
    return nextStep(fault, handler.job.retry, past);
  }
};

const clientOf = (payload: unknown): number | null =>
  typeof payload === 'object' && payload !== null && 'clientId' in payload && typeof payload.clientId === 'number'
    ? payload.clientId
    : null;

const write = (team: Team, job: Claimed, step: NextStep): Promise<boolean> =>
  withoutClient(team.ctx.db, { actor }, async (tx) => {
    const held = await settle(tx, job, step);
    if (held && step.state === 'stopped' && job.name !== deliverEvent.name) {
      const { code, kind } = step.fault;
      const clientId = clientOf(job.payload);
      await announce(tx, jobStopped, { job: job.name, jobId: job.id, code, kind, clientId });
    }
    return held;
  });

/** Writes the end of a run; while the database is away it keeps trying for as long as the claim could hold. */
const writeForSure = async (team: Team, job: Claimed, step: NextStep): Promise<boolean> => {
  const deadline = performance.now() + 30_000;
  for (;;) {
    try {
      return await write(team, job, step);
    } catch (error) {
      if (!isFault(error) || error.kind !== 'upstream' || performance.now() > deadline) throw error;
      await pause(250);
    }
  }
};

const countEnd = (team: Team, job: Claimed, step: NextStep): void => {
  const labels = { job: job.name };
  if (step.state === 'done') team.counters.add('jobs_done_total', labels);
  else if (step.state === 'stopped') team.counters.add('jobs_stopped_total', { ...labels, kind: step.fault.kind });
  else team.counters.add('jobs_again_total', { ...labels, kind: step.fault.kind });
};

/** Runs one claimed job to its end and writes what became of it. Never throws. */
export const runJob = async (team: Team, job: Claimed): Promise<void> => {
  const abort = new AbortController();
  const running = { job, abort, isOurs: true };
  team.running.set(job.id, running);
  team.counters.add('jobs_started_total', { job: job.name });
  const startedAt = performance.now();
  try {
    const step = await outcome(team, job, abort);
    if (!running.isOurs) return;
    if (await writeForSure(team, job, step)) countEnd(team, job, step);
    else team.counters.add('jobs_lost_total', { job: job.name });
  } catch (error) {
    const fault = asFault(error);
    // The claim runs out by itself, and another worker takes the job.
    team.ctx.log.error('jobs.end-not-written', { job: job.name, jobId: job.id, code: fault.code });
    team.counters.add('jobs_lost_total', { job: job.name });
  } finally {
    team.running.delete(job.id);
    team.counters.add('jobs_busy_seconds_total', { job: job.name }, (performance.now() - startedAt) / 1000);
    team.wake();
  }
};
