import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { boundAdAccounts } from '../../src/connect/index.ts';
import { compareImport, listGaps } from '../../src/facts/index.ts';
import { startWorkers } from '../../src/foundation/jobs/index.ts';
import { addDays, dayOf, isFault } from '../../src/foundation/kit/index.ts';
import {
  checkImport,
  expectedDays,
  getImport,
  landImport,
  makeImportLandings,
  planClient,
} from '../../src/ingest/index.ts';
import { handlersFor, subscriptions } from '../../src/main/wiring.ts';
import { untilCollected } from '../kit/collection.ts';
import { type TestConnect, testConnect } from '../kit/connected.ts';
import { type ExportStyle, exportOf, type TrueNumber } from '../kit/exports.ts';
import { bring, landAndWait, ledgerRows, untilImport } from '../kit/imports.ts';
import { type Comparison, differences, ledgerOf } from '../kit/ledger.ts';
import { skipHistory } from '../kit/place.ts';
import { startWorker } from '../kit/worker-process.ts';

// Two installations before equal worlds: one asks Pinterest, the other is given Ads Manager's exports of the same days.

const pulled = await testConnect({ after }, { connections: 10 });
const given = await testConnect({ after }, { connections: 10 });
const contextOf = (kit: TestConnect) => kit.context({ kind: 'system', name: 'journey' });
const [asking, reading] = [contextOf(pulled), contextOf(given)];
const business = (kit: TestConnect) => kit.users.find((user) => user.accountType === 'BUSINESS');
const [asker, reader] = [await pulled.connectClient(business(pulled)), await given.connectClient(business(given))];
const account = (await boundAdAccounts(reading, { clientId: reader }))[0]?.adAccountId ?? '';
// The other one never gets an answer of Pinterest's, whoever asks.
await given.control('faults', [{ op: '*', kind: '500', p: 1 }]);
await Promise.all([pulled.control('latency', { ms: 0 }), pulled.control('settings', { reportMs: 0 })]);

const today = dayOf(asking.clock.now());
const range = { from: addDays(today, -65), to: addDays(today, -1) };
const about = (kit: TestConnect, clientId: typeof asker): Comparison => ({
  ...{ sandboxUrl: kit.sandboxUrl, ctx: contextOf(kit), clientId, account, ...range },
});

const levels = ['account', 'campaign', 'adGroup', 'ad'] as const;
const reportTimes = ['TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION'] as const;
const styles: Readonly<Record<(typeof levels)[number], ExportStyle>> = {
  account: 'english',
  campaign: 'dutch',
  adGroup: 'excel',
  ad: 'pinterest',
};

const truth = async (level: string, reportTime: string): Promise<TrueNumber[]> => {
  const query = new URLSearchParams({ account, level, ...range, window: '30/30/1', reportTime });
  const answer = await fetch(`${pulled.sandboxUrl}/__sandbox/truth?${query}`);
  return (await answer.text()).split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as TrueNumber]));
};

const withWorkers = async <Result>(work: () => Promise<Result>, kit = given): Promise<Result> => {
  const ctx = contextOf(kit);
  const isReading = ({ job }: { job: { name: string } }) => /import|derive/.test(job.name);
  const handlers = kit === given ? handlersFor(ctx).filter(isReading) : handlersFor(ctx);
  const workers = await startWorkers(ctx, { handlers, subscriptions, seats: 4 });
  try {
    return await work();
  } finally {
    await workers.stop();
  }
};

// What a process of the second installation finds in its environment.
const { config } = given.database;
const env = {
  PATH: '/usr/bin:/bin',
  PRIKBORD_DATABASE_URL: config.databaseUrl?.reveal() ?? '',
  PRIKBORD_DATA_DIR: config.dataDir,
  PRIKBORD_KEY_FILE: config.keyFile,
  PRIKBORD_CLOCK_FILE: config.clockFile ?? '',
  PRIKBORD_PINTEREST_API_URL: config.pinterest.apiUrl,
  PRIKBORD_PINTEREST_OAUTH_URL: config.pinterest.oauthUrl,
  PRIKBORD_PINTEREST_APP_ID: config.pinterest.appId ?? '',
  PRIKBORD_PINTEREST_APP_SECRET: config.pinterest.appSecret?.reveal() ?? '',
};

