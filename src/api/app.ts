import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { listClientIds } from '../clients/index.ts';
import { asFault, type ClientId, Fault, parseClientId } from '../foundation/kit/index.ts';
import { actorOf, type Person, requireSession } from '../identity/index.ts';
import { requireMay } from '../identity/policy.ts';
import type { Action } from '../identity/rights.ts';
import { localeOf, problemOf } from './middleware/problems.ts';
import type { Asked, Route } from './route.ts';
import { addDescription } from './routes/description.ts';
import { publicPages } from './routes/public-pages.ts';
import { routes } from './routes.ts';
import type { Surroundings } from './surroundings.ts';

// Bodies of this version are a sign-in at most; a megabyte is generous.
const BODY_BYTES = 1 << 20;
const REQUESTS_A_MINUTE = 600;

const answerProblem = (around: Surroundings, request: FastifyRequest, reply: FastifyReply, error: unknown): void => {
  const { fault, problem } = problemOf(error, localeOf(request.headers['accept-language']));
  const level = fault.kind === 'bug' ? 'error' : 'debug';
  around.ctx.log[level]('api.refused', {
    code: fault.code,
    route: request.routeOptions.url ?? 'none',
    status: problem.status,
    requestId: request.id,
    ...(fault.kind === 'bug' && error instanceof Error
      ? { stack: error.stack?.split('\n').slice(1, 6).join('\n') }
      : {}),
  });
  if (fault.retryAt !== undefined) {
    const seconds = Math.ceil((fault.retryAt.getTime() - around.ctx.clock.now().getTime()) / 1000);
    reply.header('retry-after', Math.max(1, seconds));
  }
  reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
};

const nobody: Person = { kind: 'key', keyId: 'nobody', scopes: [], clientIds: [] };

// Browsers send a page's origin with every request that changes something. One from elsewhere rides on the cookie.
const refuseOtherSites = (around: Surroundings, request: FastifyRequest): void => {
  if (request.method === 'GET') return;
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isOther = site !== undefined && site !== 'same-origin' && site !== 'none';
  const ours =
    around.config.publicUrl === undefined ? `http://${request.headers.host}` : new URL(around.config.publicUrl).origin;
  if (isOther || (origin !== undefined && origin !== ours)) {
    throw new Fault('API_ORIGIN_REFUSED', 'forbidden', 'This request came from another site.');
  }
};

const personFor = async (around: Surroundings, route: Route, request: FastifyRequest): Promise<Person> => {
  if (route.action === 'public') return nobody;
  const person = await requireSession(around.ctx, request.headers);
  if (route.action === 'signed-in') return person;
  const { clientId } = request.params as Record<string, string | undefined>;
  if (clientId === undefined) requireMay(person, route.action);
  else await requireClient(around, { person, action: route.action, clientId: parseClientId(clientId) });
  return person;
};

const missing = (): Fault => new Fault('API_MISSING', 'missing', 'There is no such thing, or it is not yours.');

// Somebody else's client, one that does not exist and a word that is no client at all get one and the same answer.
const requireClient = async (
  around: Surroundings,
  asked: { person: Person; action: Action; clientId: ClientId | undefined },
): Promise<void> => {
  const { person, action, clientId } = asked;
  if (clientId === undefined) throw missing();
  try {
    requireMay(person, action, clientId);
  } catch (error) {
    throw asFault(error).kind === 'missing' ? missing() : error;
  }
  if (person.clientIds === 'all' && !(await listClientIds(around.ctx)).includes(clientId)) throw missing();
};

const serveRoute = (app: FastifyInstance, around: Surroundings, route: Route): void => {
  app.route({
    method: route.method,
    url: `/api/v1${route.path}`,
    ...(route.perMinute === undefined ? {} : { config: { rateLimit: { max: route.perMinute, timeWindow: 60_000 } } }),
    handler: async (request, reply) => {
      refuseOtherSites(around, request);
      const person = await personFor(around, route, request);
      const params = request.params as Record<string, string>;
      const asked: Asked = { person, body: request.body, params, request, reply };
      const acting = route.action === 'public' ? around.ctx : { ...around.ctx, actor: actorOf(person) };
      const answer = await route.run({ ...around, ctx: acting }, asked);
      if (reply.sent) return reply;
      if (route.answer === undefined) return answer;
      const checked = route.answer.parse(answer);
      return checked === undefined ? reply.status(204).send() : reply.send(checked);
    },
  });
};

/**
 * The HTTP side of Prikbord: routes behind the gate, problems in the reader's language, strict headers.
 * @personal what the routes say
 */
export const buildApp = async (around: Surroundings): Promise<FastifyInstance> => {
  const app = fastify({ logger: false, bodyLimit: BODY_BYTES, trustProxy: around.config.publicUrl !== undefined });
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // Mantine and ECharts set sizes through style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: around.config.publicUrl?.startsWith('https:') === true,
  });
  await app.register(rateLimit, {
    max: REQUESTS_A_MINUTE,
    timeWindow: 60_000,
    errorResponseBuilder: () => new Fault('API_TOO_MANY', 'limited', 'Too many requests.'),
  });
  // Figures of clients stay out of every cache on their way, a shared computer's included.
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  app.setErrorHandler((error, request, reply) => answerProblem(around, request, reply, readable(error)));
  for (const each of routes) serveRoute(app, around, each);
  addDescription(app, routes);
  await publicPages(app, around);
  return app;
};

const isZod = (error: unknown): boolean => error instanceof Error && error.name === 'ZodError';

// Fastify's own refusals of a body and zod's of its shape are the asker's; everything else unknown is ours.
const readable = (error: unknown): unknown => {
  if (isZod(error)) return new Fault('API_REQUEST_INVALID', 'invalid', 'The request is not right.', { cause: error });
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return asFault(error).code === 'KIT_UNEXPECTED'
      ? new Fault('API_REQUEST_INVALID', 'invalid', 'The request is not right.', { cause: error })
      : error;
  }
  return error;
};
