import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import { clientFor, countingSession, scriptedServer, smallBudget } from '../../../test/kit/pinterest.ts';
import { Fault, isFault, parseDay, secret } from '../../foundation/kit/index.ts';
import { getBoard } from '../endpoints/boards/get-board.ts';
import { updateBoard } from '../endpoints/boards/update-board.ts';
import { refreshTokens } from '../endpoints/oauth/refresh-tokens.ts';
import { listTrends } from '../endpoints/planning/list-trends.ts';
import { getReadyState } from '../endpoints/resources/get-ready-state.ts';

const board = { status: 200, body: { id: '1', name: 'Kitchens', owner: { username: 'anna' } } };
const trouble = { status: 500, body: { code: 500, message: 'Sorry!' } };
const dead = { status: 401, body: { code: 2, message: 'Authentication failed.' } };
const limited = (headers: Record<string, string>) => ({
  status: 429,
  headers,
  body: { code: 8, message: 'rate limit' },
});

const faultOf = async (promise: Promise<unknown>): Promise<Fault> => {
  const error = await promise.then(
    () => undefined,
    (one: unknown) => one,
  );
  assert.ok(error instanceof Fault, String(error));
  return error;
};

test('a read outlasts a hiccup, and every try is in the journal with its request id', async (t) => {
  const { url, received } = await scriptedServer(t, [
    trouble,
    'reset',
    { ...board, headers: { 'x-pinterest-rid': '4711' } },
  ]);
  const { pinterest, journal } = clientFor(url);
  const found = await getBoard(pinterest, countingSession(['pina_one']), { boardId: '1' });
  assert.equal(found.name, 'Kitchens');
  assert.equal(received.length, 3);
  assert.deepEqual(
    journal.map(({ operation, status, code, attempt, requestId }) => ({ operation, status, code, attempt, requestId })),
    [
      { operation: 'boards/get', status: 500, code: 500, attempt: 1, requestId: undefined },
      { operation: 'boards/get', status: 0, code: undefined, attempt: 2, requestId: undefined },
      { operation: 'boards/get', status: 200, code: undefined, attempt: 3, requestId: '4711' },
    ],
  );
});

test('a read gives up after three tries', async (t) => {
  const { url, received } = await scriptedServer(t, [trouble]);
  const fault = await faultOf(getBoard(clientFor(url).pinterest, countingSession(['x']), { boardId: '1' }));
  assert.equal(fault.code, 'PINTEREST_SERVER_TROUBLE');
  assert.equal(received.length, 3);
});

test('a change is asked once, whatever the trouble', async (t) => {
  const answers = [trouble, 'reset', limited({ 'x-ratelimit-reset': '1' }), { status: 200, body: '<html>' }] as const;
  const { url, received } = await scriptedServer(t, answers);
  const { pinterest } = clientFor(url);
  const kinds: string[] = [];
  for (const _ of answers) {
    const change = { boardId: '1', change: { name: 'x' } };
    kinds.push((await faultOf(updateBoard(pinterest, countingSession(['x']), change))).kind);
    // The pause after a limit would only slow this test down.
    if (kinds.length === 3) break;
  }
  assert.deepEqual(kinds, ['unsure', 'unsure', 'limited']);
  assert.equal(received.length, 3);
});

test('a change that never left, since nobody listens, surely did not happen', async () => {
  const gone = createServer().listen(0, '127.0.0.1');
  await once(gone, 'listening');
  const { port } = gone.address() as AddressInfo;
  gone.close();
  const { pinterest } = clientFor(`http://127.0.0.1:${port}`);
  const fault = await faultOf(updateBoard(pinterest, countingSession(['x']), { boardId: '1', change: { name: 'x' } }));
  assert.deepEqual([fault.code, fault.kind, fault.facts.reason], ['PINTEREST_UNREACHABLE', 'upstream', 'ECONNREFUSED']);
});

