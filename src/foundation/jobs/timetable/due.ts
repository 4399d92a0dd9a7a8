import { z } from 'zod';
import type { Tx } from '../../db/index.ts';
import { Fault, uuidv7 } from '../../kit/index.ts';
import { untyped } from '../definitions/define-event.ts';
import type { Job } from '../definitions/define-job.ts';
import { type EnqueueOptions, put, toQueued } from '../queue/enqueue.ts';
import { nextDue, type Rule, rule } from './rules.ts';

/** One line of the timetable: a job that recurs. */
export type TimetableEntry = {
  readonly key: string;
  readonly job: Job;
  readonly rule: Rule;
  readonly payload: unknown;
};

type EntryOptions<Payload> = {
  readonly payload?: Payload;
  /** Tells apart two lines with the same job; the job's name unless given. */
  readonly key?: string;
};

const entry = <Payload>(job: Job<Payload>, given: Rule, options: EntryOptions<Payload>): TimetableEntry => {
  const checked = rule.safeParse(given);
  if (!checked.success) throw new Fault('JOBS_DEFINITION_REFUSED', 'bug', 'This is not a time of day, day or zone.');
  if (given.every !== 'minutes') Temporal.Now.zonedDateTimeISO(given.zone);
  return { key: options.key ?? job.name, job: untyped(job), rule: given, payload: options.payload ?? {} };
};

/**
 * A job every day at a local time of a zone, across clock changes (a skipped time runs an hour later by the wall clock, a
 * repeated one once). After downtime a missed run is made up for once.
 *
 * @example everyDay(refreshFacts, { at: '06:00', zone: 'Europe/Amsterdam' })
 * @throws JOBS_DEFINITION_REFUSED for a time that is not HH:MM; RangeError for an unknown zone
 * @personal none
 */
export const everyDay = <Payload>(
  job: Job<Payload>,
  when: { readonly at: string; readonly zone: string },
  options: EntryOptions<Payload> = {},
): TimetableEntry => entry(job, { every: 'day', ...when }, options);

/** A job every so many minutes, counted from midnight UTC. @unit minutes 1 to 1440 @personal none */
export const everyMinutes = <Payload>(
  job: Job<Payload>,
  minutes: number,
  options: EntryOptions<Payload> = {},
): TimetableEntry => entry(job, { every: 'minutes', minutes }, options);

const PUT_DUE = `
insert into jobs_due (due_key, job, payload, priority, singleton_key, group_key, due_at, rule)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (due_key) do update set job = excluded.job, payload = excluded.payload, priority = excluded.priority,
  singleton_key = excluded.singleton_key, group_key = excluded.group_key, rule = excluded.rule,
  due_at = case when excluded.rule is not null and excluded.rule is not distinct from jobs_due.rule
                then jobs_due.due_at else excluded.due_at end`;

/**
 * Has a job put in the queue once calendar time has reached `dueAt`, as part of the caller's transaction. With a `key` an
 * earlier one under the same key is replaced, so a due time can be moved.
 *
 * @unit dueAt calendar time (`ctx.clock`), which may be ahead of the machine's in a demo
 * @throws JOBS_PAYLOAD_REFUSED as `enqueue`
 * @personal none
 */
export const enqueueAt = async <Payload>(
  tx: Tx,
  job: Job<Payload>,
  what: { readonly payload: Payload; readonly dueAt: Date; readonly key?: string; readonly options?: EnqueueOptions },
): Promise<void> => {
  const queued = toQueued(job, what.payload, what.options);
  await tx.sql(PUT_DUE, [
    what.key === undefined ? `once:${queued.id}` : `key:${what.key}`,
    job.name,
    JSON.stringify(queued.payload),
    queued.priority,
    what.options?.singletonKey ?? null,
    queued.group,
    what.dueAt,
    null,
  ]);
};

/** Takes back what `enqueueAt` planned under a key; false when there was none (any more). @personal none */
export const cancelDue = async (tx: Tx, key: string): Promise<boolean> => {
  const rows = await tx.sql('delete from jobs_due where due_key = $1 returning 1', [`key:${key}`]);
  return rows.length > 0;
};

const PREFIX = 'timetable:';

/** Writes the timetable of this version: new lines get their first due time, lines that are gone are dropped. */
export const keepTimetable = async (tx: Tx, entries: readonly TimetableEntry[], now: Date): Promise<void> => {
  // Two processes that start together would otherwise lock the lines in turn.
  await tx.sql(`select pg_advisory_xact_lock(hashtextextended('prikbord:timetable', 0))`);
  for (const each of entries) {
    const queued = toQueued(each.job, each.payload);
    await tx.sql(PUT_DUE, [
      PREFIX + each.key,
      each.job.name,
      JSON.stringify(queued.payload),
      0,
      // A run that takes longer than its interval must not pile up.
      PREFIX + each.key,
      queued.group,
      nextDue(each.rule, now),
      JSON.stringify(each.rule),
    ]);
  }
  await tx.sql('delete from jobs_due where due_key like $1 and due_key <> all($2::text[])', [
    `${PREFIX}%`,
    entries.map((each) => PREFIX + each.key),
  ]);
};

const dueRow = z.object({
  due_key: z.string(),
  job: z.string(),
  payload: z.record(z.string(), z.unknown()),
  priority: z.number(),
  singleton_key: z.string().nullable(),
  group_key: z.string().nullable(),
  rule: rule.nullable(),
  now: z.date(),
});

/**
 * Puts in the queue what calendar time has passed, and plans recurring lines anew. Several missed runs become one. Safe in
 * any number of processes: a line that another is handling is skipped. Returns how many were put in the queue.
 */
export const dispatchDue = async (tx: Tx): Promise<number> => {
  const rows = await tx.sql(
    `select due_key, job, payload, priority, singleton_key, group_key, rule, clock_now() as now from jobs_due
      where due_at <= clock_now() order by due_at limit 200 for update skip locked`,
  );
  const due = rows.map((row) => dueRow.parse(row));
  const queued = due.map((row) => {
    const id = uuidv7(Math.floor(performance.timeOrigin + performance.now()));
    const { job, payload, priority, group_key: group } = row;
    return { id, job, payload, priority, group, singletonKey: row.singleton_key ?? id };
  });
  await put(tx, queued);
  for (const row of due) {
    if (row.rule === null) await tx.sql('delete from jobs_due where due_key = $1', [row.due_key]);
    else await tx.sql('update jobs_due set due_at = $2 where due_key = $1', [row.due_key, nextDue(row.rule, row.now)]);
  }
  return due.length;
};
