import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../src/api/index.ts';
import { openGate } from '../../src/connect/index.ts';
import { createFetch } from '../../src/foundation/outside/index.ts';
import type { Config } from '../../src/foundation/runtime/index.ts';
import type { TestDatabase } from './database.ts';

/** The HTTP side on a test's database, without a port; it closes with the test. `more` says what of the configuration differs. */
export const testApp = async (database: TestDatabase, more: Partial<Config> = {}): Promise<FastifyInstance> => {
  const { keys } = database;
  const config = { ...database.config, ...more };
  const { clock, log } = database.context();
  const gate = openGate({ config, keys, db: database.app, clock, log, fetch: createFetch(config) });
  database.atEnd(() => gate.close());
  const app = await buildApp({
    ctx: { ...database.context({ kind: 'system', name: 'web' }), db: database.app, gate },
    config,
    keys,
    signIn: database.signIn,
    readiness: async () => ({ ready: true, demo: 'none', history: { done: 0, total: 0 } }),
    metrics: async () => '',
    webDir: join(tmpdir(), `no-console-here-${randomUUID()}`),
    stopping: new AbortController().signal,
  });
  database.atEnd(async () => {
    await app.close();
  });
  return app;
};
