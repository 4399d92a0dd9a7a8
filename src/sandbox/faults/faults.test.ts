import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAnswer } from '../../../test/kit/answer.ts';
import { testSandbox } from '../../../test/kit/sandbox.ts';
import { createFaults, type FaultKind } from './faults.ts';

type Sandbox = Awaited<ReturnType<typeof testSandbox>>;

const open = async (t: Parameters<typeof testSandbox>[0]) => {
  const sandbox = await testSandbox(t);
  const user = (await sandbox.users())[0]?.id ?? '';
  const tokens = await sandbox.consent({ user });
  const list = await readAnswer(sandbox.call(tokens.access, 'GET', '/ad_accounts'));
  return { sandbox, user, account: String(list.items[0].id), ...tokens };
};

const put = (sandbox: Sandbox, kind: FaultKind, op = 'campaigns/create', times = 1) =>
  sandbox.control.faults([{ op, kind, times }]);

const names = async (at: Awaited<ReturnType<typeof open>>): Promise<string[]> => {
  const list = await readAnswer(
    await at.sandbox.call(at.access, 'GET', `/ad_accounts/${at.account}/campaigns?page_size=250`),
  );
  return list.items.map((campaign: { name: string }) => campaign.name);
};

const create = (at: Awaited<ReturnType<typeof open>>, name: string) =>
  at.sandbox.call(at.access, 'POST', `/ad_accounts/${at.account}/campaigns`, [
    { ad_account_id: at.account, name, objective_type: 'AWARENESS' },
  ]);

test('faults before the work leave nothing behind; those after it leave the work done', async (t) => {
  const at = await open(t);
  const expected: readonly [FaultKind, number, boolean][] = [
    ['429', 429, false],
    ['500', 500, false],
    ['html', 503, false],
    ['500-after-commit', 500, true],
    ['2787-after-commit', 400, true],
    ['slow', 200, true],
  ];
  for (const [kind, status, done] of expected) {
    await put(at.sandbox, kind);
    const answer = await create(at, kind);
    assert.equal(answer.status, status, kind);
    await answer.text();
    assert.equal((await names(at)).includes(kind), done, kind);
    assert.equal((await create(at, `${kind} again`)).status, 200, `${kind} is spent`);
  }
});

test('a time-out gives no answer and a reset breaks the line, with or without the work done', async (t) => {
  const at = await open(t);
  for (const [kind, done] of [
    ['timeout', false],
    ['timeout-after-commit', true],
    ['reset', false],
  ] as const) {
    await put(at.sandbox, kind);
    const call = fetch(`${at.sandbox.api}/ad_accounts/${at.account}/campaigns`, {
      method: 'POST',
      headers: { authorization: `Bearer ${at.access}`, 'content-type': 'application/json' },
      body: JSON.stringify([{ ad_account_id: at.account, name: kind, objective_type: 'AWARENESS' }]),
      signal: AbortSignal.timeout(400),
    });
    await assert.rejects(call, (error: Error) => (kind === 'reset') === (error.name !== 'TimeoutError'));
    assert.equal((await names(at)).includes(kind), done, kind);
  }
  const last = (await at.sandbox.control.requests()).items.filter((item) => item.fault !== null);
  assert.deepEqual(
    last.map((item) => [item.fault, item.status]),
    [
      ['timeout', 0],
      ['timeout-after-commit', 0],
      ['reset', 0],
    ],
  );
});

test('an expired token lasts until a refresh, a revoked one until a new consent', async (t) => {
  const at = await open(t);
  const refresh = (token: string) =>
    fetch(`${at.sandbox.api}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('1477000:x')}` },
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: token }),
    });
  const status = async (token: string) => (await at.sandbox.call(token, 'GET', '/ad_accounts')).status;
  await put(at.sandbox, 'expired-token', '*');
  assert.equal(await status(at.access), 401);
  assert.equal(await status(at.access), 401);
  const renewed = await readAnswer(refresh(at.refresh));
  assert.equal(await status(renewed.access_token), 200);
  await put(at.sandbox, 'revoked', 'ad_accounts/list');
  assert.equal(await status(renewed.access_token), 401);
  assert.equal((await refresh(renewed.refresh_token)).status, 401);
  const again = await at.sandbox.consent({ user: at.user });
  assert.equal(await status(again.access), 200);
});

test('spam blocks the account for what it pins until the list is replaced, and no other account', async (t) => {
  const at = await open(t);
  const other = await at.sandbox.consent({ user: (await at.sandbox.users())[1]?.id ?? '' });
  const board = (token: string, name: string) => at.sandbox.call(token, 'POST', '/boards', { name });
  await put(at.sandbox, 'spam', 'boards/create');
  const first = await board(at.access, 'een');
  assert.equal(first.status, 429);
  assert.match((await readAnswer(first)).message, /spam/);
  assert.equal((await board(at.access, 'twee')).status, 429);
  assert.equal((await board(other.access, 'drie')).status, 201);
  await at.sandbox.control.faults([]);
  assert.equal((await board(at.access, 'vier')).status, 201);
});

test('a rule may name an account, and the first rule in the list that hits wins', async (t) => {
  const at = await open(t);
  await at.sandbox.control.faults([
    { op: 'campaigns/list', kind: '500', account: '1' },
    { op: 'campaigns/list', kind: 'html', account: at.account },
    { op: '*', kind: '429' },
  ]);
  const list = () => at.sandbox.call(at.access, 'GET', `/ad_accounts/${at.account}/campaigns`);
  assert.equal((await list()).status, 503);
  assert.equal((await at.sandbox.call(at.access, 'GET', '/user_account')).status, 429);
  assert.equal((await fetch(`${at.sandbox.url}/__sandbox/clock`)).status, 200);
});

test('a fault of probability 0.2 hits a fifth of the calls, the same ones each time', () => {
  const run = (): boolean[] => {
    const faults = createFaults(7);
    faults.replace([{ op: '*', kind: '500', p: 0.2 }]);
    return Array.from({ length: 2000 }, () => faults.hit({ op: 'ads/list', user: 'u', account: 'a' }) !== undefined);
  };
  const hits = run().filter(Boolean).length;
  assert.ok(hits > 340 && hits < 460, `${hits} of 2000`);
  assert.deepEqual(run(), run());
});