test('exports brought in give the same facts as Pinterest asked for the same days, at every level and report time', async () => {
  await skipHistory(pulled.database);
  await withWorkers(async () => {
    await planClient(asking, { clientId: asker, what: 'night' });
    assert.deepEqual(await untilCollected(asking, [asker]), { failed: 0 });
  }, pulled);
  const expected = await expectedDays(reading, { clientId: reader });
  const gapDays = async () =>
    (await listGaps(reading, { clientId: reader, expected })).filter((gap) => gap.to >= range.from).length;
  assert.ok((await gapDays()) > 0);
  await withWorkers(async () => {
    for (const level of levels) {
      for (const reportTime of reportTimes) {
        const bytes = exportOf(await truth(level, reportTime), styles[level]);
        const key = await bring(reading, { clientId: reader, account, bytes, stated: { reportTime } });
        const { state, outcome, faultCode } = await untilImport(reading, key, ['checked', 'refused']);
        assert.deepEqual([state, faultCode, outcome?.level, outcome?.bad], ['checked', null, level, 0]);
        assert.deepEqual(outcome?.totals, { found: true, differ: [] });
        await landAndWait(reading, key);
      }
    }
  });
  const [api, files] = [await ledgerOf(about(pulled, asker)), await ledgerOf(about(given, reader))];
  assert.ok(api.size > 1000);
  assert.deepEqual(differences(api, files), []);
  // The days the files speak for are no gaps any more, and each says that it came from a file.
  const days = await given.database.admin<{ imported: boolean; days: number }>(
    'select imported, count(*)::int4 as days from facts_day_states where client_id = $1 group by 1',
    [reader],
  );
  assert.deepEqual(
    days.map(({ imported }) => imported),
    [true],
  );
  const kept = await given.database.admin('select from ingest_import_pieces');
  assert.equal(kept.length, 0);
});

test('the same file a second time changes nothing', async () => {
  const before = await ledgerRows(reading, reader);
  const past = await given.database.admin(
    'select from facts_ad_days_past union all select from facts_ad_conversions_past',
  );
  await withWorkers(async () => {
    const bytes = exportOf(await truth('ad', 'TIME_OF_AD_ACTION'), 'english');
    const key = await bring(reading, { clientId: reader, account, bytes });
    const { outcome } = await untilImport(reading, key, ['checked']);
    const side = outcome?.comparison?.delivery;
    assert.deepEqual([side?.added, side?.different, side?.unmentioned, side?.closingDays], [0, 0, 0, 0]);
    assert.ok((side?.equal ?? 0) > 0);
    await landAndWait(reading, key);
  });
  assert.deepEqual(await ledgerRows(reading, reader), before);
  assert.equal(past.length, 0);
});

const csvOf = (rows: readonly (readonly string[])[]): Uint8Array =>
  Buffer.from(`Date,Ad ID,Spend,Paid impressions\n${rows.map((row) => row.join(',')).join('\n')}\n`);
const spendOf = async (kit: TestConnect, clientId: typeof asker, day: string): Promise<Record<string, string>> => {
  const found = await ledgerOf({ ...about(kit, clientId), from: day, to: day });
  return Object.fromEntries(
    [...found].flatMap(([key, value]) => {
      const [, level, entity = '', , metric] = key.split(' ');
      return level === 'ad' && metric === 'SPEND_IN_MICRO_DOLLAR' ? [[entity, value]] : [];
    }),
  );
};

