import type { Tx } from '../../db/index.ts';
import type { Claimed } from './engine.ts';
import type { NextStep } from './next-step.ts';

const held = "name = $1 and id = $2 and state = 'active' and retry_count = $3";

const DONE = `update jobs.job_common set state = 'completed', completed_on = jobs.job_now() where ${held} returning 1`;

const STOPPED = `
update jobs.job_common set state = 'failed', completed_on = jobs.job_now(),
       output = jsonb_build_object('code', $4::text, 'kind', $5::text)
 where ${held} returning 1`;

// Of equal jobs only one may wait to be tried again; the other's work is then the same work, so it ends here. No limit is
// believed for longer than a day: a wrong clock at the other side must not put work off for months.
const AGAIN = `
update jobs.job_common this
   set state = case when twin.waits then 'completed' else 'retry' end::jobs.job_state,
       completed_on = case when twin.waits then jobs.job_now() end,
       start_after = jobs.job_now() + least($4::float8, 86400) * interval '1 second',
       heartbeat_on = null,
       output = jsonb_build_object('code', $5::text, 'kind', $6::text),
       data = data || jsonb_build_object('tries', $7::int4, 'deaths', $8::int4)
  from (select exists (
          select from jobs.job_common other join jobs.job_common mine on mine.name = other.name
             and mine.singleton_key = other.singleton_key
           where mine.name = $1 and mine.id = $2 and other.state = 'retry' and other.id <> mine.id) as waits) twin
 where this.name = $1 and this.id = $2 and this.state = 'active' and this.retry_count = $3
returning 1`;

/** Writes the end of a run. False when the claim was lost meanwhile: the job is then somebody else's, and nothing is written. */
export const settle = async (tx: Tx, job: Claimed, step: NextStep): Promise<boolean> => {
  const claim = [job.name, job.id, job.claim];
  if (step.state === 'done') return (await tx.sql(DONE, claim)).length > 0;
  const { code, kind } = step.fault;
  if (step.state === 'stopped') return (await tx.sql(STOPPED, [...claim, code, kind])).length > 0;
  const tries = job.tries + (step.counted ? 1 : 0);
  const rows = await tx.sql(AGAIN, [...claim, step.waitSeconds, code, kind, tries, job.deaths]);
  return rows.length > 0;
};