test('a refused token is replaced once, also for a change, since a refusal proves that nothing happened', async (t) => {
  const { url, received } = await scriptedServer(t, [dead, board, dead, board]);
  const { pinterest } = clientFor(url);
  const session = countingSession(['pina_old', 'pina_new']);
  await getBoard(pinterest, session, { boardId: '1' });
  assert.deepEqual(
    received.map((one) => one.headers.authorization),
    ['Bearer pina_old', 'Bearer pina_new'],
  );
  await updateBoard(pinterest, countingSession(['pina_old', 'pina_new']), { boardId: '1', change: { name: 'x' } });
  assert.equal(received.length, 4);
});

test('a fresh token that is refused too ends as unauthenticated, without a loop', async (t) => {
  const { url, received } = await scriptedServer(t, [dead]);
  const session = countingSession(['a', 'b', 'c', 'd']);
  const fault = await faultOf(getBoard(clientFor(url).pinterest, session, { boardId: '1' }));
  assert.equal(fault.kind, 'unauthenticated');
  assert.deepEqual([received.length, session.refreshes], [2, 1]);
});

test('a missing right, a role or a closed feature never asks for a fresh token', async (t) => {
  const answers = [
    { status: 401, body: { code: 3, message: 'sufficient permissions' } },
    { status: 401, body: { code: 3, message: 'restricted feature: pin_edit' } },
    { status: 403, body: { code: 29, message: 'not permitted' } },
    { status: 401, body: { code: 7, message: 'not authorised for board' } },
  ];
  const { url, received } = await scriptedServer(t, answers);
  const session = countingSession(['a', 'b']);
  for (const _ of answers) {
    const fault = await faultOf(getBoard(clientFor(url).pinterest, session, { boardId: '1' }));
    assert.equal(fault.kind, 'forbidden');
  }
  assert.deepEqual([received.length, session.refreshes], [4, 0]);
});

test('a limit quiets the category for everybody as long as Pinterest says, then the read goes on', async (t) => {
  const { url } = await scriptedServer(t, [limited({ 'x-ratelimit-reset': '1' }), board]);
  const { pinterest, budget } = clientFor(url);
  const startedAt = performance.now();
  await getBoard(pinterest, countingSession(['x']), { boardId: '1' });
  assert.deepEqual(budget.pauses, [{ key: 'one', category: 'org_read', forMs: 1_000 }]);
  assert.ok(performance.now() - startedAt >= 950);
});

test('a limit told as 400 quiets for the seconds in its sentence', async (t) => {
  const { url, received } = await scriptedServer(t, [
    { status: 400, body: { code: 1, message: 'Too many requests. Retry after 120 seconds' } },
  ]);
  const { pinterest, budget } = clientFor(url);
  const asked = getReadyState(pinterest, countingSession(['x']), { day: parseDay('2026-11-01') });
  const fault = await faultOf(asked);
  assert.deepEqual(budget.pauses, [{ key: 'one', category: 'ads_analytics', forMs: 120_000 }]);
  // The allowance itself refuses the second try: the wait is longer than a worker should be held.
  assert.deepEqual([fault.kind, received.length], ['limited', 1]);
});

test('limits that repeat are waited out longer each time, and at last handed on with the moment to come back', async (t) => {
  const { url, received } = await scriptedServer(t, [limited({})]);
  const { pinterest, budget } = clientFor(url);
  const fault = await faultOf(getBoard(pinterest, countingSession(['x']), { boardId: '1' }));
  assert.deepEqual(
    budget.pauses.map((pause) => pause.forMs),
    [1_000, 2_000, 4_000],
  );
  assert.equal(received.length, 3);
  assert.ok(fault.retryAt instanceof Date);
});

test('a block against spam is left alone for hours, even by reads', async (t) => {
  const { url, received } = await scriptedServer(t, [
    { status: 429, headers: { 'x-ratelimit-reset': '1' }, body: { code: 8, message: 'to combat spam' } },
  ]);
  const { pinterest, budget } = clientFor(url);
  const fault = await faultOf(getBoard(pinterest, countingSession(['x']), { boardId: '1' }));
  assert.deepEqual([fault.code, received.length, budget.pauses[0]?.forMs], ['PINTEREST_SPAM_BLOCK', 1, 4 * 3_600_000]);
});

