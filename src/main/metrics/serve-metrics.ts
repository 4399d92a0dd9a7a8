import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mayReadMetrics } from '../../api/index.ts';
import { Fault } from '../../foundation/kit/index.ts';
import type { Config } from '../../foundation/runtime/index.ts';

/** A process's own small server for a monitoring system. */
export type ServingMetrics = { readonly port: number; readonly stop: () => Promise<void> };

type Serving = { readonly config: Pick<Config, 'host' | 'metrics'>; readonly metrics: () => Promise<string> };

const answer = async ({ config, metrics }: Serving, request: IncomingMessage, reply: ServerResponse): Promise<void> => {
  if (request.method !== 'GET' || request.url !== '/metrics' || !mayReadMetrics(config, request)) {
    reply.writeHead(404).end();
    return;
  }
  const text = await metrics();
  reply.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(text);
};

/**
 * Serves `/metrics` of a worker process on its configured port, and nothing else; nothing when no port is configured.
 * @throws MAIN_METRICS_PORT when the port cannot be had
 * @personal none
 */
export const serveMetrics = async (
  config: Pick<Config, 'host' | 'metrics'>,
  metrics: () => Promise<string>,
): Promise<ServingMetrics | undefined> => {
  const { port } = config.metrics;
  if (port === undefined) return undefined;
  const server = createServer((request, reply) => {
    answer({ config, metrics }, request, reply).catch(() => reply.writeHead(500).end());
  });
  try {
    server.listen(port, config.host);
    await once(server, 'listening');
  } catch (cause) {
    throw new Fault('MAIN_METRICS_PORT', 'invalid', `Metrics cannot be served on port ${port}.`, { cause });
  }
  const { port: taken } = server.address() as AddressInfo;
  return {
    port: taken,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
};
