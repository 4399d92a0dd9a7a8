import { resolve } from 'node:path';
import { startServer } from '../../src/foundation/db/server.ts';
import { secret } from '../../src/foundation/kit/index.ts';
import { dropTestRemains } from '../../test/kit/template.ts';
import { root, say } from '../tell.ts';

/** A PostgreSQL for tests and checks: PRIKBORD_DATABASE_URL, or the embedded one in `.prikbord/test`. */
export type TestDatabase = { readonly url: string; close(): Promise<void> };

/**
 * Opens it; `close` stops the embedded server when we started it and nobody else uses it, and takes what tests made off a
 * server that is not ours.
 */
export const openTestDatabase = async (): Promise<TestDatabase> => {
  const external = process.env.PRIKBORD_DATABASE_URL;
  if (external !== undefined && external !== '') {
    return { url: external, close: () => dropTestRemains(secret(external)) };
  }
  const server = await startServer({
    dataDir: resolve(root, '.prikbord/test'),
    log: (event) => say(`test database: ${event}`),
    binDir: process.env.PRIKBORD_PG_BIN,
  });
  // Another run may have adopted the server we started, or we theirs: then it stays.
  return { url: server.url, close: async () => (server.adopted ? undefined : server.release()) };
};
