import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { testConnect } from '../../../test/kit/connected.ts';
import { boundAdAccounts, connectionHealth } from '../../connect/index.ts';
import { type ClientId, isFault } from '../../foundation/kit/index.ts';
import { chunkPriority } from '../plans/plan-chunks.ts';
import { planClient } from './plan-client.ts';
import { pullChunk } from './pull-chunk.ts';

const place = await testConnect({ after });
const { database, users, control } = place;
const ctx = place.context({ kind: 'system', name: 'test' });
// The first client of the world has more ads than one page holds.
const clientId = await place.connectClient(users.find((user) => user.accountType === 'BUSINESS'));
const account = (await boundAdAccounts(ctx, { clientId }))[0]?.adAccountId ?? '';
await control('settings', { reportMs: 0 });

type Row = { chunk_id: string; state: string; fault_code: string | null; report_token: string | null; pages: number };

const find = async (where: string): Promise<Row> => {
  const [row] = await database.admin<Row>(
    `select chunk_id::text, state, fault_code, report_token, pages from ingest_chunks where ${where} order by to_day desc, chunk_id limit 1`,
  );
  assert.ok(row !== undefined, `there is a chunk with ${where}`);
  return row;
};

const again = (row: Row): Promise<Row> => find(`chunk_id = '${row.chunk_id}'`);

const pull = (row: Row, signal = new AbortController().signal): Promise<void> =>
  pullChunk({ ...ctx, signal }, { clientId, chunkId: row.chunk_id });

const plan = (id: ClientId = clientId): Promise<number> => planClient(ctx, { clientId: id, what: 'night' });

const count = async (from: string): Promise<number> =>
  (await database.admin<{ count: number }>(`select count(*)::int4 as count from ${from}`))[0]?.count ?? -1;

type Journal = { totals: Record<string, number> };
const calls = async (operation: string): Promise<number> => (await control<Journal>('requests')).totals[operation] ?? 0;

const AD_REPORT = `kind = 'report' and level = 'ad' and priority = ${chunkPriority.recent} and report_time = 'TIME_OF_AD_ACTION'`;

beforeEach(async () => {
  await control('faults', []);
  await control('settings', { reportFate: 'finish' });
  await database.admin('delete from ingest_chunks');
  await database.admin('delete from ingest_coverage');
  await plan();
});

test('planning twice adds nothing, and what has landed is not asked again that night', async () => {
  const before = await count('ingest_chunks');
  const row = await find(AD_REPORT);
  await pull(row);
  const asked = await calls('analytics/create_report');
  assert.equal(await plan(), before - 1);
  assert.equal(await count('ingest_chunks'), before);
  await pull(row);
  assert.equal(await calls('analytics/create_report'), asked);
  assert.equal((await again(row)).state, 'landed');
});

test('a landed report leaves its days covered, and only older days are history the next night', async () => {
  const row = await find(AD_REPORT);
  await pull(row);
  const [days] = await database.admin<{ days: number }>(
    `select (to_day - from_day + 1)::int4 as days from ingest_coverage where account = $1 and level = 'ad'`,
    [account],
  );
  assert.equal(days?.days, 65);
  const history = await find(
    `kind = 'report' and level = 'ad' and priority = ${chunkPriority.history} and report_time = 'TIME_OF_AD_ACTION'`,
  );
  await pull(history);
  const [merged] = await database.admin<{ pieces: number; days: number }>(
    `select count(*)::int4 as pieces, sum(to_day - from_day + 1)::int4 as days from ingest_coverage where level = 'ad'`,
  );
  assert.deepEqual(merged, { pieces: 1, days: 65 + 185 });
});

test('a worker that stops while Pinterest makes the report leaves the token to the next, and no fault', async () => {
  await control('settings', { reportFate: 'stuck' });
  const row = await find(AD_REPORT);
  const stop = new AbortController();
  const asked = await calls('analytics/create_report');
  const interrupted = assert.rejects(pull(row, stop.signal), (error) => isFault(error, 'JOBS_GIVEN_BACK'));
  while ((await again(row)).state !== 'asked') await new Promise((resolve) => setTimeout(resolve, 20));
  stop.abort();
  await interrupted;
  const left = await again(row);
  assert.equal(left.state, 'asked');
  assert.equal(left.fault_code, null);
  assert.ok(left.report_token !== null);
  assert.equal((await calls('analytics/create_report')) - asked, 1);
});

test('the next worker waits for the report that was asked, and asks no other', async () => {
  const row = await find(AD_REPORT);
  await pull(row);
  const asked = await calls('analytics/create_report');
  // As it was between the asking and the landing, with the number of a report that Pinterest still has.
  const other = await find(`${AD_REPORT.replace('AD_ACTION', 'CONVERSION')}`);
  await control('faults', [{ op: 'report/download', kind: '500' }]);
  await assert.rejects(pull(other));
  const token = (await again(other)).report_token;
  assert.ok(token !== null);
  assert.equal((await calls('analytics/create_report')) - asked, 1);
  await control('faults', []);
  await pull(other);
  assert.equal((await again(other)).state, 'landed');
  assert.equal((await calls('analytics/create_report')) - asked, 1, 'the second worker asked no second report');
});

