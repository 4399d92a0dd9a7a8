import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { boundAdAccounts, type GateContext } from '../../src/connect/index.ts';
import { ledgerMoment } from '../../src/facts/index.ts';
import { startWorkers } from '../../src/foundation/jobs/index.ts';
import { addDays, type ClientId, type Day, dayOf } from '../../src/foundation/kit/index.ts';
import { planClient } from '../../src/ingest/index.ts';
import { handlersFor, subscriptions } from '../../src/main/wiring.ts';
import { listWorldClients, type WorldName } from '../../src/sandbox/index.ts';
import { untilCollected } from '../kit/collection.ts';
import { type TestConnect, testConnect } from '../kit/connected.ts';
import type { Ending } from '../kit/database.ts';
import { differences, ledgerOf, truthOf } from '../kit/ledger.ts';

type Account = { readonly clientId: ClientId; readonly account: string };
type Range = { readonly from: Day; readonly to: Day };
/** What an account held at the first moment. The figures of a whole agency do not fit in memory, so they wait in a file. */
type Kept = { readonly path: string; readonly moment: string };

const SEATS = 16;

const wholeRange = (ctx: GateContext): Range => {
  const today = dayOf(ctx.clock.now());
  return { from: addDays(today, -913), to: addDays(today, -1) };
};

const connectAll = async ({ users, connectClient }: TestConnect, world: WorldName): Promise<ClientId[]> => {
  const wanted = new Set(listWorldClients({ name: world, seed: 7 }).map((client) => client.user));
  const clientIds: ClientId[] = [];
  for (const user of users.filter((each) => wanted.has(each.id))) clientIds.push(await connectClient(user));
  return clientIds;
};

const accountsOf = async (ctx: GateContext, clientIds: readonly ClientId[]): Promise<Account[]> => {
  const accounts: Account[] = [];
  for (const clientId of clientIds) {
    for (const { adAccountId } of await boundAdAccounts(ctx, { clientId })) {
      accounts.push({ clientId, account: adAccountId });
    }
  }
  return accounts;
};

/** Holds the ledger of an account against the truth of this moment and gives what it held. */
const compare = async (
  connected: TestConnect,
  ctx: GateContext,
  about: Account,
): Promise<ReadonlyMap<string, string>> => {
  const question = { sandboxUrl: connected.sandboxUrl, ctx, ...about, ...wholeRange(ctx) };
  const truth = await truthOf(question);
  const ledger = await ledgerOf(question);
  assert.ok(truth.size > 0);
  assert.deepEqual(differences(truth, ledger), []);
  return ledger;
};

/** As of the first moment the ledger gives the first numbers again; tells how many have been restated since. */
const compareAsOf = async (
  connected: TestConnect,
  ctx: GateContext,
  input: { about: Account; range: Range; then: Kept; now: ReadonlyMap<string, string> },
): Promise<number> => {
  const { about, range, then, now } = input;
  const figures = deserialize(await readFile(then.path)) as ReadonlyMap<string, string>;
  const question = { sandboxUrl: connected.sandboxUrl, ctx, ...about, ...range, asOf: then.moment };
  assert.deepEqual(differences(figures, await ledgerOf(question)), []);
  return [...figures].filter(([key, value]) => now.has(key) && now.get(key) !== value).length;
};

/**
 * The story of the ledger: a whole world is connected and collected, three days pass, the night comes again. At both
 * moments every number equals the sandbox's truth, and as of the first moment the first numbers come back.
 */
export const tellLedgerStory = async (ending: Ending, world: WorldName): Promise<void> => {
  const connected = await testConnect(ending, { world, connections: SEATS + 6 });
  const folder = await mkdtemp(join(tmpdir(), 'prikbord-ledger-'));
  ending.after(() => rm(folder, { recursive: true }));
  const ctx = connected.context({ kind: 'system', name: 'journey' });
  const workers = await startWorkers(ctx, { handlers: handlersFor(ctx), subscriptions, seats: SEATS });
  try {
    const clientIds = await connectAll(connected, world);
    assert.deepEqual(await untilCollected(ctx, clientIds), { failed: 0 });
    const accounts = await accountsOf(ctx, clientIds);
    const range = wholeRange(ctx);
    const first = new Map<string, Kept>();
    for (const about of accounts) {
      const figures = await compare(connected, ctx, about);
      const path = join(folder, about.account);
      await writeFile(path, serialize(figures));
      first.set(about.account, { path, moment: (await ledgerMoment(ctx, about.clientId)) ?? '' });
    }

    await connected.control('clock', { advance: 'P3D' });
    await connected.database.clock.advance(3 * 86_400_000);
    for (const clientId of clientIds) await planClient(ctx, { clientId, what: 'night' });
    assert.deepEqual(await untilCollected(ctx, clientIds), { failed: 0 });
    let restated = 0;
    for (const about of accounts) {
      const now = await compare(connected, ctx, about);
      const then = first.get(about.account);
      if (then !== undefined) restated += await compareAsOf(connected, ctx, { about, range, then, now });
    }
    assert.ok(restated > 0, 'three days later some numbers were restated');
  } finally {
    await workers.stop();
  }
};