test('a spent allowance stops a call before it is sent', async (t) => {
  const { url, received } = await scriptedServer(t, [board]);
  const single = { calls: 1, windowMs: 60_000, per: 'user' } as const;
  const categories = Object.fromEntries(
    [
      'org_read',
      'org_write',
      'org_analytics',
      'ads_read',
      'ads_write',
      'ads_analytics',
      'trends_read',
      'catalogs_read',
    ].map((name) => [name, single]),
  );
  const limits = { universal: { calls: 100, windowMs: 1_000, per: 'user' }, categories } as Parameters<
    typeof smallBudget
  >[0];
  const { pinterest, journal } = clientFor(url, {}, smallBudget(limits, 10));
  await getBoard(pinterest, countingSession(['x']), { boardId: '1' });
  const fault = await faultOf(getBoard(pinterest, countingSession(['x']), { boardId: '1' }));
  assert.ok(isFault(fault, 'TEST_ALLOWANCE_SPENT'));
  assert.deepEqual([received.length, journal.length], [1, 1]);
});

test('a token does not follow a redirect', async (t) => {
  const elsewhere = await scriptedServer(t, [board]);
  const { url } = await scriptedServer(t, [{ status: 307, headers: { location: `${elsewhere.url}/v5/boards/1` } }]);
  const fault = await faultOf(getBoard(clientFor(url).pinterest, countingSession(['x']), { boardId: '1' }));
  assert.equal(fault.code, 'PINTEREST_REDIRECTED');
  assert.equal(elsewhere.received.length, 0);
});

test('a part of the address that is missing asks for nothing', async (t) => {
  const { url, received } = await scriptedServer(t, [board]);
  await faultOf(getBoard(clientFor(url).pinterest, countingSession(['x']), { boardId: '' }));
  assert.equal(received.length, 0);
});

test('parts of an address cannot climb out of it', async (t) => {
  const { url, received } = await scriptedServer(t, [board, { status: 200, body: { trends: [] } }]);
  const { pinterest } = clientFor(url);
  await getBoard(pinterest, countingSession(['x']), { boardId: '../ad_accounts?x=1' });
  await listTrends(pinterest, countingSession(['x']), { region: 'NL+BE+LU', kind: 'growing' });
  assert.deepEqual(
    received.map((one) => one.url),
    ['/v5/boards/..%2Fad_accounts%3Fx%3D1', '/v5/trends/keywords/NL%2BBE%2BLU/top/growing'],
  );
});

test('fresh tokens are asked again after trouble, with the app and not with a token', async (t) => {
  const { url, received } = await scriptedServer(t, [
    trouble,
    {
      status: 200,
      body: {
        access_token: 'pina_2',
        refresh_token: 'pinr_2',
        token_type: 'bearer',
        expires_in: 2_592_000,
        refresh_token_expires_in: 5_184_000,
        scope: 'ads:read boards:read,pins:read',
      },
    },
  ]);
  const { pinterest } = clientFor(url);
  const tokens = await refreshTokens(pinterest, { budgetKey: 'one', refreshToken: secret('pinr_1') });
  assert.equal(tokens.accessToken.reveal(), 'pina_2');
  assert.deepEqual(tokens.scopes, ['ads:read', 'boards:read', 'pins:read']);
  assert.deepEqual([tokens.accessExpiresInSeconds, tokens.refreshExpiresInSeconds], [2_592_000, 5_184_000]);
  assert.doesNotMatch(JSON.stringify(tokens), /pina_2|pinr_2/);
  assert.equal(received[1]?.body.toString(), 'grant_type=refresh_token&refresh_token=pinr_1');
  assert.equal(
    received[1]?.headers.authorization,
    `Basic ${Buffer.from('1477000:app-secret-of-tests').toString('base64')}`,
  );
});
