import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { z } from 'zod';
import { testConnect } from '../../../test/kit/connected.ts';
import { sessionFor } from '../../connect/index.ts';
import { withoutClient } from '../../foundation/db/index.ts';
import { defineJob, enqueue, handle, startWorkers } from '../../foundation/jobs/index.ts';
import { Fault, secret } from '../../foundation/kit/index.ts';
import { getUserAccount } from '../../pinterest/read.ts';
import { metricsOf } from './metrics-of.ts';
import { serveMetrics } from './serve-metrics.ts';

const kit = await testConnect({ after });
const ctx = kit.context();
const nothing = z.object({ nth: z.int() });
const [done, broken, later] = (['metrics-done', 'metrics-broken', 'metrics-later'] as const).map((name) =>
  defineJob({ name, payload: nothing }),
);
assert.ok(done !== undefined && broken !== undefined && later !== undefined);

const sampleOf = (text: string, line: string): number | undefined => {
  const found = text.split('\n').find((each) => each.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length + 1));
};

const until = async (isTrue: () => boolean): Promise<void> => {
  const deadline = performance.now() + 10_000;
  while (!isTrue()) {
    assert.ok(performance.now() < deadline, 'it takes too long');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

test('metrics tell what the workers did, how the queue stands and what Pinterest was asked, and name no client', async () => {
  const user = kit.users.find((each) => each.accountType === 'BUSINESS');
  const clientId = await kit.connectClient(user);
  const { pinterest, session } = await sessionFor(ctx, { clientId });
  await getUserAccount(pinterest, session, {});
  const workers = await startWorkers(ctx, {
    handlers: [
      handle(done, async () => undefined),
      handle(broken, () => Promise.reject(new Fault('TEST_BROKEN', 'invalid', 'It never works.'))),
    ],
  });
  await withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    for (const nth of [1, 2, 3]) await enqueue(tx, done, { nth });
    for (const job of [broken, later]) await enqueue(tx, job, { nth: 1 });
  });
  const countOf = (name: string) =>
    workers.counters().reduce((sum, each) => sum + (each.name === name ? each.value : 0), 0);
  await until(() => countOf('jobs_done_total') === 3 && countOf('jobs_stopped_total') === 1);
  const text = await metricsOf(ctx, workers.counters)();
  await workers.stop();
  assert.equal(sampleOf(text, 'prikbord_jobs_done_total{job="metrics-done"}'), 3);
  assert.equal(sampleOf(text, 'prikbord_jobs_stopped_total{job="metrics-broken",kind="invalid"}'), 1);
  assert.equal(sampleOf(text, 'prikbord_queue_jobs{job="metrics-later",state="waiting"}'), 1);
  assert.equal(sampleOf(text, 'prikbord_queue_jobs{job="metrics-broken",state="stopped"}'), 1);
  assert.ok((sampleOf(text, 'prikbord_queue_oldest_waiting_seconds{job="metrics-later"}') ?? -1) >= 0);
  assert.equal(sampleOf(text, 'prikbord_queue_up'), 1);
  assert.ok((sampleOf(text, 'prikbord_pinterest_calls_total{operation="user_account/get",answer="ok"}') ?? 0) >= 1);
  for (const name of ['process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds']) {
    assert.ok((sampleOf(text, `prikbord_${name}`) ?? 0) > 0, name);
  }
  for (const [, label = ''] of text.matchAll(/="([^"]*)"/g)) assert.ok(!label.includes(String(clientId)), label);
  assert.ok(!text.includes(user?.id ?? 'nobody'));
});

test('a worker’s metrics are for this machine, or for who shows the token when there is one', async () => {
  const open = await serveMetrics({ host: '127.0.0.1', metrics: { port: 0, token: undefined } }, metricsOf(ctx));
  const closed = await serveMetrics(
    { host: '127.0.0.1', metrics: { port: 0, token: secret('a-token-of-sixteen') } },
    metricsOf(ctx),
  );
  const ask = async (port: number | undefined, headers: Record<string, string> = {}, path = '/metrics') =>
    (await fetch(`http://127.0.0.1:${port}${path}`, { headers })).status;
  try {
    assert.deepEqual(
      [
        await ask(open?.port),
        await ask(open?.port, { 'x-forwarded-for': '203.0.113.7' }),
        await ask(open?.port, {}, '/'),
        await ask(closed?.port),
        await ask(closed?.port, { authorization: 'Bearer another-token-16' }),
        await ask(closed?.port, { authorization: 'Bearer a-token-of-sixteen' }),
      ],
      [200, 404, 404, 404, 404, 200],
    );
    await assert.rejects(
      serveMetrics({ host: '127.0.0.1', metrics: { port: open?.port, token: undefined } }, metricsOf(ctx)),
      { code: 'MAIN_METRICS_PORT' },
    );
  } finally {
    await open?.stop();
    await closed?.stop();
  }
  assert.equal(
    await serveMetrics({ host: '127.0.0.1', metrics: { port: undefined, token: undefined } }, metricsOf(ctx)),
    undefined,
  );
});
