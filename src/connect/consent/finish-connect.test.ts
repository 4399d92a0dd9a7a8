import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { testConnect } from '../../../test/kit/connected.ts';
import { addClient, getClient } from '../../clients/index.ts';
import { isFault } from '../../foundation/kit/index.ts';
import { boundAdAccounts } from '../accounts/bound-ad-accounts.ts';
import { chooseAdAccounts } from '../accounts/choose-ad-accounts.ts';
import { connectionHealth } from '../health/health.ts';
import { disconnect } from '../tokens/disconnect.ts';
import { pauseConnection } from '../tokens/mark-dead.ts';
import { sessionFor } from '../tokens/session-for.ts';
import { finishConnect } from './finish-connect.ts';
import { startConnect } from './start-connect.ts';
import { awaitAttempt } from './states.ts';

const PLANT = 'PLANTEDPERSON7f3a';
const kit = await testConnect({ after }, { plant: PLANT });
const { database, users, consent } = kit;
const ctx = kit.context({ kind: 'cli', name: 'test' });
const [first, second, third] = users.filter((user) => user.accountType === 'BUSINESS');
const pinner = users.find((user) => user.accountType === 'PINNER');
const run = () => ({ kind: 'run', id: randomUUID() }) as const;
const newClient = (name: string) =>
  addClient(ctx, { name, kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });
const code = (name: string) => (error: unknown) => isFault(error, name);

test('a consent connects: owned ad accounts bound, terms dated, tokens ciphertext, no name stored', async () => {
  const clientId = await kit.connectClient(first);
  const accounts = await boundAdAccounts(ctx, { clientId });
  assert.ok(accounts.length > 0);
  assert.ok(accounts.every((account) => account.permissions.includes('OWNER')));
  assert.ok((await getClient(ctx, { clientId })).termsAcceptedAt !== null);
  const { session } = await sessionFor(ctx, { clientId });
  const token = (await session.accessToken()).reveal();
  assert.match(token, /^pina_/);
  const everything = await database.admin<{ text: string }>(
    `select (select string_agg(c::text, ' ') from connect_connections c)
         || (select string_agg(a::text, ' ') from connect_ad_accounts a)
         || (select string_agg(p::text, ' ') from audit_pending p)
         || (select coalesce(string_agg(j::text, ' '), '') from jobs.job j) as text`,
  );
  const text = everything[0]?.text ?? '';
  assert.ok(text.includes(String(clientId)));
  for (const secret of [token, Buffer.from(token).toString('hex'), 'pinr', PLANT]) {
    assert.ok(!text.includes(secret), `found ${secret}`);
  }
  const [health] = await connectionHealth(ctx, { clientIds: [clientId] });
  assert.equal(health?.state, 'connected');
  assert.equal(health?.adAccounts, accounts.length);
});

test('a state is good once, for its asker, for ten minutes, and every refusal is the same', async () => {
  const clientId = await newClient('States');
  const asker = run();
  const { url } = await startConnect(ctx, { clientId, asker });
  const callback = await consent(url, 'deny');
  assert.equal(callback.code, undefined);
  await assert.rejects(finishConnect(ctx, { ...callback, asker }), code('CONNECT_DENIED'));
  await assert.rejects(finishConnect(ctx, { ...callback, code: 'x', asker }), code('CONNECT_STATE_REFUSED'));
  assert.deepEqual(await awaitAttempt(ctx, { state: callback.state, asker }), {
    state: 'ended',
    outcome: 'CONNECT_DENIED',
  });
  await assert.rejects(awaitAttempt(ctx, { state: callback.state, asker: run() }), code('CONNECT_STATE_REFUSED'));
  await assert.rejects(finishConnect(ctx, { state: 'never-made', code: 'x', asker }), code('CONNECT_STATE_REFUSED'));

  const session = { kind: 'session', id: randomUUID() } as const;
  const bySession = await startConnect(ctx, { clientId, asker: session });
  const answer = await consent(bySession.url, second?.id ?? '');
  for (const other of [
    undefined,
    run(),
    { kind: 'session', id: randomUUID() } as const,
    { ...session, kind: 'run' } as const,
  ]) {
    await assert.rejects(finishConnect(ctx, { ...answer, asker: other }), code('CONNECT_STATE_REFUSED'));
  }
  const stored = await database.admin<{ text: string }>(
    "select string_agg(s::text, ' ') as text from connect_states s",
  );
  for (const clear of [answer.state, session.id]) assert.ok(!stored[0]?.text.includes(clear), 'states are hashed');

  await database.clock.advance(10 * 60_000 + 1_000);
  await assert.rejects(finishConnect(ctx, { ...answer, asker: session }), code('CONNECT_STATE_REFUSED'));
});

test('a run’s state serves a browser without a session only while that run waits', async () => {
  const clientId = await newClient('Runs');
  const asker = run();
  const { url, state } = await startConnect(ctx, { clientId, asker });
  await database.admin("update connect_states set waiting_until = clock_timestamp() - interval '1 second'");
  const callback = await consent(url, second?.id ?? '');
  await assert.rejects(finishConnect(ctx, { ...callback, asker: undefined }), code('CONNECT_STATE_REFUSED'));
  assert.deepEqual(await awaitAttempt(ctx, { state, asker }), { state: 'waiting' });
  await finishConnect(ctx, { ...callback, asker: undefined });
  assert.deepEqual(await awaitAttempt(ctx, { state, asker }), { state: 'ended', outcome: 'connected' });
});

