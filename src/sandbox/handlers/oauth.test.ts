import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAnswer } from '../../../test/kit/answer.ts';
import { testSandbox } from '../../../test/kit/sandbox.ts';

const REDIRECT = 'http://127.0.0.1:9/callback';

const ask = (url: string, more: Readonly<Record<string, string>>): Promise<Response> => {
  const query = {
    client_id: '15',
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: 'ads:read',
    state: 'a/b c',
    ...more,
  };
  return fetch(`${url}/oauth/?${new URLSearchParams(query)}`, { redirect: 'manual' });
};

const exchange = (api: string, body: Readonly<Record<string, string>>, basic = '15:secret'): Promise<Response> =>
  fetch(`${api}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(basic)}` },
    body: new URLSearchParams(body),
  });

const codeOf = (response: Response): string =>
  new URL(response.headers.get('location') ?? 'about:blank').searchParams.get('code') ?? '';

const tokensOf = async (url: string, api: string, user: string) => {
  const code = codeOf(await ask(url, { approve: user }));
  return readAnswer(exchange(api, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT }));
};

const firstUser = async (sandbox: Awaited<ReturnType<typeof testSandbox>>): Promise<string> =>
  (await sandbox.users())[0]?.id ?? '';

test('a consent returns to the redirect address with code and state untouched, and a refusal says so', async (t) => {
  const sandbox = await testSandbox(t);
  const user = await firstUser(sandbox);
  const given = new URL((await ask(sandbox.url, { approve: user })).headers.get('location') ?? '');
  assert.equal(given.origin + given.pathname, REDIRECT);
  assert.equal(given.searchParams.get('state'), 'a/b c');
  const denied = new URL((await ask(sandbox.url, { deny: '1' })).headers.get('location') ?? '');
  assert.equal(denied.searchParams.get('error'), 'access_denied');
  assert.equal(denied.searchParams.get('state'), 'a/b c');
  await sandbox.control.settings({ redirectUris: ['http://127.0.0.1:9/other'] });
  assert.equal((await ask(sandbox.url, { approve: user })).status, 400);
});

test('the page offers every account of the world and its form answers like the short way', async (t) => {
  const sandbox = await testSandbox(t);
  const page = await (await ask(sandbox.url, {})).text();
  const users = await sandbox.users();
  assert.equal(users.length, 5);
  for (const user of users) assert.ok(page.includes(user.username));
  const form = {
    client_id: '15',
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: 'ads:read',
    state: 's',
    user: users[1]?.id ?? '',
  };
  const answer = await fetch(`${sandbox.url}/oauth/`, {
    method: 'POST',
    body: new URLSearchParams({ ...form, decision: 'approve' }),
    redirect: 'manual',
  });
  assert.equal(answer.status, 302);
  assert.notEqual(codeOf(answer), '');
});

test('a code is good once, for its own app and address, and wrong credentials open nothing', async (t) => {
  const sandbox = await testSandbox(t);
  const user = await firstUser(sandbox);
  const code = codeOf(await ask(sandbox.url, { approve: user }));
  const grant = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT };
  assert.equal((await exchange(sandbox.api, grant, '16:secret')).status, 400);
  assert.equal((await exchange(sandbox.api, grant, '15:')).status, 401);
  assert.equal((await exchange(sandbox.api, grant)).status, 200);
  assert.equal((await exchange(sandbox.api, grant)).status, 400);
  const other = codeOf(await ask(sandbox.url, { approve: user }));
  assert.equal((await exchange(sandbox.api, { ...grant, code: other, redirect_uri: `${REDIRECT}/` })).status, 400);
  await sandbox.control.settings({ apps: { 15: 'right' } });
  const third = codeOf(await ask(sandbox.url, { approve: user }));
  assert.equal((await exchange(sandbox.api, { ...grant, code: third })).status, 401);
});

test('tokens live thirty and sixty days of virtual time, and a refresh adds to them', async (t) => {
  const sandbox = await testSandbox(t);
  const tokens = await tokensOf(sandbox.url, sandbox.api, await firstUser(sandbox));
  const status = async (token: string) => (await sandbox.call(token, 'GET', '/ad_accounts')).status;
  assert.match(tokens.access_token, /^pina_/);
  assert.match(tokens.refresh_token, /^pinr_/);
  assert.equal(tokens.expires_in, 2_592_000);
  await sandbox.control.clock.advance('P29D');
  assert.equal(await status(tokens.access_token), 200);
  await sandbox.control.clock.advance('P2D');
  assert.equal(await status(tokens.access_token), 401);
  const renewed = await readAnswer(
    await exchange(sandbox.api, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token }),
  );
  assert.equal(await status(renewed.access_token), 200);
  await sandbox.control.clock.advance('P30D');
  const late = await exchange(sandbox.api, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token });
  assert.equal(late.status, 401);
  assert.equal((await readAnswer(late)).code, 2);
  assert.equal(
    (await exchange(sandbox.api, { grant_type: 'refresh_token', refresh_token: renewed.refresh_token })).status,
    200,
  );
});

test('a used refresh token stays, lives on for a moment or dies, as the settings say', async (t) => {
  const sandbox = await testSandbox(t);
  const user = await firstUser(sandbox);
  const again = async (rotation: string): Promise<number> => {
    await sandbox.control.settings({ rotation });
    const tokens = await tokensOf(sandbox.url, sandbox.api, user);
    const grant = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
    await exchange(sandbox.api, grant);
    return (await exchange(sandbox.api, grant)).status;
  };
  assert.equal(await again('stays'), 200);
  assert.equal(await again('grace'), 200);
  assert.equal(await again('dies'), 401);
});

test('two refreshes within a second get the same access token', async (t) => {
  const sandbox = await testSandbox(t);
  const tokens = await tokensOf(sandbox.url, sandbox.api, await firstUser(sandbox));
  const grant = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
  const [one, other] = await Promise.all([exchange(sandbox.api, grant), exchange(sandbox.api, grant)]);
  assert.equal((await readAnswer(one)).access_token, (await readAnswer(other)).access_token);
});

test('a missing scope is 401 code 3 and names what is missing; scopes add up over consents', async (t) => {
  const sandbox = await testSandbox(t);
  const user = await firstUser(sandbox);
  const first = await tokensOf(sandbox.url, sandbox.api, user);
  const refused = await sandbox.call(first.access_token, 'GET', '/user_account');
  assert.equal(refused.status, 401);
  const body = await readAnswer(refused);
  assert.equal(body.code, 3);
  assert.match(body.message, /user_accounts:read/);
  const code = codeOf(await ask(sandbox.url, { approve: user, scope: 'user_accounts:read' }));
  const second = await readAnswer(
    await exchange(sandbox.api, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT }),
  );
  assert.deepEqual(second.scope.split(/[ ,]/).sort(), ['ads:read', 'user_accounts:read']);
  assert.equal((await sandbox.call(second.access_token, 'GET', '/user_account')).status, 200);
});
