import type { Tx } from '../../db/index.ts';
import { uuidv7 } from '../../kit/index.ts';
import type { Job } from '../definitions/define-job.ts';
import { checkIdPayload, type IdPayload } from '../definitions/id-payload.ts';

/** How a job is put in the queue. */
export type EnqueueOptions = {
  /**
   * Equal waiting jobs: while one with this key waits, another is not added; while one runs, one more may wait and will
   * not start before the first has ended. News that arrives during a run is therefore never lost.
   */
  readonly singletonKey?: string;
  /** Higher is taken first; 0 unless given. Below 0: taken only while nothing of 0 or more waits, of any kind. */
  readonly priority?: number;
  /** In place of the job's `concurrencyKey`. */
  readonly group?: string;
};

/** A job ready to be stored: what the engine needs, checked. */
export type QueuedJob = {
  readonly id: string;
  readonly job: string;
  readonly payload: IdPayload;
  readonly priority: number;
  readonly singletonKey: string;
  readonly group: string | null;
};

// The engine's own bounds on a claim. A worker renews its claim every 5 s; after 30 s without a sign of life the job is
// given to another, so a dead worker's job runs again well within a minute. Shorter would hand over jobs of a worker that
// only lost its database for a moment.
export const CLAIM_SECONDS = 30;
const KEEP_FINISHED_SECONDS = 86_400;

/** Machine time in milliseconds, for ordering only; it is not calendar time. */
const machineMs = (): number => Math.floor(performance.timeOrigin + performance.now());

/** Checks one job and gives it its id and keys. */
export const toQueued = <Payload>(job: Job<Payload>, payload: Payload, options: EnqueueOptions = {}): QueuedJob => {
  const parsed = job.payload.parse(payload);
  const id = uuidv7(machineMs());
  return {
    id,
    job: job.name,
    payload: checkIdPayload(job.name, parsed),
    priority: options.priority ?? 0,
    // The queue's policy compares keys: a job without one gets a key nobody shares.
    singletonKey: options.singletonKey ?? id,
    group: options.group ?? job.concurrencyKey?.(parsed) ?? null,
  };
};

// The engine's own `send` needs a started instance with a connection of its own; here the row has to be part of the
// caller's transaction. A queue is one row of the engine, made on first use by its own function.
const PUT = `
with given as (
  select * from jsonb_to_recordset($1::jsonb)
    as each (id uuid, job text, payload jsonb, priority int4, "singletonKey" text, "group" text)
), queues as materialized (
  select jobs.create_queue(job, '{"policy":"stately"}'::jsonb) from (select distinct job from given) named
   where not exists (select from jobs.queue q where q.name = named.job)
)
insert into jobs.job_common (id, name, data, priority, singleton_key, group_id, policy, start_after, created_on,
                      heartbeat_seconds, deletion_seconds, keep_until, retry_limit)
select id, job, jsonb_build_object('payload', payload, 'tries', 0, 'deaths', 0), priority, "singletonKey", "group",
       'stately', jobs.job_now(), jobs.job_now(), $2, $3, 'infinity', 2147483647
from given, (select count(*) from queues) made
on conflict do nothing
returning id`;

/** Stores jobs; those whose equal already waits are left out of the answer. */
export const put = async (tx: Tx, jobs: readonly QueuedJob[]): Promise<string[]> => {
  if (jobs.length === 0) return [];
  // In the order of their keys, so that two transactions that put equal jobs wait for one another and never in a circle.
  const inOrder = jobs.toSorted((one, other) => (one.singletonKey < other.singletonKey ? -1 : 1));
  const values = [JSON.stringify(inOrder), CLAIM_SECONDS, KEEP_FINISHED_SECONDS];
  const rows = await tx.sql<{ id: string }>(PUT, values);
  return rows.map((row) => row.id);
};

/**
 * Puts a job in the queue as part of the caller's transaction: it exists exactly if the transaction commits. Returns its
 * id, or undefined when an equal one (same `singletonKey`) already waits. Jobs run at least once, in no promised order.
 *
 * @throws JOBS_PAYLOAD_REFUSED when the payload holds anything but ids, numbers, days and lists of those
 * @personal none
 */
export const enqueue = async <Payload>(
  tx: Tx,
  job: Job<Payload>,
  ...[payload, options]: [payload: Payload, options?: EnqueueOptions]
): Promise<string | undefined> => {
  const [id] = await put(tx, [toQueued(job, payload, options)]);
  return id;
};

/**
 * Puts many jobs of one kind in the queue in one statement. Returns how many were added; the others already waited.
 *
 * @throws JOBS_PAYLOAD_REFUSED as `enqueue`
 * @personal none
 */
export const enqueueAll = async <Payload>(
  tx: Tx,
  job: Job<Payload>,
  each: readonly { readonly payload: Payload; readonly options?: EnqueueOptions }[],
): Promise<number> => {
  const queued = each.map(({ payload, options }) => toQueued(job, payload, options));
  return (await put(tx, queued)).length;
};