test('a Pinterest user or ad account of one client is refused to another, with nothing that names it', async () => {
  const otherId = await newClient('Second binding');
  const asker = run();
  const { url } = await startConnect(ctx, { clientId: otherId, asker });
  const callback = await consent(url, first?.id ?? '');
  await assert.rejects(finishConnect(ctx, { ...callback, asker }), (error) => {
    assert.ok(isFault(error, 'CONNECT_TAKEN'));
    const owners = /\d/.test(error.message) || Object.keys(error.facts).length > 0;
    assert.equal(owners, false, 'neither ids nor facts in the refusal');
    return true;
  });
  assert.deepEqual(await boundAdAccounts(ctx, { clientId: otherId }), []);
  assert.deepEqual(await connectionHealth(ctx, { clientIds: [otherId] }), []);
  const rows = await database.admin<{ text: string }>(
    "select string_agg(b::text, ' ') as text from connect_bindings b",
  );
  assert.ok(!rows[0]?.text.includes(first?.id ?? '-'), 'bindings are HMACs');
});

test('a personal account and a consent with too many scopes are refused and leave nothing', async () => {
  const clientId = await newClient('Refused');
  const asker = run();
  const personal = await startConnect(ctx, { clientId, asker });
  const callback = await consent(personal.url, pinner?.id ?? '');
  await assert.rejects(finishConnect(ctx, { ...callback, asker }), code('CONNECT_NOT_BUSINESS'));

  const wide = await startConnect(ctx, { clientId, asker });
  const address = new URL(wide.url);
  address.searchParams.set('scope', `${address.searchParams.get('scope')},billing:read`);
  // What a person once approved stays approved: nobody who connects in another test may do this.
  const tooMuch = await consent(address.toString(), pinner?.id ?? '');
  await assert.rejects(finishConnect(ctx, { ...tooMuch, asker }), code('CONNECT_SCOPES_EXCESSIVE'));
  assert.deepEqual(await connectionHealth(ctx, { clientIds: [clientId] }), []);
});

test('disconnect deletes the tokens and frees the bindings, and the session ends', async () => {
  const [owner] = users.filter((user) => user.accountType === 'BUSINESS').slice(3);
  const clientId = await kit.connectClient(owner);
  const { session } = await sessionFor(ctx, { clientId });
  await session.accessToken();
  await disconnect(ctx, { clientId });
  await assert.rejects(session.accessToken(), code('CONNECT_NOT_CONNECTED'));
  const [row] = await database.admin(
    'select state, access_sealed, refresh_sealed, refresh_previous_sealed from connect_connections where client_id = $1',
    [clientId],
  );
  assert.deepEqual(row, {
    state: 'disconnected',
    access_sealed: null,
    refresh_sealed: null,
    refresh_previous_sealed: null,
  });
  await kit.connectClient(owner);
});

test('a person may choose the ad accounts, and only those the token reaches', async () => {
  const [clientId] = (
    await database.admin<{ client_id: number }>('select client_id from connect_connections where state = $1 limit 1', [
      'connected',
    ])
  ).map((row) => row.client_id);
  assert.ok(clientId !== undefined);
  const client = { clientId: clientId as Awaited<ReturnType<typeof newClient>> };
  const before = await boundAdAccounts(ctx, client);
  const reached = before.map((account) => account.adAccountId);
  await chooseAdAccounts(ctx, { ...client, adAccountIds: [] });
  assert.deepEqual(await boundAdAccounts(ctx, client), []);
  await chooseAdAccounts(ctx, { ...client, adAccountIds: reached });
  assert.equal((await boundAdAccounts(ctx, client)).length, before.length);
  await assert.rejects(
    chooseAdAccounts(ctx, { ...client, adAccountIds: ['999' as (typeof reached)[0]] }),
    code('CONNECT_ACCOUNT_UNREACHABLE'),
  );
});

test('a new consent of the same Pinterest user revives a paused connection, that of another is refused', async () => {
  const [mine, others] = [third, users.filter((user) => user.accountType === 'BUSINESS')[3]];
  const clientId = await kit.connectClient(mine);
  const accounts = await boundAdAccounts(ctx, { clientId });
  await pauseConnection(ctx, { clientId, code: 'PINTEREST_TOKEN_REFUSED' });
  await assert.rejects(sessionFor(ctx, { clientId }), code('CONNECT_RECONNECT_NEEDED'));

  const asker = run();
  const wrong = await startConnect(ctx, { clientId, asker });
  const foreign = await consent(wrong.url, others?.id ?? '');
  await assert.rejects(finishConnect(ctx, { ...foreign, asker }), code('CONNECT_OTHER_USER'));

  const right = await startConnect(ctx, { clientId, asker });
  const callback = await consent(right.url, mine?.id ?? '');
  await finishConnect(ctx, { ...callback, asker });
  await (await sessionFor(ctx, { clientId })).session.accessToken();
  assert.deepEqual(await boundAdAccounts(ctx, { clientId }), accounts, 'the choice of ad accounts stays');
  const events = await database.admin<{ event: string }>(
    `select data -> 'payload' ->> 'event' as event from jobs.job
      where data -> 'payload' -> 'payload' ->> 'clientId' = $1 order by created_on, id`,
    [String(clientId)],
  );
  assert.deepEqual(
    events.map((each) => each.event),
    ['connect.connected', 'connect.paused', 'connect.resumed'],
  );
});
