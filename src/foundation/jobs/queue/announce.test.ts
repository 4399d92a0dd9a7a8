import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { z } from 'zod';
import { testDatabase } from '../../../../test/kit/index.ts';
import { withoutClient } from '../../db/index.ts';
import { isFault } from '../../kit/index.ts';
import { defineEvent, subscribe } from '../definitions/define-event.ts';
import { defineJob } from '../definitions/define-job.ts';
import { announce, handOn } from './announce.ts';

const database = await testDatabase({ after });
const { actor } = database.context();
const payload = z.object({ nth: z.int() });
const happened = defineEvent({ name: 'test.happened', payload });
const other = defineEvent({ name: 'test.other-happened', payload });
const first = defineJob({ name: 'test-first', payload });
const second = defineJob({ name: 'test-second', payload });
const subscriptions = [subscribe(happened, first), subscribe(happened, second), subscribe(other, first)];

const waiting = (): Promise<unknown[]> =>
  database.admin(`select name from jobs.job where name like 'test-%' order by 1`);

test('an event handed on twice, as after a crash, gives each subscriber one job', async () => {
  const delivery = {
    id: '01a20926-b847-702b-8a78-40e307bdd4db',
    payload: { event: 'test.happened', payload: { nth: 1 } },
  };
  for (let time = 0; time < 3; time += 1) {
    await withoutClient(database.job, { actor }, (tx) => handOn(tx, delivery, subscriptions));
  }
  assert.deepEqual(await waiting(), [{ name: 'test-first' }, { name: 'test-second' }]);
});

test('an event nobody hears is handed on to nobody', async () => {
  const before = await waiting();
  const delivery = {
    id: '01a20926-b847-702b-8a78-40e307bdd4dc',
    payload: { event: 'test.unheard', payload: { nth: 1 } },
  };
  await withoutClient(database.job, { actor }, (tx) => handOn(tx, delivery, subscriptions));
  assert.deepEqual(await waiting(), before);
});

test('an event may be announced from a transaction of the web server, and holds ids only', async () => {
  await withoutClient(database.app, { actor }, (tx) => announce(tx, happened, { nth: 5 }));
  const rows = await database.admin(
    `select data -> 'payload' as payload from jobs.job where name = 'jobs-deliver-event'`,
  );
  assert.deepEqual(rows, [{ payload: { event: 'test.happened', payload: { nth: 5 } } }]);
  const wordy = defineEvent({ name: 'test.wordy', payload: z.object({ name: z.string() }) });
  await assert.rejects(
    withoutClient(database.app, { actor }, (tx) => announce(tx, wordy, { name: 'Jan Jansen' })),
    (error) => isFault(error, 'JOBS_PAYLOAD_REFUSED'),
  );
});
