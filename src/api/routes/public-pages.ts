import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Asker, callbackPath, clientOfAttempt, finishConnect } from '../../connect/index.ts';
import { asFault, Fault } from '../../foundation/kit/index.ts';
import { requireSession } from '../../identity/index.ts';
import { ready } from '../contract.ts';
import { mayReadMetrics } from '../middleware/metrics-access.ts';
import type { Surroundings } from '../surroundings.ts';

const addHealth = (app: FastifyInstance, around: Surroundings): void => {
  app.get('/health/live', async () => ({ live: true }));
  app.get('/health/ready', async (_request, reply) => {
    const state = ready.parse(await around.readiness());
    return reply.status(state.ready ? 200 : 503).send(state);
  });
  app.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(around.config, request.raw)) {
      throw new Fault('API_MISSING', 'missing', 'There is no such page.');
    }
    return reply.type('text/plain; version=0.0.4').send(await around.metrics());
  });
};

const askerOf = async (around: Surroundings, cookie: string | undefined): Promise<Asker | undefined> => {
  try {
    const person = await requireSession(around.ctx, { cookie });
    return person.kind === 'user' ? { kind: 'session', id: person.sessionId } : undefined;
  } catch (error) {
    // Nobody is signed in here: an attempt that a command-line run began may still end here.
    if (asFault(error).kind === 'unauthenticated') return undefined;
    throw error;
  }
};

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Where a person goes after Pinterest's page: to the client's data, with the code of what went wrong if anything did. */
const outcomeFor = async (
  around: Surroundings,
  input: { state: string; code: string | undefined; asker: Asker },
): Promise<string> => {
  try {
    const { clientId, mustChoose } = await finishConnect(around.ctx, { ...input, choice: 'ask' });
    // The page shows the choice for as long as there is one to make.
    return `/clients/${clientId}/data${mustChoose ? '' : '?connected=yes'}`;
  } catch (error) {
    const clientId = await clientOfAttempt(around.ctx, input);
    const { code, kind } = asFault(error);
    // An attempt that is not this session's has no page here, and a fault of ours is told and logged as such.
    if (clientId === undefined || kind === 'bug') throw error;
    return `/clients/${clientId}/data?refused=${code}`;
  }
};

const addCallback = (app: FastifyInstance, around: Surroundings): void => {
  app.get(callbackPath, async (request, reply) => {
    const query = request.query as Record<string, unknown>;
    const asker = await askerOf(around, request.headers.cookie);
    const state = text(query.state) ?? '';
    const code = text(query.code);
    // A run of the command line has no page to go to; a person goes back to the client's.
    if (asker === undefined) {
      await finishConnect(around.ctx, { state, code, asker, choice: 'owned' });
      return reply.type('text/plain').send('Connected. You can close this page.\n');
    }
    const outcome = await outcomeFor(around, { state, code, asker });
    return reply.redirect(outcome, 303);
  });
};

const addConsole = async (app: FastifyInstance, webDir: string): Promise<void> => {
  if (!existsSync(webDir)) return;
  await app.register(fastifyStatic, {
    root: webDir,
    prefix: '/',
    wildcard: false,
    index: false,
    maxAge: '365d',
    immutable: true,
  });
  const page = (reply: FastifyReply) =>
    reply.header('cache-control', 'no-cache').sendFile('index.html', { maxAge: 0, immutable: false });
  app.get('/', (_request, reply) => page(reply));
  app.get('/api/docs', (_request, reply) => page(reply));
  app.setNotFoundHandler((request, reply) => {
    // Addresses of the console are known to the browser only; what is under the API is answered by the API.
    if (request.method === 'GET' && !request.url.startsWith('/api/') && !request.url.includes('.')) return page(reply);
    throw new Fault('API_MISSING', 'missing', 'There is no such page.');
  });
};

/** What is answered outside `/api/v1`: health, metrics, the OAuth callback and the console itself. */
export const publicPages = async (app: FastifyInstance, around: Surroundings): Promise<void> => {
  addHealth(app, around);
  addCallback(app, around);
  await addConsole(app, around.webDir);
};
