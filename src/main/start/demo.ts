import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { addClient, addGoal, changeSettings, type GoalTerms, listClients, listGoals } from '../../clients/index.ts';
import { awaitAttempt, boundAdAccounts, connectionHealth, startConnect } from '../../connect/index.ts';
import { addDays, type ClientId, type Day, dayOf, Fault, monthOf } from '../../foundation/kit/index.ts';
import { addApiKey, addUser } from '../../identity/index.ts';
import { keyScopes } from '../../identity/rights.ts';
import { listWorldClients } from '../../sandbox/index.ts';
import type { Process } from '../process.ts';
import type { DemoFile } from './demo-place.ts';

/** The world of the demo. */
export const demoWorld = { world: 'agency', seed: 7 } as const;

// Every third client's contract lets organic numbers be stored, so that both ways can be seen.
const ORGANIC_EVERY = 3;

// Several people can be at Pinterest's consent page at once; more than this would only wait for each other.
const AT_ONCE = 6;

/** People of the demo agency, one per role that differs in what it sees. */
const people = [
  { email: 'eva@prikbord.example', name: 'Eva de Wit', role: 'admin', given: 0 },
  { email: 'noor@prikbord.example', name: 'Noor Bakker', role: 'manager', given: 12 },
  { email: 'sam@prikbord.example', name: 'Sam Visser', role: 'marketer', given: 6 },
] as const;

/** People of the demo's first client. */
const peopleOfClient = [
  { email: 'lotte@klant.example', name: 'Lotte Smit', role: 'approver' },
  { email: 'daan@klant.example', name: 'Daan Mulder', role: 'viewer' },
] as const;

/** What the demo needs of the world it lives in. */
export type DemoInput = {
  readonly running: Process;
  readonly sandboxUrl: string;
  readonly progress: (text: string) => void;
};

const connectOne = async ({ running }: DemoInput, input: { clientId: ClientId; user: string }): Promise<void> => {
  const { ctx } = running;
  const asker = { kind: 'run', id: randomUUID() } as const;
  const { url, state } = await startConnect(ctx, { clientId: input.clientId, asker });
  // As a person would: open the consent page, give access, and let Pinterest send the browser back to Prikbord.
  const consent = new URL(url);
  consent.searchParams.set('approve', input.user);
  const answer = await fetch(consent, { redirect: 'follow' });
  await answer.body?.cancel();
  const attempt = await awaitAttempt(ctx, { state, asker });
  if (attempt.state !== 'ended' || attempt.outcome !== 'connected') {
    throw new Fault('MAIN_DEMO_CONNECT', 'upstream', 'A demo client could not be connected.', {
      facts: { clientId: input.clientId, outcome: attempt.state === 'ended' ? attempt.outcome : attempt.state },
    });
  }
};

type DemoClient = { readonly clientId: ClientId; readonly user: string };

const ensureClients = async ({ running }: DemoInput): Promise<DemoClient[]> => {
  const { ctx } = running;
  const known = new Map((await listClients(ctx)).map((client) => [client.name, client.clientId]));
  const wanted = listWorldClients({ name: demoWorld.world, seed: demoWorld.seed });
  const clients: DemoClient[] = [];
  for (const [index, user] of wanted.entries()) {
    let clientId = known.get(user.name);
    if (clientId === undefined) {
      clientId = await addClient(ctx, {
        name: user.name,
        kind: 'legal_person',
        locale: 'nl',
        zone: 'Europe/Amsterdam',
      });
      if (index % ORGANIC_EVERY === 0) {
        await changeSettings(ctx, { clientId, settings: { organicHistory: true, organicGround: 'contract:demo' } });
      }
    }
    clients.push({ clientId, user: user.user });
  }
  return clients;
};

const MILLION = 1_000_000n;

/** A month that has begun long enough ago to be judged: the present one, or in its first week the weeks around its start. */
const goalPeriod = (today: Day): { from: Day; to: Day } => {
  const month = monthOf(today);
  const from = addDays(today, -7) < month ? addDays(today, -14) : month;
  return { from, to: addDays(monthOf(addDays(month, 32)), -1) };
};

