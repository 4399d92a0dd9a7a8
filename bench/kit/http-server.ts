/*
 * One of the two servers of the http bench, configured by the environment: `node http-server.ts product` is the product as
 * `bin/prikbord serve` runs it; `bare` is a Fastify route that does no more than the database work of the same pages. It finds
 * out what that is by asking the product's own routes once for each reader (given as JSON in PRIKBORD_BENCH_READERS) and writing
 * down the statements; then each request runs those of its reader, the session's first, in one row-security transaction, and
 * sends the rows. It says its address on a line and stops when its input ends.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import pg from 'pg';
import { buildApp } from '../../src/api/index.ts';
import { openDatabase, withClients } from '../../src/foundation/db/index.ts';
import type { ClientId } from '../../src/foundation/kit/index.ts';
import { type Config, loadConfig } from '../../src/foundation/runtime/index.ts';
import { openProcess } from '../../src/main/process.ts';
import { serve } from '../../src/main/serve.ts';

type Asker = { readonly cookie: string; readonly clientId: number; readonly path: string };
type Statement = { readonly text: string; readonly values: unknown[] };
type Running = { readonly url: string; readonly stop: () => Promise<void> };

// As many connections as a server process has for pages, so that both wait for the same.
const CONNECTIONS = 20;
const actor = { kind: 'system', name: 'bench' } as const;

// What makes and ends a transaction is not what is asked in it, and the process's own clock ticks beside it.
const isFrame = (text: string): boolean =>
  /^(?:begin|commit|rollback|select set_config)|pg_current_xact_id|clock_tick/.test(text);

/** Runs `work` and gives every statement that was sent meanwhile, in order. */
const record = async (work: () => Promise<void>): Promise<Statement[]> => {
  const found: Statement[] = [];
  const { prototype } = pg.Client;
  const own = prototype.query;
  const spy = function (this: pg.Client, ...given: unknown[]): unknown {
    const [text, values] = given;
    if (typeof text === 'string' && !isFrame(text)) found.push({ text, values: Array.isArray(values) ? values : [] });
    return Reflect.apply(own, this, given);
  };
  Object.assign(prototype, { query: spy });
  try {
    await work();
  } finally {
    Object.assign(prototype, { query: own });
  }
  return found;
};

const statementsOf = async (config: Config, askers: readonly Asker[]): Promise<Map<number, Statement[]>> => {
  const running = await openProcess({ config, role: 'app', actor, connections: CONNECTIONS });
  const signIn = await openDatabase({ config, keys: running.keys, role: 'sign-in', max: 1 });
  const app = await buildApp({
    ctx: running.ctx,
    config,
    keys: running.keys,
    signIn,
    webDir: config.dataDir,
    readiness: async () => ({ ready: true, demo: 'none', history: { done: 0, total: 0 } }),
    metrics: async () => '',
    stopping: new AbortController().signal,
  });
  const found = new Map<number, Statement[]>();
  for (const { cookie, clientId, path } of askers) {
    const ask = async (): Promise<void> => {
      const answer = await app.inject({ url: path, headers: { cookie } });
      if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} from ${path}: ${answer.body}`);
    };
    // The first time writes down that the session is in use, which is done once a minute and not by each page.
    await ask();
    found.set(clientId, await record(ask));
  }
  await app.close();
  await signIn.close();
  await running.close();
  return found;
};

const asText = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

const serveBare = async (config: Config, askers: readonly Asker[]): Promise<Running> => {
  const statements = await statementsOf(config, askers);
  const { keys, close } = await openProcess({ config, role: 'app', actor, connections: 1 });
  const db = await openDatabase({ config, keys, role: 'app', max: CONNECTIONS });
  const app = fastify({ logger: false });
  app.setErrorHandler((error, _request, reply) => {
    process.stderr.write(`${String(error)}\n`);
    return reply.status(500).send();
  });
  app.get<{ Params: { clientId: string } }>('/bare/:clientId', async (request, reply) => {
    const clientId = Number(request.params.clientId);
    const rows = await withClients(db, { actor, clientIds: [clientId as ClientId] }, async (tx) => {
      const all: unknown[] = [];
      for (const { text, values } of statements.get(clientId) ?? []) all.push(await tx.sql(text, values));
      return all;
    });
    return reply.type('application/json').send(JSON.stringify(rows, asText));
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    await app.close();
    await db.close();
    await close();
  };
  process.stderr.write(`${statements.values().next().value?.length ?? 0} statements a page\n`);
  return { url: `http://127.0.0.1:${port}`, stop };
};

const config = loadConfig(process.env, { mode: 'demo' });
const askers = (): Asker[] => JSON.parse(process.env.PRIKBORD_BENCH_READERS ?? '[]') as Asker[];
const running =
  process.argv[2] === 'bare' ? await serveBare(config, askers()) : await serve({ config: { ...config, port: 0 } });
process.stdout.write(`${running.url}\n`);
process.stdin.resume();
await once(process.stdin, 'end');
await running.stop();
