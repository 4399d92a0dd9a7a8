import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { testDatabase } from '../../../../test/kit/index.ts';
import { type Tx, withoutClient } from '../../db/index.ts';
import { Fault, isFault } from '../../kit/index.ts';
import { defineEvent, subscribe } from '../definitions/define-event.ts';
import { defineJob } from '../definitions/define-job.ts';
import { givenBack, handle } from '../definitions/handle.ts';
import { jobStopped } from '../events.ts';
import { announce } from '../queue/announce.ts';
import { enqueue, enqueueAll } from '../queue/enqueue.ts';
import { cancelDue, enqueueAt, everyDay } from '../timetable/due.ts';
import { startWorkers, type WorkersInput } from './start-workers.ts';

const database = await testDatabase({ after });
const ctx = database.context();
const { actor } = ctx;

const numbered = z.object({ nth: z.int() });
const until = async (what: string, isTrue: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> => {
  const deadline = performance.now() + ms;
  while (!(await isTrue())) {
    assert(performance.now() < deadline, `waited too long until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const working = async (input: WorkersInput, work: () => Promise<void>): Promise<void> => {
  const workers = await startWorkers(ctx, input);
  try {
    await work();
  } finally {
    await workers.stop();
  }
};

const stateOf = async (id: string | undefined): Promise<unknown> =>
  (await database.admin('select state::text, output from jobs.job where id = $1', [id]))[0];

test('a job is done once its transaction has committed, and never existed when it was rolled back', async () => {
  const job = defineJob({ name: 'test-outbox', payload: numbered });
  const done: number[] = [];
  await assert.rejects(
    withoutClient(database.app, { actor }, async (tx) => {
      await enqueue(tx, job, { nth: 1 });
      throw new Error('no');
    }),
  );
  const id = await withoutClient(database.app, { actor }, (tx) => enqueue(tx, job, { nth: 2 }));
  await working({ handlers: [handle(job, async (_ctx, { nth }) => void done.push(nth))] }, () =>
    until('it is done', () => done.length > 0),
  );
  assert.deepEqual(done, [2]);
  assert.deepEqual(await stateOf(id), { state: 'completed', output: null });
});

test('of equal waiting jobs one is kept, and news during a run is not lost', async () => {
  const job = defineJob({ name: 'test-singleton', payload: numbered });
  const put = (nth: number) =>
    withoutClient(database.app, { actor }, (tx) => enqueue(tx, job, { nth }, { singletonKey: 'one' }));
  assert.notEqual(await put(1), undefined);
  assert.equal(await put(2), undefined);
  const seen: number[] = [];
  let atOnce = 0;
  await working(
    {
      handlers: [
        handle(job, async (_ctx, { nth }) => {
          atOnce += 1;
          assert.equal(atOnce, 1);
          seen.push(nth);
          if (nth === 1) {
            assert.notEqual(await put(3), undefined);
            assert.equal(await put(4), undefined);
            await new Promise((resolve) => setTimeout(resolve, 600));
          }
          atOnce -= 1;
        }),
      ],
    },
    () => until('both are done', () => seen.length === 2),
  );
  assert.deepEqual(seen, [1, 3]);
});

test('one client with much work does not hold up another', async () => {
  const job = defineJob({
    name: 'test-fair',
    payload: z.object({ clientId: z.int(), nth: z.int() }),
    concurrencyKey: ({ clientId }) => `client:${clientId}`,
  });
  const many = Array.from({ length: 60 }, (_, nth) => ({ payload: { clientId: 1, nth } }));
  await withoutClient(database.app, { actor }, async (tx) => {
    assert.equal(await enqueueAll(tx, job, many), 60);
    await enqueue(tx, job, { clientId: 2, nth: 0 });
  });
  const order: number[] = [];
  let mostOfOne = 0;
  let ofOne = 0;
  const handler = handle(job, async (_ctx, { clientId }) => {
    if (clientId === 1) ofOne += 1;
    mostOfOne = Math.max(mostOfOne, ofOne);
    await new Promise((resolve) => setTimeout(resolve, 15));
    if (clientId === 1) ofOne -= 1;
    order.push(clientId);
  });
  await working({ handlers: [handler], seats: 4 }, () => until('all are done', () => order.length === 61, 30_000));
  assert.equal(mostOfOne, 1);
  assert(order.indexOf(2) < 15, `the other client came ${order.indexOf(2)}th`);
});

test('work below zero is taken only while no other work waits, of any kind', async () => {
  const pressing = defineJob({ name: 'test-pressing', payload: numbered, atOnce: 1 });
  const yielding = defineJob({ name: 'test-yielding', payload: numbered });
  const begun: string[] = [];
  const put = (job: typeof pressing, priority: number) => (tx: Tx) =>
    enqueueAll(
      tx,
      job,
      [1, 2, 3].map((nth) => ({ payload: { nth }, options: { priority } })),
    );
  await withoutClient(database.app, { actor }, put(yielding, -5));
  await withoutClient(database.app, { actor }, put(pressing, 0));
  const handlers = [
    handle(yielding, async () => void begun.push('yielding')),
    handle(pressing, async () => {
      begun.push('pressing');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }),
  ];
  await working({ handlers }, () => until('all have begun', () => begun.length === 6));
  assert.deepEqual(begun, ['pressing', 'pressing', 'pressing', 'yielding', 'yielding', 'yielding']);
});

test('each kind of fault decides what happens next, and a stop is announced', async () => {
  const job = defineJob({
    name: 'test-faults',
    payload: z.object({ kind: z.enum(['limited', 'upstream', 'conflict', 'unsure', 'bug']), clientId: z.int() }),
    retry: { tries: 3, firstDelaySeconds: 0 },
  });
  const note = defineJob({ name: 'test-stopped', payload: jobStopped.payload });
  const runs = new Map<string, number>();
  const stopped: string[] = [];
  const handler = handle(job, async (_ctx, { kind }) => {
    const nth = (runs.get(kind) ?? 0) + 1;
    runs.set(kind, nth);
    if (kind === 'bug') throw new TypeError('a value nobody should see');
    if (kind === 'limited' && nth > 1) return;
    const more = kind === 'limited' ? { retryAt: new Date(ctx.clock.now().getTime() + 300) } : {};
    throw new Fault(`TEST_${kind.toUpperCase()}`, kind, 'x', more);
  });
  const heard = handle(
    note,
    async (_ctx, payload) => void stopped.push(`${payload.kind} ${payload.code} ${payload.clientId}`),
  );
  const ids = await withoutClient(database.app, { actor }, async (tx) => {
    const all = new Map<string, string | undefined>();
    for (const kind of ['limited', 'upstream', 'conflict', 'unsure', 'bug'] as const) {
      all.set(kind, await enqueue(tx, job, { kind, clientId: 7 }));
    }
    return all;
  });
  const subscriptions = [subscribe(jobStopped, note)];
  await working({ handlers: [handler, heard], subscriptions }, () =>
    until('all ended', () => stopped.length === 4 && runs.get('limited') === 2),
  );
  assert.deepEqual(Object.fromEntries(runs), { limited: 2, upstream: 3, conflict: 2, unsure: 1, bug: 1 });
  assert.deepEqual(stopped.toSorted(), [
    'bug KIT_UNEXPECTED 7',
    'conflict TEST_CONFLICT 7',
    'unsure TEST_UNSURE 7',
    'upstream TEST_UPSTREAM 7',
  ]);
  assert.deepEqual(await stateOf(ids.get('bug')), { state: 'failed', output: { code: 'KIT_UNEXPECTED', kind: 'bug' } });
  const [limited] = await database.admin(`select state::text, data ->> 'tries' as tries from jobs.job where id = $1`, [
    ids.get('limited'),
  ]);
  assert.deepEqual([limited?.state, limited?.tries], ['completed', '0']);
});

test('a job whose commit nobody knows of is run again, because that does no harm', async () => {
  const job = defineJob({ name: 'test-commit-unknown', payload: numbered, retry: { firstDelaySeconds: 0 } });
  const id = await withoutClient(database.app, { actor }, (tx) => enqueue(tx, job, { nth: 1 }));
  let runs = 0;
  const handler = handle(job, async () => {
    runs += 1;
    if (runs === 1) throw new Fault('DB_COMMIT_UNKNOWN', 'unsure', 'The database went away.');
  });
  await working({ handlers: [handler] }, () => until('it has run twice', () => runs === 2));
  assert.deepEqual(await stateOf(id), {
    state: 'completed',
    output: { code: 'JOBS_END_UNKNOWN', kind: 'upstream' },
  });
});

test('an event reaches every subscriber, once, and only if the transaction committed', async () => {
  const happened = defineEvent({ name: 'test.happened', payload: numbered });
  const one = defineJob({ name: 'test-hears-one', payload: numbered });
  const two = defineJob({ name: 'test-hears-two', payload: z.object({ doubled: z.int() }) });
  const got: string[] = [];
  const handlers = [
    handle(one, async (_ctx, { nth }) => void got.push(`one ${nth}`)),
    handle(two, async (_ctx, { doubled }) => void got.push(`two ${doubled}`)),
  ];
  const subscriptions = [
    subscribe(happened, one),
    subscribe(happened, two, { payload: ({ nth }) => ({ doubled: nth * 2 }), singletonKey: () => 'same' }),
  ];
  await assert.rejects(
    withoutClient(database.app, { actor }, async (tx) => {
      await announce(tx, happened, { nth: 1 });
      throw new Error('no');
    }),
  );
  await withoutClient(database.app, { actor }, (tx) => announce(tx, happened, { nth: 21 }));
  await working({ handlers, subscriptions }, async () => {
    await until('both heard', () => got.length === 2);
    await new Promise((resolve) => setTimeout(resolve, 600));
  });
  assert.deepEqual(got.toSorted(), ['one 21', 'two 42']);
});

test('due times follow the calendar clock, move under a key, and can be taken back', async () => {
  const job = defineJob({ name: 'test-due', payload: numbered });
  const done: number[] = [];
  const handlers = [handle(job, async (_ctx, { nth }) => void done.push(nth))];
  const hours = (count: number): Date => new Date(ctx.clock.now().getTime() + count * 3_600_000);
  await withoutClient(database.app, { actor }, async (tx) => {
    await enqueueAt(tx, job, { payload: { nth: 1 }, dueAt: hours(2) });
    await enqueueAt(tx, job, { payload: { nth: 2 }, dueAt: hours(2), key: 'moved' });
    await enqueueAt(tx, job, { payload: { nth: 3 }, dueAt: hours(9), key: 'moved' });
    await enqueueAt(tx, job, { payload: { nth: 4 }, dueAt: hours(2), key: 'gone' });
    assert.equal(await cancelDue(tx, 'gone'), true);
    assert.equal(await cancelDue(tx, 'gone'), false);
  });
  await working({ handlers }, async () => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.deepEqual(done, []);
    await database.clock.advance(3 * 3_600_000);
    await until('the first is done', () => done.length === 1);
    await database.clock.advance(10 * 3_600_000);
    await until('the moved one is done', () => done.length === 2);
  });
  assert.deepEqual(done, [1, 3]);
});

test('a timetable runs a missed line once, keeps its place over restarts, and forgets lines that are gone', async () => {
  const job = defineJob({ name: 'test-daily', payload: z.object({}) });
  let runs = 0;
  const handlers = [
    handle(job, async () => {
      runs += 1;
    }),
  ];
  const timetable = [everyDay(job, { at: '06:00', zone: 'Europe/Amsterdam' })];
  const dueAt = async (): Promise<string> =>
    String((await database.admin(`select due_at::text as at from jobs_due where job = 'test-daily'`))[0]?.at);
  await working({ handlers, timetable }, async () => undefined);
  const first = await dueAt();
  await database.clock.advance(10 * 60_000);
  await working({ handlers, timetable }, async () => undefined);
  assert.equal(await dueAt(), first);
  await database.clock.advance(5 * 86_400_000);
  await working({ handlers, timetable }, async () => {
    await until('it ran', () => runs > 0);
    await new Promise((resolve) => setTimeout(resolve, 1500));
  });
  assert.equal(runs, 1);
  assert((await dueAt()) > first);
  await working({ handlers, timetable: [] }, async () => undefined);
  assert.equal(await dueAt(), 'undefined');
});

test('a stop waits for what runs and gives back what takes too long', async () => {
  const job = defineJob({ name: 'test-stop', payload: numbered });
  const seen: string[] = [];
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const handler = handle(job, async (_ctx, { nth }, { signal }) => {
    seen.push(`start ${nth}`);
    if (nth === 2) await held;
    await new Promise((resolve) => setTimeout(resolve, 200));
    seen.push(`${signal.aborted ? 'told' : 'end'} ${nth}`);
  });
  const workers = await startWorkers(ctx, { handlers: [handler], graceMs: 500 });
  const ids = await withoutClient(database.app, { actor }, async (tx) => [
    await enqueue(tx, job, { nth: 1 }),
    await enqueue(tx, job, { nth: 2 }),
  ]);
  await until('both started', () => seen.length >= 2);
  await workers.stop();
  assert(seen.includes('end 1'));
  assert.deepEqual(await stateOf(ids[0]), { state: 'completed', output: null });
  assert.deepEqual(await stateOf(ids[1]), { state: 'retry', output: { code: 'JOBS_GIVEN_BACK', kind: 'limited' } });
  release();
  await until('it was told', () => seen.includes('told 2'));
  await working({ handlers: [handler] }, () => until('another took it', () => seen.includes('end 2')));
  assert.deepEqual(await stateOf(ids[1]), { state: 'completed', output: { code: 'JOBS_GIVEN_BACK', kind: 'limited' } });
});

test('a stop tells jobs that wait at once: they are given back, uncounted, and another takes them', async () => {
  const job = defineJob({ name: 'test-stop-waiting', payload: numbered });
  const seen: string[] = [];
  const handler = handle(job, async (_ctx, { nth }, { stopping, tries }) => {
    seen.push(`start ${nth} ${tries}`);
    if (seen.length > 1) return;
    try {
      await wait(60_000, undefined, { signal: stopping });
    } catch (error) {
      throw givenBack(error);
    }
  });
  const workers = await startWorkers(ctx, { handlers: [handler] });
  const id = await withoutClient(database.app, { actor }, (tx) => enqueue(tx, job, { nth: 1 }));
  await until('it waits', () => seen.length === 1);
  const asked = performance.now();
  await workers.stop();
  assert.ok(performance.now() - asked < 2_000, 'far below the patience of 20 s');
  assert.deepEqual(await stateOf(id), { state: 'retry', output: { code: 'JOBS_GIVEN_BACK', kind: 'limited' } });
  await working({ handlers: [handler] }, () =>
    until('another took it', () => seen.includes('start 1 0') && seen.length === 2),
  );
});

test('a payload with a name, an address or a nested record is refused', async () => {
  const job = defineJob({ name: 'test-payload', payload: z.unknown() });
  const put = (payload: unknown) => withoutClient(database.app, { actor }, (tx) => enqueue(tx, job, payload));
  const refused = (error: unknown) => isFault(error, 'JOBS_PAYLOAD_REFUSED');
  for (const payload of [
    { email: 'jan@example.nl' },
    { name: 'Jan Jansen' },
    { of: { clientId: 1 } },
    'x',
    ['x'],
    null,
  ]) {
    await assert.rejects(put(payload), refused, JSON.stringify(payload));
  }
  await put({
    clientId: 1,
    day: '2026-11-23',
    account: '549755885175',
    ids: ['a', 'b'],
    at: '2026-11-23T10:00:00.000Z',
  });
});

test('what ended more than a day ago is removed, and what waits is not', async () => {
  await database.admin(
    `update jobs.job_common set completed_on = completed_on - interval '25 hours' where completed_on is not null`,
  );
  await database.admin(
    `update jobs.job_common set created_on = created_on - interval '90 days' where completed_on is null`,
  );
  const waiting = `select count(*)::int as count from jobs.job where completed_on is null`;
  const before = await database.admin(waiting);
  const [ended] = await database.admin(`select count(*)::int as count from jobs.job where completed_on is not null`);
  assert(Number(ended?.count) > 0);
  await working(
    { handlers: [handle(defineJob({ name: 'test-nothing', payload: numbered }), async () => undefined)] },
    () =>
      until('it is swept', async () => {
        const rows = await database.admin(`select 1 from jobs.job where completed_on < now() - interval '1 day'`);
        return rows.length === 0;
      }),
  );
  assert.deepEqual(await database.admin(waiting), before);
});

test('a limited job waits the time it was told, also when the calendar runs days ahead of the machine', async () => {
  await database.clock.advance(3 * 86_400_000);
  const job = defineJob({ name: 'test-limited-ahead', payload: numbered });
  let runs = 0;
  const handler = handle(job, async (own) => {
    runs += 1;
    if (runs > 1) return;
    throw new Fault('TEST_LIMITED', 'limited', 'x', { retryAt: new Date(own.clock.now().getTime() + 300) });
  });
  await withoutClient(database.app, { actor }, (tx) => enqueue(tx, job, { nth: 1 }));
  await working({ handlers: [handler] }, () => until('it has run twice', () => runs === 2));
});