// What was agreed with the first clients: a budget that is tight, one that is wide, and results to reach and to stay under.
const agreed: readonly (readonly Pick<GoalTerms, 'metric' | 'kind' | 'target'>[])[] = [
  [
    { metric: 'spend', kind: 'budget', target: 2_000n * MILLION },
    { metric: 'roas', kind: 'at-least', target: 3n * MILLION },
  ],
  [{ metric: 'spend', kind: 'budget', target: 20_000n * MILLION }],
  [{ metric: 'cost-per-checkout', kind: 'at-most', target: 15n * MILLION }],
];

/** Agrees the demo's goals, through the door a person's page uses; those that are there stay. */
const agreeGoals = async ({ running }: DemoInput, clients: readonly DemoClient[]): Promise<void> => {
  const { ctx } = running;
  const period = goalPeriod(dayOf(ctx.clock.now()));
  for (const [index, goals] of agreed.entries()) {
    const clientId = clients[index]?.clientId;
    if (clientId === undefined || (await listGoals(ctx, { clientId })).length > 0) continue;
    const [account] = await boundAdAccounts(ctx, { clientId });
    if (account === undefined) continue;
    for (const goal of goals) {
      await addGoal(ctx, { clientId, terms: { ...goal, ...period, account: account.adAccountId } });
    }
  }
};

/**
 * Makes the demo's clients and connects each through the real OAuth path. Done again after an interruption, it goes on with
 * those that are missing. Some have goals, so that there is something to be ahead of.
 * @returns how many clients the demo has
 */
export const fillDemo = async (input: DemoInput): Promise<number> => {
  const clients = await ensureClients(input);
  const { ctx } = input.running;
  const health = await connectionHealth(ctx, { clientIds: clients.map((client) => client.clientId) });
  const connected = new Set(health.filter((each) => each.state === 'connected').map((each) => each.clientId));
  const missing = clients.filter((client) => !connected.has(client.clientId));
  let done = connected.size;
  const waiting = [...missing];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await connectOne(input, next);
      done += 1;
      input.progress(`connecting clients to the sandbox: ${done} of ${clients.length}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await agreeGoals(input, clients);
  return clients.length;
};

/** Adds the demo's people and key, whose proofs exist only now: they are told in `demo.json`. */
export const addDemoPeople = async (running: Process): Promise<Pick<DemoFile, 'apiKey' | 'logins'>> => {
  const ctx = { ...running.ctx, keys: running.keys };
  const clientIds = (await listClients(ctx)).map((client) => client.clientId);
  const logins: DemoFile['logins'] = [];
  for (const { given, ...person } of people) {
    const added = await addUser(ctx, { ...person, locale: 'nl', clientIds: clientIds.slice(0, given) });
    logins.push({
      email: person.email,
      password: added.password,
      totpSecret: added.totpSecret ?? '',
      role: person.role,
      client: null,
    });
  }
  // Two people of the first client, who sign in with a password alone and see its window.
  const [first] = await listClients(ctx, { clientIds: clientIds.slice(0, 1) });
  for (const person of first === undefined ? [] : peopleOfClient) {
    const added = await addUser(ctx, { ...person, locale: 'nl', clientIds: clientIds.slice(0, 1) });
    const { email, role } = person;
    logins.push({ email, password: added.password, totpSecret: '', role, client: first?.name ?? null });
  }
  const { key } = await addApiKey(ctx, { label: 'demo', scopes: keyScopes, clientIds: 'all' });
  return { apiKey: key, logins };
};

/** Waits until an address answers. @throws MAIN_NO_ANSWER after `limitMs` */
export const untilAnswers = async (url: string, limitMs: number): Promise<void> => {
  const end = performance.now() + limitMs;
  while (performance.now() < end) {
    const answered = await fetch(url, { signal: AbortSignal.timeout(2000) }).then(
      (response) => response.status < 500,
      // Refused or silent: it is still starting.
      () => false,
    );
    if (answered) return;
    await wait(60);
  }
  throw new Fault('MAIN_NO_ANSWER', 'upstream', `Nothing answers at ${url}.`);
};
