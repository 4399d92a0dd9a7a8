import type { AddressInfo } from 'node:net';
import { buildApp } from '../api/index.ts';
import { openDatabase } from '../foundation/db/index.ts';
import type { Config } from '../foundation/runtime/index.ts';
import { inviteOwner } from '../identity/index.ts';
import { metricsOf } from './metrics/metrics-of.ts';
import { openProcess } from './process.ts';
import { readinessOf } from './readiness.ts';
import { webDir } from './start/web-build.ts';

/** A running web server; `stop` ends open streams and requests in order and closes the database. */
export type Serving = {
  readonly url: string;
  /** Where the first owner is set up, for the terminal only; undefined when there is somebody already, and in a demo. */
  readonly setUpLink: string | undefined;
  readonly stop: () => Promise<void>;
};

// A page asks a handful of things at once; a few dozen readers share these.
const CONNECTIONS = 20;
const SIGN_IN_CONNECTIONS = 4;

/**
 * Serves pages and API until stopped. Any number of processes share one database.
 * @throws every refusal to start (exit 78), before the port is opened
 * @personal none
 */
export const serve = async (input: { config: Config }): Promise<Serving> => {
  const actor = { kind: 'system', name: 'serve' } as const;
  const running = await openProcess({ config: input.config, role: 'app', actor, connections: CONNECTIONS });
  const { config, keys, ctx } = running;
  const stopping = new AbortController();
  // What began last ends first, also when the next thing cannot begin.
  const ends: (() => Promise<void>)[] = [running.close];
  const endAll = async (): Promise<void> => {
    stopping.abort();
    for (const end of ends) await end();
  };
  try {
    const signIn = await openDatabase({ config, keys, role: 'sign-in', max: SIGN_IN_CONNECTIONS });
    ends.unshift(signIn.close);
    const app = await buildApp({
      ctx,
      config,
      keys,
      signIn,
      webDir,
      readiness: readinessOf(ctx, config),
      metrics: metricsOf(running.ctx),
      stopping: stopping.signal,
    });
    ends.unshift(async () => {
      await app.close();
    });
    await app.listen({ host: config.host, port: config.port });
    const { port } = app.server.address() as AddressInfo;
    const url = `http://${config.host}:${port}`;
    // Whoever reads this terminal owns the machine; a stranger who finds the address first does not.
    const owner = config.mode === 'real' ? await inviteOwner(ctx) : undefined;
    const setUpLink = owner && `${config.publicUrl?.replace(/\/$/, '') ?? url}/set-up#${owner.token}`;
    ctx.log.info('serve.started', { pid: process.pid, port });
    return { url, setUpLink, stop: endAll };
  } catch (error) {
    await endAll();
    throw error;
  }
};
