import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readAnswer } from '../../../test/kit/answer.ts';
import { testSandbox } from '../../../test/kit/sandbox.ts';

type Sandbox = Awaited<ReturnType<typeof testSandbox>>;

const firstUser = async (sandbox: Sandbox): Promise<string> => (await sandbox.users())[0]?.id ?? '';
const accountOf = async (sandbox: Sandbox, token: string): Promise<string> =>
  (await readAnswer(sandbox.call(token, 'GET', '/ad_accounts'))).items[0].id;

test('tokens, edits and the clock outlive the process when there is a data folder', async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  const before = await testSandbox(t, { dataDir, now: '2026-06-01T12:00:00Z' });
  const { access } = await before.consent({ user: await firstUser(before) });
  const account = await accountOf(before, access);
  const body = [{ ad_account_id: account, name: 'blijft', objective_type: 'AWARENESS' }];
  const made = await readAnswer(before.call(access, 'POST', `/ad_accounts/${account}/campaigns`, body));
  await before.control.clock.advance('P3D');
  await before.close();
  const after = await testSandbox(t, { dataDir });
  assert.equal((await after.control.clock.now()).toISOString().slice(0, 10), '2026-06-04');
  const kept = await after.call(access, 'GET', `/ad_accounts/${account}/campaigns/${made.items[0].data.id}`);
  assert.equal((await readAnswer(kept)).name, 'blijft');
});

test('a reset goes back to seed and start', async (t) => {
  const sandbox = await testSandbox(t, { now: '2026-06-01T12:00:00Z' });
  const { access } = await sandbox.consent({ user: await firstUser(sandbox) });
  const account = await accountOf(sandbox, access);
  const truth = { account, level: 'account', from: '2026-05-01', to: '2026-05-31' };
  const before = await sandbox.control.truth(truth);
  await sandbox.control.clock.advance('P30D');
  await sandbox.control.faults([{ op: '*', kind: '500' }]);
  assert.notEqual(await sandbox.control.truth(truth), before);
  await sandbox.control.reset();
  assert.equal((await sandbox.call(access, 'GET', '/ad_accounts')).status, 401);
  assert.equal((await sandbox.control.clock.now()).toISOString().slice(0, 10), '2026-06-01');
  assert.equal((await sandbox.control.requests()).items.length, 1);
  assert.equal(await sandbox.control.truth(truth), before);
});

test('the Date header carries virtual time', async (t) => {
  const sandbox = await testSandbox(t, { now: '2027-01-02T03:00:00Z' });
  const answer = await fetch(`${sandbox.api}/ad_accounts`);
  assert.match(answer.headers.get('date') ?? '', /^Sat, 02 Jan 2027 03:00:/);
});

test('the planted text is in every field that names a person, and the journal says which answers carried it', async (t) => {
  const sandbox = await testSandbox(t, { plant: 'PLANT-7f3a' });
  const { access } = await sandbox.consent({ user: await firstUser(sandbox) });
  const account = await readAnswer(sandbox.call(access, 'GET', '/user_account'));
  for (const field of ['username', 'about', 'profile_image', 'business_name', 'website_url'] as const) {
    assert.match(account[field], /PLANT-7f3a/);
  }
  const [ad] = (await readAnswer(sandbox.call(access, 'GET', '/ad_accounts'))).items;
  assert.match(ad.name, /PLANT-7f3a/);
  assert.match(ad.owner.username, /PLANT-7f3a/);
  await sandbox.call(access, 'GET', `/ad_accounts/${ad.id}/campaigns`);
  const planted = (await sandbox.control.requests()).items.map((item) => [item.op, item.planted]);
  assert.deepEqual(planted, [
    ['oauth/token', false],
    ['user_account/get', true],
    ['ad_accounts/list', true],
    ['campaigns/list', false],
  ]);
});

test('calls over a limit are refused, told apart in the journal, and the headers tell of the tightest window', async (t) => {
  const sandbox = await testSandbox(t);
  const { access } = await sandbox.consent({ user: await firstUser(sandbox) });
  const answers = await Promise.all(Array.from({ length: 130 }, () => sandbox.call(access, 'GET', '/ad_accounts')));
  const refused = answers.filter((answer) => answer.status === 429);
  assert.ok(refused.length >= 25 && refused.length <= 30, `${refused.length} refused`);
  const [one] = refused;
  assert.equal(one?.headers.get('x-ratelimit-limit'), '100, 100;w=1, 1000;w=60');
  assert.equal(one?.headers.get('x-ratelimit-remaining'), '0');
  assert.equal(one?.headers.get('x-ratelimit-reset'), '1');
  assert.equal((await readAnswer(one))?.code, 8);
  assert.equal((await sandbox.control.requests()).overLimit, refused.length);
});

test('an analytics call over its limit is a 400 that says how long to wait', async (t) => {
  const sandbox = await testSandbox(t);
  const { access } = await sandbox.consent({ user: await firstUser(sandbox) });
  const day = '2026-11-01';
  let refused: Response | undefined;
  for (let at = 0; at < 4 && !refused; at += 1) {
    const calls = Array.from({ length: 95 }, () =>
      sandbox.call(access, 'GET', `/resources/metrics_ready_state?date=${day}`),
    );
    refused = (await Promise.all(calls)).find((answer) => answer.status !== 200);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  assert.equal(refused?.status, 400);
  assert.match((await readAnswer(refused))?.message ?? '', /Retry after \d+ seconds/);
});

test('with trial access Pins cannot be made or changed', async (t) => {
  const sandbox = await testSandbox(t, { settings: { tier: 'trial' } });
  const { access } = await sandbox.consent({ user: await firstUser(sandbox) });
  const made = await sandbox.call(access, 'POST', '/pins', {});
  assert.equal(made.status, 403);
  assert.equal((await readAnswer(made)).code, 29);
  const changed = await sandbox.call(access, 'PATCH', '/pins/1', {});
  assert.equal(changed.status, 401);
  assert.match((await readAnswer(changed)).message, /pin_edit/);
});