test('days Pinterest has told about stay as they are, unless a person says otherwise; a pull after that goes over the file', async () => {
  const day = range.to;
  const before = await spendOf(pulled, asker, day);
  const [first = ''] = Object.keys(before);
  const bytes = csvOf([[day, first, '1.50', '7']]);
  await withWorkers(async () => {
    const key = await bring(asking, { clientId: asker, account, bytes });
    const { outcome } = await untilImport(asking, key, ['checked']);
    const side = outcome?.comparison?.delivery;
    assert.deepEqual([side?.pinterestDays, side?.pinterestDifferent, side?.different], [1, 1, 0]);
    assert.equal(side?.pinterestUnmentioned, Object.keys(before).length - 1);
    assert.deepEqual(
      outcome?.comparison?.samples.find(({ column }) => column === 'SPEND_IN_MICRO_DOLLAR'),
      { day, entity: first, column: 'SPEND_IN_MICRO_DOLLAR', ours: before[first], file: '1500000', isPinterest: true },
    );
    await landAndWait(asking, key);
    assert.deepEqual(await spendOf(pulled, asker, day), before);

    const own = await bring(asking, { clientId: asker, account, bytes });
    await untilImport(asking, own, ['checked']);
    await landAndWait(asking, own, { wholeDays: false, overPinterest: true });
    assert.deepEqual(await spendOf(pulled, asker, day), { ...before, [first]: '1500000' });

    const whole = await bring(asking, { clientId: asker, account, bytes });
    await untilImport(asking, whole, ['checked']);
    await landAndWait(asking, whole, { overPinterest: true });
    assert.deepEqual(await spendOf(pulled, asker, day), { [first]: '1500000' });

    await pulled.control('clock', { advance: 'P1D' });
    await pulled.database.clock.advance(86_400_000);
    await planClient(asking, { clientId: asker, what: 'night' });
    assert.deepEqual(await untilCollected(asking, [asker]), { failed: 0 });
    assert.deepEqual(Object.keys(await spendOf(pulled, asker, day)).sort(), Object.keys(before).sort());
  }, pulled);
});

test('a part of a day makes no day known, and Pinterest’s answer to it comes over it whole', async () => {
  const day = addDays(today, -200);
  await withWorkers(async () => {
    const bytes = csvOf([[day, '4477001', '3.25', '10']]);
    const key = await bring(asking, { clientId: asker, account, bytes });
    const { outcome } = await untilImport(asking, key, ['checked']);
    assert.equal(outcome?.comparison?.unknownThings, 1);
    await landAndWait(asking, key, { wholeDays: false });
    assert.deepEqual(await spendOf(pulled, asker, day), { '4477001': '3250000' });
    const states = await pulled.database.admin('select from facts_day_states where client_id = $1 and day = $2', [
      asker,
      day,
    ]);
    assert.equal(states.length, 0);
    await pulled.database.admin('delete from ingest_coverage');
    await planClient(asking, { clientId: asker, what: 'night' });
    assert.deepEqual(await untilCollected(asking, [asker]), { failed: 0 });
    assert.equal((await spendOf(pulled, asker, day))['4477001'], undefined);
  }, pulled);
});

