import { withoutClient } from '../../db/index.ts';
import { asFault } from '../../kit/index.ts';
import type { JobShape } from '../definitions/define-job.ts';
import type { Claimed } from './engine.ts';
import { runJob } from './run-job.ts';
import type { Team } from './team.ts';

const actor = { kind: 'system', name: 'jobs' } as const;

// A batch small enough to leave work for the other processes, large enough not to ask for each job.
const BATCH = 5;

// One cheap question for all kinds of jobs; only those with work are then fetched. Highest priority first. `pressing` is
// how many of the next batch do not give way.
const READY = `
select given.name, pressing from unnest($1::text[]) with ordinality as given(name, nth), lateral (
  select max(priority) as priority, count(*) filter (where priority >= 0)::int4 as pressing
    from (select priority from jobs.job_common job
           where job.name = given.name and state < 'active' and not blocked and start_after <= clock_timestamp()
           order by priority desc limit ${BATCH}) batch) first
 where first.priority is not null
 order by first.priority desc, given.nth`;

type Ready = { readonly name: string; readonly pressing: number };

const ready = (team: Team, names: readonly string[]): Promise<Ready[]> =>
  withoutClient(team.ctx.db, { actor }, (tx) => tx.sql<Ready>(READY, [names]));

const runningOf = (team: Team, name: string): number =>
  [...team.running.values()].filter((each) => each.job.name === name).length;

const roomFor = (team: Team, job: JobShape): number =>
  Math.min(team.seats - team.running.size, job.atOnce - runningOf(team, job.name), BATCH);

const start = (team: Team, jobs: readonly Claimed[], ends: Set<Promise<void>>): void => {
  for (const job of jobs) {
    const end = runJob(team, job).finally(() => ends.delete(end));
    ends.add(end);
  }
};

/** Fetches as much as there are seats for. Returns how many jobs were started. */
export const fetchOnce = async (team: Team, turn: number, ends: Set<Promise<void>>): Promise<number> => {
  const names = [...team.handlers.keys()];
  // Another kind of job is first each time, so that none waits for ever behind a busy one of the same priority.
  const rotated = [...names.slice(turn % names.length), ...names.slice(0, turn % names.length)];
  let started = 0;
  const waiting = await ready(team, rotated);
  // Work below zero (years of history) gives way to all other work, also of another kind: it would take the processors
  // from what people wait for.
  const givesWay = waiting.some((each) => each.pressing > 0);
  for (const { name, pressing } of waiting) {
    const handler = team.handlers.get(name);
    const room = handler === undefined ? 0 : Math.min(roomFor(team, handler.job), givesWay ? pressing : BATCH);
    if (handler === undefined || room <= 0 || team.stopping.aborted) continue;
    const jobs = await team.engine.fetch(handler.job, room);
    start(team, jobs, ends);
    started += jobs.length;
  }
  return started;
};

/** Looks for work until the team stops. A database that is away is waited for. */
export const fetchLoop = async (team: Team, idle: () => Promise<void>, ends: Set<Promise<void>>): Promise<void> => {
  let turn = 0;
  let isAway = false;
  while (!team.stopping.aborted) {
    try {
      const isFull = team.running.size >= team.seats;
      const started = isFull ? 0 : await fetchOnce(team, turn, ends);
      turn += 1;
      if (isAway) team.ctx.log.info('jobs.database-back');
      isAway = false;
      if (started === 0) await idle();
    } catch (error) {
      if (!isAway) team.ctx.log.warn('jobs.database-away', { code: asFault(error).code });
      isAway = true;
      await idle();
    }
  }
};
