import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { after, beforeEach, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { testConnect, together } from '../../../test/kit/connected.ts';
import { type ClientId, isFault, secret } from '../../foundation/kit/index.ts';
import { getAdAccount, getUserAccount, listAdAccounts } from '../../pinterest/read.ts';
import { boundAdAccounts } from '../accounts/bound-ad-accounts.ts';
import { connectionHealth } from '../health/health.ts';
import { refreshTokensWhenDue } from '../jobs/refresh-tokens.handler.ts';
import { tend } from '../jobs/tend.handler.ts';
import { pauseConnection } from './mark-dead.ts';
import { sealRefresh } from './sealing.ts';
import { sessionFor } from './session-for.ts';

const kit = await testConnect({ after });
const { database, control, users } = kit;
const ctx = kit.context();
const business = users.filter((user) => user.accountType === 'BUSINESS');
const code = (name: string) => (error: unknown) => isFault(error, name);

const stable = await kit.connectClient(business[0]);
const doomed = await kit.connectClient(business[1]);
const other = await kit.connectClient(business[2]);

const refreshes = async (): Promise<number> =>
  (await control<{ totals: Record<string, number> }>('requests')).totals['oauth/token'] ?? 0;

const stateOf = async (clientId: ClientId) => (await connectionHealth(ctx, { clientIds: [clientId] }))[0];

const askAccount = async (clientId: ClientId): Promise<string> => {
  const { pinterest, session } = await sessionFor(ctx, { clientId });
  return (await getUserAccount(pinterest, session, {})).id;
};

/** Another moment of the process: what it held in memory is gone. */
const forget = (): void => kit.gate.held.clear();

beforeEach(async () => {
  await control('faults', []);
  await control('settings', { rotation: 'stays' });
  forget();
});

const child = (clientId: ClientId, mode: string): ChildProcess => kit.process(clientId, mode);

test('an expired token is renewed once, however many calls of several processes were refused', async () => {
  await control('faults', [{ op: '*', kind: 'expired-token', account: business[0]?.id, times: 1 }]);
  const before = await refreshes();
  const ended = together([child(stable, 'use'), child(stable, 'use')]);
  assert.deepEqual(await ended, ['done', 'done']);
  assert.equal((await refreshes()) - before, 1);
  const { pinterest, session } = await sessionFor(ctx, { clientId: stable });
  await Promise.all(Array.from({ length: 10 }, () => getUserAccount(pinterest, session, {})));
  assert.equal((await refreshes()) - before, 1);
  assert.equal((await stateOf(stable))?.state, 'connected');
});

test('killed between refresh and store, a connection lives on while the old token works', async () => {
  await control('faults', [{ op: 'user_account/get', kind: 'expired-token', account: business[0]?.id }]);
  assert.deepEqual(await together([child(stable, 'die-after-refresh')]), [undefined]);
  const [row] = await database.admin<{ leased: boolean; due: number }>(
    `select refresh_lease is not null as leased,
            (select extract(epoch from min(due_at) - clock_now())::int4 from jobs_due where job = 'connect-refresh-tokens') as due
       from connect_connections where client_id = $1`,
    [stable],
  );
  assert.equal(row?.leased, true, 'the renewal was begun and not ended');
  assert.ok((row?.due ?? 99) <= 50, 'a second look is due within a minute');
  // The lease is elapsed time, which a test cannot move: it is set back instead.
  await database.admin("update connect_connections set refresh_lease_until = clock_timestamp() - interval '1 second'");
  await refreshTokensWhenDue(ctx, { clientId: stable });
  assert.equal((await stateOf(stable))?.state, 'connected');
  await control('faults', []);
  assert.equal(await askAccount(stable), business[0]?.id);
});

test('killed between refresh and store, a connection whose old token died at once asks for a new consent', async () => {
  await control('settings', { rotation: 'dies' });
  await control('faults', [{ op: 'user_account/get', kind: 'expired-token', account: business[1]?.id }]);
  assert.deepEqual(await together([child(doomed, 'die-after-refresh')]), [undefined]);
  await database.admin("update connect_connections set refresh_lease_until = clock_timestamp() - interval '1 second'");
  await refreshTokensWhenDue(ctx, { clientId: doomed });
  const health = await stateOf(doomed);
  assert.equal(health?.state, 'reconnect');
  assert.equal(health?.failedCode, 'PINTEREST_GRANT_REFUSED');
  const before = await refreshes();
  await assert.rejects(sessionFor(ctx, { clientId: doomed }), code('CONNECT_RECONNECT_NEEDED'));
  await refreshTokensWhenDue(ctx, { clientId: doomed });
  assert.equal(await refreshes(), before, 'a dead connection is not tried again');
  const events = await database.admin("select 1 from jobs.job where data -> 'payload' ->> 'event' = 'connect.paused'");
  assert.equal(events.length, 1, 'it was announced once');
});

test('revoked tokens pause the connection at the first call, and a pause told twice is told once', async () => {
  await control('faults', [{ op: '*', kind: 'revoked', account: business[2]?.id }]);
  await assert.rejects(askAccount(other), code('PINTEREST_TOKEN_REFUSED'));
  assert.equal((await stateOf(other))?.state, 'reconnect');
  await pauseConnection(ctx, { clientId: other, code: 'PINTEREST_TOKEN_REFUSED' });
  const entries = await database.admin(
    "select 1 from audit_pending where action = 'connect.paused' and client_id = $1",
    [other],
  );
  assert.equal(entries.length, 1);
  assert.equal((await stateOf(stable))?.state, 'connected', 'one client’s trouble is not another’s');
});

test('each renewal keeps the refresh token before it, and falls back on it', async () => {
  const tokens = () =>
    database.admin<{ now: Buffer; previous: Buffer | null }>(
      'select refresh_sealed as now, refresh_previous_sealed as previous from connect_connections where client_id = $1',
      [stable],
    );
  const [before] = await tokens();
  await control('faults', [{ op: 'user_account/get', kind: 'expired-token', account: business[0]?.id, times: 1 }]);
  await askAccount(stable);
  const [now] = await tokens();
  assert.deepEqual(now?.previous, before?.now);
  // Pinterest does not know the newest; the one before still works.
  const { connection } = await sessionFor(ctx, { clientId: stable });
  await database.admin('update connect_connections set refresh_sealed = $2 where client_id = $1', [
    stable,
    sealRefresh(database.keys, connection, secret('pinr_never-handed-out')),
  ]);
  forget();
  await control('faults', [{ op: 'user_account/get', kind: 'expired-token', account: business[0]?.id, times: 1 }]);
  await askAccount(stable);
  assert.equal((await stateOf(stable))?.state, 'connected');
});

test('a refusal for lack of scope or role renews nothing', async () => {
  const { pinterest, session } = await sessionFor(ctx, { clientId: stable });
  const before = await refreshes();
  let renewals = 0;
  const watched = {
    ...session,
    refreshed: async () => {
      renewals += 1;
      return (await session.refreshed?.()) ?? false;
    },
  };
  const [foreign] = await boundAdAccounts(ctx, { clientId: other });
  await assert.rejects(
    getAdAccount(pinterest, watched, { adAccountId: foreign?.adAccountId ?? '' }),
    (error) => isFault(error) && error.kind === 'forbidden' && error.facts.code === 29,
  );
  assert.equal(renewals, 0);
  assert.equal(await refreshes(), before);
});

test('tokens are renewed nine days before their end by the daily round, and at the call when that was missed', async () => {
  const before = await refreshes();
  await control('clock', { advance: 'P20D' });
  await database.clock.advance(20 * 86_400_000);
  await tend(ctx);
  const [none] = await database.admin("select 1 from jobs.job where name = 'connect-refresh-tokens'");
  assert.equal(none, undefined, 'ten days are left');
  await control('clock', { advance: 'P2D' });
  await database.clock.advance(2 * 86_400_000);
  await tend(ctx);
  const queued = await database.admin<{ client: string }>(
    "select data -> 'payload' ->> 'clientId' as client from jobs.job where name = 'connect-refresh-tokens'",
  );
  assert.deepEqual(queued, [{ client: String(stable) }], 'paused connections are left alone');
  await refreshTokensWhenDue(ctx, { clientId: stable });
  await refreshTokensWhenDue(ctx, { clientId: stable });
  assert.equal((await refreshes()) - before, 1, 'done twice, it renews once');
  // Within one real second Pinterest answers a second renewal with the same access token.
  await setTimeout(1_100);
  await control('clock', { advance: 'P40D' });
  await database.clock.advance(40 * 86_400_000);
  forget();
  const { pinterest, session } = await sessionFor(ctx, { clientId: stable });
  for await (const page of listAdAccounts(pinterest, session, {})) assert.ok(page.length > 0);
  assert.equal((await refreshes()) - before, 2);
});
