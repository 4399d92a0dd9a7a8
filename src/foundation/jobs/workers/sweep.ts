import { z } from 'zod';
import type { Tx } from '../../db/index.ts';

// A statement handles at most this many, so that after a crash of the whole fleet no transaction grows without bound.
const BATCH = 500;

const counts = z.object({ taken_back: z.int(), removed: z.int() });

// A claim nobody renewed in time: its worker died. The job waits again, at once, and remembers the death. The retry count
// rises with the next claim, so a worker that was only asleep cannot settle what is no longer its own.
const SWEEP = `
with dead as (
  select name, id, singleton_key from jobs.job_common
   where state = 'active' and heartbeat_on + heartbeat_seconds * interval '1 second' < clock_timestamp()
   limit ${BATCH} for update skip locked
), taken_back as (
  update jobs.job_common job
     set state = case when twin.waits then 'completed' else 'retry' end::jobs.job_state,
         completed_on = case when twin.waits then jobs.job_now() end, start_after = jobs.job_now(), heartbeat_on = null,
         data = job.data || jsonb_build_object('deaths', (job.data ->> 'deaths')::int4 + 1),
         output = '{"code":"JOBS_WORKER_DIED","kind":"upstream"}'
    from dead cross join lateral (
      select exists (select from jobs.job_common other where other.name = dead.name and other.state = 'retry'
                        and other.singleton_key = dead.singleton_key) as waits) twin
   where job.name = dead.name and job.id = dead.id
  returning 1
), old as (
  select name, id from jobs.job_common
   where completed_on < clock_timestamp() - interval '1 day'
   limit ${BATCH} for update skip locked
), removed as (
  delete from jobs.job_common job using old where job.name = old.name and job.id = old.id returning 1
)
select (select count(*) from taken_back)::int4 as taken_back, (select count(*) from removed)::int4 as removed`;

/** Takes back the jobs of dead workers, and removes what ended more than a day ago. One process at a time does it. */
export const sweep = async (tx: Tx): Promise<{ takenBack: number; removed: number }> => {
  const [lock] = await tx.sql<{ got: boolean }>(
    `select pg_try_advisory_xact_lock(hashtextextended('prikbord:jobs-sweep', 0)) as got`,
  );
  if (lock?.got !== true) return { takenBack: 0, removed: 0 };
  const [row] = await tx.sql(SWEEP);
  const { taken_back: takenBack, removed } = counts.parse(row);
  return { takenBack, removed };
};
