import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { authenticatorCode } from '../../../../test/kit/authenticator.ts';
import { testConnect } from '../../../../test/kit/connected.ts';
import { untilImport } from '../../../../test/kit/imports.ts';
import { boundAdAccounts } from '../../../connect/index.ts';
import { compareImport, deriveLanding } from '../../../facts/index.ts';
import { handle, startWorkers } from '../../../foundation/jobs/index.ts';
import { addDays, type ClientId, dayOf } from '../../../foundation/kit/index.ts';
import { addUser, sessionCookie, signIn, verifyTotp } from '../../../identity/index.ts';
import type { Role } from '../../../identity/rights.ts';
import {
  checkImport,
  checkImportJob,
  landImportJob,
  listReadyDays,
  makeImportLandings,
  readLanding,
  sweepImports,
} from '../../../ingest/index.ts';
import { buildApp } from '../../app.ts';
import type { ImportAnswer, ImportList } from '../../contract.ts';

const kit = await testConnect({ after });
const { database } = kit;
const { config, keys } = database;
const job = { ...kit.context({ kind: 'cli', name: 'test' }), keys };
const app = await buildApp({
  ctx: { ...kit.context({ kind: 'system', name: 'web' }), db: database.app },
  config,
  keys,
  signIn: database.signIn,
  readiness: async () => ({ ready: true, demo: 'none', history: { done: 0, total: 0 } }),
  metrics: async () => '',
  webDir: `${tmpdir()}/no-console-here-${randomUUID()}`,
  stopping: new AbortController().signal,
});
database.atEnd(() => app.close());
const business = kit.users.filter((user) => user.accountType === 'BUSINESS');
const [own, foreign] = [await kit.connectClient(business[0]), await kit.connectClient(business[1])];
const accountOf = async (clientId: ClientId) => (await boundAdAccounts(job, { clientId }))[0]?.adAccountId ?? '';
const [account, foreignAccount] = [await accountOf(own), await accountOf(foreign)];

const signedIn = async (role: Role): Promise<string> => {
  const email = `${randomUUID()}@agency.example`;
  const added = await addUser(job, { email, name: 'Iemand', role, locale: 'nl', clientIds: [own] });
  const asSignIn = { ...job, db: database.signIn };
  const first = await signIn(asSignIn, { email, password: added.password });
  const { token } = await verifyTotp(asSignIn, { token: first.token, code: authenticatorCode(added.totpSecret ?? '') });
  return sessionCookie({ token, isSecure: false }).split(';')[0] ?? '';
};
const marketer = await signedIn('marketer');
const creator = await signedIn('creator');

const workers = await startWorkers(job, {
  handlers: [
    handle(checkImportJob, (ctx, payload) => checkImport(ctx, payload, compareImport)),
    handle(landImportJob, (ctx, payload) => makeImportLandings(ctx, payload)),
  ],
});
database.atEnd(() => workers.stop());

const base = (clientId: ClientId) => `/api/v1/clients/${clientId}/imports`;
// Each comes from an address of its own, so that many uploads are not too many.
let addresses = 1;
const nextAddress = (): string => {
  addresses += 1;
  return `127.0.0.${addresses}`;
};
const send = (
  body: string | Readable,
  more: { cookie?: string; clientId?: ClientId; query?: string; type?: string } = {},
) =>
  app.inject({
    method: 'POST',
    remoteAddress: nextAddress(),
    url: `${base(more.clientId ?? own)}?account=${account}${more.query ?? ''}`,
    headers: { cookie: more.cookie ?? marketer, 'content-type': more.type ?? 'text/csv' },
    payload: body,
  });
const call = (method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: object, cookie = marketer) =>
  app.inject({
    method,
    url: `${base(own)}${path}`,
    headers: { cookie },
    ...(body === undefined ? {} : { payload: body }),
  });

