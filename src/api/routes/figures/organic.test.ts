import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { testConnect } from '../../../../test/kit/connected.ts';
import { addClient, changeSettings } from '../../../clients/index.ts';
import { addDays, dayOf } from '../../../foundation/kit/index.ts';
import { addApiKey } from '../../../identity/index.ts';
import { buildApp } from '../../app.ts';
import type { OrganicAccount } from '../../contract/organic.ts';
import type { MetricList } from '../../contract.ts';

const kit = await testConnect({ after });
const { database } = kit;
const { config, keys } = database;
const ctx = { ...kit.context({ kind: 'cli', name: 'test' }), keys };
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

const clientId = await kit.connectClient(kit.users.find((user) => user.accountType === 'BUSINESS'));
const bare = await addClient(ctx, { name: 'Kaal', kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });
const { key } = await addApiKey(ctx, { label: 'test', scopes: ['facts.read'], clientIds: [clientId, bare] });
const today = dayOf(ctx.clock.now());

const ask = (path: string) =>
  app.inject({ method: 'GET', url: `/api/v1${path}`, headers: { authorization: `Bearer ${key}` } });
const organicOf = async (query: string): Promise<OrganicAccount> => {
  const answer = await ask(`/clients/${clientId}/organic?${query}`);
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json<OrganicAccount>();
};

test('what is not stored is asked of Pinterest, once for many periods, and says until when it is there', async () => {
  const told = await organicOf(`from=${addDays(today, -10)}&to=${addDays(today, -1)}`);
  assert.deepEqual([told.source, told.days, told.knownDays, told.series.length], ['live', 10, 10, 10]);
  assert.ok(told.readAt !== null && told.expiresAt !== null && told.expiresAt > told.readAt);
  const sum = told.series.reduce((all, each) => all + BigInt(each.figures['organic-impressions'] ?? 0), 0n);
  assert.equal(told.figures['organic-impressions'], sum.toString());
  const { totals: before } = await kit.control<{ totals: Record<string, number> }>('requests');
  const longer = await organicOf('period=last-90');
  const { totals: after } = await kit.control<{ totals: Record<string, number> }>('requests');
  assert.deepEqual(after, before);
  assert.equal(longer.series.at(-1)?.status, told.series.at(-1)?.status);
});

test('a day Pinterest no longer answers for is unknown, not zero, and nothing is asked for it', async () => {
  const told = await organicOf(`from=${addDays(today, -200)}&to=${addDays(today, -190)}`);
  assert.deepEqual([told.knownDays, told.readAt, told.earliest], [0, null, addDays(today, -89)]);
  assert.ok(Object.values(told.figures).every((value) => value === null));
  assert.ok(told.series.every(({ status }) => status === 'gap'));
});

test('a client that stores them is read from the ledger: what no night brought is a gap', async () => {
  await changeSettings(ctx, { clientId, settings: { organicHistory: true, organicGround: 'contract:1' } });
  const told = await organicOf('period=last-7');
  assert.deepEqual([told.source, told.readAt, told.knownDays, told.days], ['stored', null, 0, 7]);
});

test('a client that is not connected says so', async () => {
  const answer = await ask(`/clients/${bare}/organic?period=last-7`);
  assert.deepEqual([answer.statusCode, answer.json().code], [404, 'CONNECT_NOT_CONNECTED']);
});

test('organic figures are in the catalogue, apart from those of ads, which no question about ads takes', async () => {
  const { metrics, organic } = (await ask('/metrics')).json<MetricList>();
  assert.ok(organic.some((each) => each.key === 'organic-impressions'));
  assert.ok(!metrics.some((each) => each.key.startsWith('organic-')));
  assert.equal((await ask(`/clients/${clientId}/figures?metrics=organic-impressions`)).statusCode, 422);
});
