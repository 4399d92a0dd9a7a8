import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { plantAgency, situations } from '../../../../test/kit/agency.ts';
import { testDatabase } from '../../../../test/kit/index.ts';
import { openGate } from '../../../connect/index.ts';
import { addDays, dayOf, startOf } from '../../../foundation/kit/index.ts';
import { createFetch } from '../../../foundation/outside/index.ts';
import { addApiKey, addUser, sessionCookie, signIn } from '../../../identity/index.ts';
import { buildApp } from '../../app.ts';
import type { AttentionItem, ClientAttention, GoalList, Overview } from '../../contract.ts';

const database = await testDatabase({ after });
const { config, keys, admin } = database;
const ctx = { ...database.context({ kind: 'cli', name: 'test' }), keys };
const gate = openGate({ config, keys, db: database.app, clock: ctx.clock, log: ctx.log, fetch: createFetch(config) });
database.atEnd(() => gate.close());
const app = await buildApp({
  ctx: { ...database.context({ kind: 'system', name: 'web' }), db: database.app, gate },
  config,
  keys,
  signIn: database.signIn,
  readiness: async () => ({ ready: true, demo: 'none', history: { done: 0, total: 0 } }),
  metrics: async () => '',
  webDir: `${tmpdir()}/no-console-here-${randomUUID()}`,
  stopping: new AbortController().signal,
});
database.atEnd(() => app.close());
const clients = await plantAgency(ctx, { admin, situations });
const { key } = await addApiKey(ctx, { label: 'test', scopes: ['facts.read', 'sync.read'], clientIds: 'all' });

const ask = async <Answer>(path: string, more: Record<string, string> = {}): Promise<Answer> => {
  const answer = await app.inject({
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${key}`, 'accept-language': 'nl', ...more },
  });
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json();
};

const today = dayOf(ctx.clock.now());
const ago = (days: number, locale: 'nl-NL' | 'en-GB') =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    startOf(addDays(today, -days)),
  );
const told = ({ attention }: { attention: readonly AttentionItem[] }) =>
  attention.map(({ name, reason, severity, act }) => [name, reason, severity, act]);

test('who needs somebody stands in order of weight, each with its reason and where to act; who does not is absent', async () => {
  assert.deepEqual(told(await ask<Overview>('/clients/overview')), [
    ['Herverbinden BV', 'reconnect', 'now', 'data'],
    ['Kosten Lopen', 'budget-overspent', 'now', 'goals'],
    ['Eeuwig Stil', 'spend-stopped', 'now', 'results'],
    ['Dagen Kwijt', 'days-missing', 'now', 'data'],
    ['Gulle Gever', 'budget-ahead', 'soon', 'goals'],
    ['Fietsen van Dam', 'result-short', 'soon', 'goals'],
    ['Conversie & Co', 'conversions-fell', 'soon', 'results'],
    ['Achterblijver', 'budget-behind', 'soon', 'goals'],
    ['Juist Gekozen', 'accounts-unchosen', 'soon', 'data'],
    ['IJssalon Nieuw', 'not-connected', 'note', 'data'],
  ]);
});

test('reasons are sentences in the language of who asks', async () => {
  const texts = async (locale: string) => {
    const { attention } = await ask<Overview>('/clients/overview', { 'accept-language': locale });
    return new Map(attention.map(({ name, text }) => [name, text.replaceAll('\u00a0', ' ')]));
  };
  const [nl, en] = [await texts('nl'), await texts('en')];
  // 1560 of 3000 in 12 days is 130 a day: the 24th day passes it, which lies 11 days ahead.
  assert.equal(nl.get('Gulle Gever'), `Budget loopt 30% voor op plan: in dit tempo is het op ${ago(-11, 'nl-NL')} op.`);
  assert.equal(
    en.get('Gulle Gever'),
    `Budget runs 30% ahead of plan: at this pace it is spent on ${ago(-11, 'en-GB')}.`,
  );
  assert.equal(
    nl.get('Achterblijver'),
    `Budget loopt 30% achter op plan: in dit tempo blijft er op ${ago(-17, 'nl-NL')} € 900 over.`,
  );
  assert.equal(en.get('Kosten Lopen'), `Budget to ${ago(-17, 'en-GB')} overspent by €600.`);
  assert.equal(nl.get('Fietsen van Dam'), 'ROAS 1,20, doel ten minste 2,00.');
  assert.equal(en.get('Eeuwig Stil'), `Spend stopped: nothing since ${ago(4, 'en-GB')}.`);
  assert.match(nl.get('Dagen Kwijt') ?? '', new RegExp(`^3 dagen ontbreken sinds ${ago(6, 'nl-NL')}\\. \\w`));
  assert.match(
    en.get('Herverbinden BV') ?? '',
    new RegExp(`^Connection needs reconnecting since ${ago(3, 'en-GB')}\\. P`),
  );
  assert.match(nl.get('Conversie & Co') ?? '', /^Conversies 50% lager dan de 30 dagen ervoor, bij gelijke uitgaven\.$/);
  assert.equal(en.size, nl.size);
});

test('a row has its budget and result as the page of goals tells them, and how its connection is', async () => {
  const { clients: rows } = await ask<Overview>('/clients/overview');
  for (const name of ['Gulle Gever', 'Fietsen van Dam']) {
    const row = rows.find((each) => each.name === name) ?? assert.fail(name);
    const { items } = await ask<GoalList>(`/clients/${clients.get(name)}/goals`);
    const shown = row.budget ?? row.result ?? assert.fail('a goal is shown');
    const goal = items[0] ?? assert.fail('the goal is listed');
    const { state, value, plan, index } = goal.progress;
    assert.deepEqual(
      [shown.id, shown.state, shown.value, shown.plan, shown.index],
      [goal.id, state, value, plan, index],
    );
  }
  const states = new Map(rows.map((row) => [row.name, row.connection.state]));
  assert.deepEqual(
    ['Bakkerij Rust', 'Herverbinden BV', 'IJssalon Nieuw', 'Juist Gekozen'].map((name) => states.get(name)),
    ['healthy', 'reconnect', 'none', 'paused'],
  );
});

test('one client’s own page hears the same, and the people of a client hear nothing of the agency’s work', async () => {
  const clientId = clients.get('Gulle Gever') ?? assert.fail('planted');
  const { attention } = await ask<Overview>('/clients/overview');
  const { items } = await ask<ClientAttention>(`/clients/${clientId}/attention`);
  assert.deepEqual(
    items,
    attention.filter((each) => each.clientId === String(clientId)),
  );
  const email = 'klant@example.nl';
  const made = await addUser(ctx, { email, name: 'Klant', role: 'viewer', locale: 'nl', clientIds: [clientId] });
  const { token } = await signIn({ ...ctx, db: database.signIn }, { email, password: made.password });
  const cookie = sessionCookie({ token, isSecure: false }).split(';')[0] ?? '';
  const own = await app.inject({ url: '/api/v1/clients/overview', headers: { cookie } });
  assert.equal(own.json<Overview>().clients.length, 1);
  assert.deepEqual(own.json<Overview>().attention, []);
  const refused = await app.inject({ url: `/api/v1/clients/${clientId}/attention`, headers: { cookie } });
  assert.equal(refused.statusCode, 403);
});