const today = dayOf(job.clock.now());
const day = (back: number) => addDays(today, -back);
const csv = (rows: readonly string[], head = 'Date,Ad ID,Spend,Paid impressions') => `${head}\n${rows.join('\n')}\n`;

const checked = async (body: string, query = ''): Promise<ImportAnswer> => {
  const answer = await send(body, { query });
  assert.equal(answer.statusCode, 200, answer.body);
  const { id } = answer.json() as ImportAnswer;
  await untilImport(job, { clientId: own, importId: id }, ['checked', 'refused']);
  return (await call('GET', `/${id}`)).json() as ImportAnswer;
};
const tables = async (): Promise<string> =>
  JSON.stringify(
    await database.admin(
      `select (select count(*) from ingest_imports) as imports, (select count(*) from ingest_import_pieces) as pieces,
              (select count(*) from ingest_landings) as landings`,
    ),
  );

test('every bad row is told with its line, column, value and rule; all of them come as a CSV no spreadsheet runs', async () => {
  const found = await checked(
    csv([
      `${day(3)},1001,1.50,10`,
      `31-02-2026,1001,1.50,10`,
      `${today},1001,1.50,10`,
      `2001-01-01,1001,1.50,10`,
      `${day(3)},5.497E+11,1.50,10`,
      `${day(3)},abc,1.50,10`,
      `${day(3)},1002,=1+1,10`,
      `${day(3)},1003,1.50,many`,
      `${day(3)},1004,1.50`,
      `${day(3)},1005,1.50,-4`,
      `Total,,13.50,10`,
    ]),
  );
  assert.equal(found.state, 'checked');
  assert.deepEqual(
    found.verdicts.map(({ line, column, value, rule }) => [line, column, value, rule]),
    [
      [3, 'Date', '31-02-2026', 'day'],
      [4, 'Date', today, 'not-over'],
      [5, 'Date', '2001-01-01', 'past-term'],
      [6, 'Ad ID', '5.497E+11', 'id-shortened'],
      [7, 'Ad ID', 'abc', 'id'],
      [8, 'Spend', '=1+1', 'formula'],
      [9, 'Paid impressions', 'many', 'number'],
      [10, '', '3', 'cells'],
      [11, 'Paid impressions', '-4', 'negative'],
    ],
  );
  assert.deepEqual([found.outcome?.good, found.outcome?.bad], [1, 9]);
  // The file's own total is told beside what its good rows add up to.
  assert.deepEqual(found.outcome?.totals, {
    found: true,
    differ: [{ column: 'SPEND_IN_MICRO_DOLLAR', file: '13500000', rows: '1500000' }],
  });
  const file = await call('GET', `/${found.id}/verdicts.csv`);
  assert.match(file.headers['content-type'] as string, /text\/csv/);
  assert.ok(file.body.includes(`8,Spend,'=1+1,formula\r\n`), file.body);
  const refused = await call('POST', `/${found.id}/landing`, { rows: 'all', wholeDays: true, overPinterest: false });
  assert.deepEqual([refused.statusCode, refused.json().code], [409, 'INGEST_IMPORT_BAD_ROWS']);
  const landed = await call('POST', `/${found.id}/landing`, { rows: 'good', wholeDays: true, overPinterest: false });
  assert.equal(landed.statusCode, 200, landed.body);
  const [landing] = await waitForLanding(found.id);
  await deriveLanding(job, { clientId: own, landingId: landing ?? '' }, { readLanding, readyDays: listReadyDays });
  const rows = await database.admin('select spend_micros, paid_impressions from facts_ad_days where client_id = $1', [
    own,
  ]);
  assert.deepEqual(rows, [{ spend_micros: '1500000', paid_impressions: 10 }]);
  const trail = await database.admin<{ action: string }>(
    `select action from audit_pending where subject = $1 order by entry_id`,
    [found.id],
  );
  assert.deepEqual(
    trail.map(({ action }) => action),
    ['ingest.import-uploaded', 'ingest.import-chosen', 'ingest.import-landed'],
  );
});