test('a worker killed in the middle of reading or landing leaves what a whole run leaves', async () => {
  const many = Array.from({ length: 30_000 }, (_, index) => [
    ...[addDays(today, -300 + (index % 100)), String(7_700_000 + Math.floor(index / 100)), `${index % 97}.25`],
    String(index % 1000),
  ]);
  const [one, other] = [business(given), given.users.filter((user) => user.accountType === 'BUSINESS')[1]];
  assert.notEqual(one?.id, other?.id);
  await given.control('faults', []);
  const second = await given.connectClient(other);
  await given.control('faults', [{ op: '*', kind: '500', p: 1 }]);
  const its = (await boundAdAccounts(reading, { clientId: second }))[0]?.adAccountId ?? '';
  const bytes = csvOf(many);
  const killed = await bring(reading, { clientId: second, account: its, bytes });
  const killWhen = async (isTime: () => Promise<boolean>): Promise<void> => {
    const worker = await startWorker({ env }, () => undefined);
    while (!(await isTime())) await pause(5);
    await worker.kill();
  };
  await killWhen(async () => (await getImport(reading, killed)).rowsDone > 0);
  // What its job does when the dead worker's claim has run out, without the half minute that takes.
  await checkImport(reading, killed, compareImport);
  await landImport(reading, killed, { rows: 'all', wholeDays: true, overPinterest: false });
  const landings = async () =>
    (await given.database.admin('select from ingest_landings where chunk_id = $1', [killed.importId])).length;
  await killWhen(async () => (await landings()) > 0);
  await makeImportLandings(reading, killed);
  await withWorkers(() => untilImport(reading, killed, ['landed']));
  assert.equal(await landings(), 5);
  const before = await ledgerRows(reading, second);
  assert.ok(before.length > 30_000);
  await given.database.admin(
    ['facts_ad_days', 'facts_account_days', 'facts_entity_months', 'facts_day_states']
      .map((name) => `delete from ${name} where client_id = ${second}`)
      .join('; '),
  );
  await withWorkers(async () => {
    const whole = await bring(reading, { clientId: second, account: its, bytes });
    await untilImport(reading, whole, ['checked']);
    await landAndWait(reading, whole);
  });
  const lines = await ledgerRows(reading, second);
  assert.equal(lines.length, before.length);
  assert.deepEqual(lines, before);
});

test('another client’s account is refused like one that does not exist, and nothing stays behind', async () => {
  const [count] = await given.database.admin<{ n: number }>('select count(*)::int4 as n from ingest_imports');
  for (const wrong of ['549999999999', '']) {
    await assert.rejects(bring(reading, { clientId: reader, account: wrong, bytes: csvOf([]) }), (error) =>
      isFault(error, 'INGEST_IMPORT_ACCOUNT'),
    );
  }
  await assert.rejects(bring(reading, { clientId: reader, account, bytes: Buffer.from('Date,Spend\n"') }), (error) =>
    isFault(error, 'INGEST_IMPORT_QUOTES'),
  );
  const [now] = await given.database.admin<{ n: number }>('select count(*)::int4 as n from ingest_imports');
  assert.deepEqual(now, count);
  assert.equal((await given.database.admin('select from ingest_import_pieces')).length, 0);
});

const prikbord = async (...words: string[]): Promise<{ exit: number | null; out: string; said: string }> => {
  const program = resolve(import.meta.dirname, '../../src/main/index.ts');
  const child = spawn(process.execPath, [program, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, said, [exit]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { exit, out, said };
};

test('the command line tells what a file would change with --dry-run and leaves nothing; without it imports, and exits with the code of a fault', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'prikbord-import-'));
  after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'export.csv');
  const day = addDays(today, -400);
  await writeFile(
    file,
    csvOf([
      [day, '990001', '12.50', '30'],
      [day, 'none', '1', '1'],
    ]),
  );
  const words = ['import', '--client', String(reader), '--account', account, '--file', file, '--json'];
  const dry = await prikbord(...words, '--dry-run');
  assert.equal(dry.exit, 0, dry.said);
  const told = JSON.parse(dry.out);
  assert.deepEqual([told.state, told.outcome.good, told.outcome.rules], ['checked', 1, { id: 1 }]);
  assert.equal((await given.database.admin('select from ingest_import_pieces')).length, 0);
  assert.deepEqual(await spendOf(given, reader, day), {});

  const refused = await prikbord(...words);
  assert.deepEqual([refused.exit, refused.out], [5, '']);
  assert.match(refused.said, /INGEST_IMPORT_BAD_ROWS/);
  const done = await prikbord(...words, '--good-only');
  assert.equal(done.exit, 0, done.said);
  assert.equal(JSON.parse(done.out).state, 'landed');
  assert.deepEqual(await spendOf(given, reader, day), { '990001': '12500000' });
});