test('a report Pinterest does not know any more is asked anew', async () => {
  const row = await find(AD_REPORT);
  await database.admin(
    `update ingest_chunks set state = 'asked', asked_at = now(), report_token = 'unknown' where chunk_id = $1`,
    [row.chunk_id],
  );
  await assert.rejects(pull(row), (error) => isFault(error) && ['upstream', 'missing'].includes(error.kind));
  const left = await again(row);
  assert.deepEqual([left.state, left.report_token], ['planned', null]);
  await pull(row);
  assert.equal((await again(row)).state, 'landed');
});

test('a walk that broke off goes on at its bookmark, and asks no page twice', async () => {
  const row = await find(`kind = 'structure' and level = 'ad'`);
  const before = await calls('ads/list');
  // The first call is answered, late; those after it meet trouble.
  await control('faults', [
    { op: 'ads/list', kind: 'slow', times: 1 },
    { op: 'ads/list', kind: '500' },
  ]);
  await assert.rejects(pull(row));
  await control('faults', []);
  const middle = await again(row);
  assert.deepEqual([middle.state, middle.pages], ['planned', 1]);
  await pull(row);
  const end = await again(row);
  assert.deepEqual([end.state, end.pages], ['landed', 2]);
  const pieces = await count(`ingest_landing_pieces piece join ingest_landings landing using (client_id, landing_id)
                               where landing.chunk_id = '${row.chunk_id}'`);
  assert.equal(pieces, 2);
  const failed = 3;
  assert.equal((await calls('ads/list')) - before, 2 + failed, 'the first page was asked once');
});

test('a bookmark that has expired starts the walk anew', async () => {
  const row = await find(`kind = 'structure' and level = 'ad'`);
  await pull(row);
  const { landing_id: landing } = (
    await database.admin<{ landing_id: string }>('select landing_id::text from ingest_chunks where chunk_id = $1', [
      row.chunk_id,
    ])
  )[0] ?? { landing_id: '' };
  await database.admin(
    `update ingest_chunks set state = 'planned', bookmark = 'no-longer-valid', pages = 1, landing_id = $2 where chunk_id = $1`,
    [row.chunk_id, landing],
  );
  await assert.rejects(pull(row), (error) => isFault(error) && error.kind === 'upstream');
  await pull(row);
  const end = await again(row);
  assert.deepEqual([end.state, end.pages], ['landed', 2]);
});

test('two workers on one chunk keep one answer', async () => {
  const row = await find(AD_REPORT);
  await Promise.all([pull(row), pull(row)]);
  assert.equal((await again(row)).state, 'landed');
  assert.equal(await count(`ingest_landings where chunk_id = '${row.chunk_id}'`), 1);
});

test('a fault that repeating cannot mend is the reason of the gap until the next plan', async () => {
  const row = await find(AD_REPORT);
  await database.admin(`update ingest_chunks set attempts = 5 where chunk_id = $1`, [row.chunk_id]);
  await control('faults', [{ op: 'analytics/create_report', kind: '500' }]);
  await pull(row);
  const failed = await again(row);
  assert.deepEqual([failed.state, failed.fault_code], ['failed', 'PINTEREST_SERVER_TROUBLE']);
  await control('faults', []);
  await plan();
  assert.equal((await again(row)).state, 'planned');
});

test('what landed long ago and never became facts is announced again by the next plan', async () => {
  await database.admin('delete from ingest_landings');
  const row = await find(AD_REPORT);
  await pull(row);
  await database.admin(`update ingest_landings set pulled_at = pulled_at - interval '2 hours'`);
  const announced = `jobs.job_common where name = 'jobs-deliver-event' and data -> 'payload' ->> 'event' = 'ingest.landed'`;
  const before = await count(announced);
  await plan();
  assert.equal(await count(announced), before + 1);
});

test('today is asked again each time, yesterday with it', async () => {
  const id = { clientId, what: 'today' } as const;
  await planClient(ctx, id);
  const row = await find(`kind = 'sync'`);
  await pull(row);
  assert.equal((await again(row)).state, 'landed');
  await planClient(ctx, id);
  assert.equal((await again(row)).state, 'planned');
  await pull(row);
  assert.equal((await again(row)).state, 'landed');
  assert.equal(await count(`ingest_landings where chunk_id = '${row.chunk_id}'`), 2);
});

test('a token refused although it is fresh pauses the connection when trying again has not helped', async () => {
  const row = await find(AD_REPORT);
  await control('faults', [{ op: 'analytics/create_report', kind: 'expired-token' }]);
  await assert.rejects(pull(row), (error) => isFault(error, 'INGEST_ASK_AGAIN'));
  assert.equal((await again(row)).state, 'planned');
  await database.admin('update ingest_chunks set attempts = 5 where chunk_id = $1', [row.chunk_id]);
  await pull(row);
  const failed = await again(row);
  assert.deepEqual([failed.state, failed.fault_code], ['failed', 'PINTEREST_TOKEN_REFUSED']);
  assert.equal((await connectionHealth(ctx, { clientIds: [clientId] }))[0]?.state, 'reconnect');
});