const waitForLanding = async (importId: string): Promise<string[]> => {
  for (;;) {
    const [row] = await database.admin<{ state: string }>('select state from ingest_imports where import_id = $1', [
      importId,
    ]);
    if (row?.state === 'landed') break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  const found = await database.admin<{ id: string }>(
    'select landing_id::text as id from ingest_landings where chunk_id = $1',
    [importId],
  );
  return found.map(({ id }) => id);
};

test('what cannot be seen of a file is asked, and stating it has the rows checked again', async () => {
  const ambiguous = csv(['02/01/2026;1001;1.234;10'], 'Date;Ad ID;Spend;Paid impressions');
  const first = await checked(ambiguous);
  assert.deepEqual([first.state, first.fault?.code], ['refused', 'INGEST_IMPORT_DECIMAL']);
  const state = async (body: object) => {
    const answer = await call('PUT', `/${first.id}/statement`, {
      window: '30/30/1',
      reportTime: 'TIME_OF_AD_ACTION',
      ...body,
    });
    assert.equal(answer.statusCode, 200, answer.body);
    await untilImport(job, { clientId: own, importId: first.id }, ['checked', 'refused']);
    return (await call('GET', `/${first.id}`)).json() as ImportAnswer;
  };
  assert.equal((await state({ decimal: ',' })).fault?.code, 'INGEST_IMPORT_DAY_ORDER');
  const done = await state({ decimal: ',', dayOrder: 'day-month' });
  assert.deepEqual([done.state, done.outcome?.from, done.outcome?.good], ['checked', '2026-01-02', 1]);
  const mapped = await state({ decimal: ',', dayOrder: 'day-month', columns: { 3: 'IMPRESSION_2' } });
  assert.deepEqual(mapped.outcome?.columns, ['SPEND_IN_MICRO_DOLLAR', 'IMPRESSION_2']);
  const twice = await state({ decimal: ',', dayOrder: 'day-month', columns: { 2: 'IMPRESSION_1' } });
  assert.equal(twice.fault?.code, 'INGEST_IMPORT_MAPPING');
  assert.equal((await call('DELETE', `/${first.id}`)).statusCode, 204);
  assert.equal((await call('GET', `/${first.id}`)).statusCode, 404);
});

for (const [what, code, head, row] of [
  ['a breakdown', 'INGEST_IMPORT_BREAKDOWN', 'Date,Ad ID,Country,Spend', `${day(3)},1001,NL,1`],
  ['weeks', 'INGEST_IMPORT_PERIOD', 'Week,Ad ID,Spend', `${day(3)},1001,1`],
  ['no day', 'INGEST_IMPORT_NO_DAY', 'Ad ID,Spend', '1001,1'],
  [
    'no figure but a ratio and reach',
    'INGEST_IMPORT_NO_FIGURE',
    'Date,Ad ID,CTR,Reach,Impressions',
    `${day(3)},1001,1,2,3`,
  ],
  ['another currency', 'INGEST_IMPORT_CURRENCY', 'Date,Ad ID,Spend (XAU)', `${day(3)},1001,1`],
] as const) {
  test(`a file with ${what} cannot be checked and says why`, async () => {
    const found = await checked(csv([row], head));
    assert.deepEqual([found.state, found.fault?.code], ['refused', code]);
    assert.notEqual(found.fault?.remedy, '');
    await call('DELETE', `/${found.id}`);
  });
}

test('one thing with two lines for a day cannot be imported in any way', async () => {
  const found = await checked(csv([`${day(3)},1001,1.50,10`, `${day(3)},1001,2.50,20`]));
  assert.deepEqual(found.outcome?.rules, { twice: 1 });
  const refused = await call('POST', `/${found.id}/landing`, { rows: 'good', wholeDays: true, overPinterest: false });
  assert.equal(refused.json().code, 'INGEST_IMPORT_TWICE');
  await call('DELETE', `/${found.id}`);
});

test('a refused upload leaves nothing behind, and rows of another account are bad', async () => {
  const before = await tables();
  for (const [body, code] of [
    ['Date,Spend\n"2026-01-01,5\n', 'INGEST_IMPORT_QUOTES'],
    ['Date,Spend\n2026-01-01,\0\n', 'INGEST_IMPORT_NOT_TEXT'],
    ['', 'INGEST_IMPORT_EMPTY'],
    [`Date${',a'.repeat(1_000_000)}\n`, 'INGEST_IMPORT_LINE'],
  ] as const) {
    const answer = await send(body);
    assert.deepEqual([answer.statusCode, answer.json().code], [422, code]);
  }
  const foreignFile = await app.inject({
    method: 'POST',
    remoteAddress: nextAddress(),
    url: `${base(own)}?account=${foreignAccount}`,
    headers: { cookie: marketer, 'content-type': 'text/csv' },
    payload: csv([]),
  });
  assert.deepEqual([foreignFile.statusCode, foreignFile.json().code], [422, 'INGEST_IMPORT_ACCOUNT']);
  assert.equal(await tables(), before);
  const found = await checked(csv([`${day(3)},${foreignAccount},1001,1`], 'Date,Ad account ID,Ad ID,Spend'));
  assert.deepEqual(found.outcome?.rules, { 'other-account': 1 });
  await call('DELETE', `/${found.id}`);
});

test('a large file is taken in as a stream, and no more than a piece of it is held', async () => {
  const rows = 200_000;
  const lines = function* () {
    yield 'Date,Ad ID,Spend,Paid impressions,Ad name\n';
    for (let at = 0; at < rows; at += 1) {
      yield `${day(3 + (at % 60))},${100_000 + Math.floor(at / 60)},${at % 91}.25,${at % 1000},${'A very long name '.repeat(10)}\n`;
    }
  };
  const sent = await send(Readable.from(lines()), {});
  assert.equal(sent.statusCode, 200, sent.body);
  const answer = sent.json() as ImportAnswer;
  assert.equal(answer.rows, rows);
  assert.ok(answer.bytes > 30_000_000);
  const [kept] = await database.admin<{ bytes: number }>(
    'select sum(length(body))::int4 as bytes from ingest_import_pieces where import_id = $1',
    [answer.id],
  );
  assert.ok((kept?.bytes ?? 0) < answer.bytes / 10, 'names are not kept');
  const { outcome } = await untilImport(job, { clientId: own, importId: answer.id }, ['checked']);
  assert.deepEqual([outcome?.good, outcome?.bad], [rows, 0]);
  await call('DELETE', `/${answer.id}`);
});

test('sending and choosing ask for the right; reading shows whose file it was, to colleagues of the client only', async () => {
  assert.equal((await send(csv([]), { cookie: creator })).statusCode, 403);
  assert.equal((await send(csv([]), { clientId: foreign })).statusCode, 404);
  assert.equal((await send(csv([]), { type: 'application/json' })).statusCode, 422);
  const list = (await call('GET', '', undefined, creator)).json() as ImportList;
  assert.deepEqual([...new Set(list.items.map(({ uploadedBy }) => uploadedBy))], ['Iemand']);
  assert.equal((await call('GET', `/${randomUUID()}`)).statusCode, 404);
});

test('what nobody imports within its week is in no answer any more, and goes', async () => {
  const { id } = await checked(csv([`${day(3)},1001,1.50,10`]));
  await database.clock.advance(8 * 86_400_000);
  assert.equal((await call('GET', `/${id}`, undefined, await signedIn('marketer'))).statusCode, 404);
  assert.ok((await sweepImports(job)) >= 1);
  assert.equal((await database.admin('select from ingest_import_pieces')).length, 0);
});
