import type { Readable } from 'node:stream';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { LOGO_BYTES_MAX } from '../clients/index.ts';
import { asFault, Fault } from '../foundation/kit/index.ts';
import { actorOf } from '../identity/index.ts';
import { sendTagged } from './middleware/etag.ts';
import { personFor } from './middleware/gate.ts';
import { localeOf, problemOf } from './middleware/problems.ts';
import { runRepeatable } from './middleware/repeatable.ts';
import type { Asked, FileKind, Route } from './route.ts';
import { addDescription } from './routes/description.ts';
import { publicPages } from './routes/public-pages.ts';
import { routes as everyRoute } from './routes.ts';
import type { Surroundings } from './surroundings.ts';

// Bodies of this version are a sign-in at most; a megabyte is generous.
const BODY_BYTES = 1 << 20;
const REQUESTS_A_MINUTE = 600;
const hidden = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };

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

// A route that was added past the list would have no right and no row in the matrix: the server does not start with one.
const refuseUndeclared = (app: FastifyInstance, routes: readonly Route[]): void => {
  const declared = new Set(routes.map((each) => `${each.method} /api/v1${each.path}`));
  app.addHook('onRoute', ({ method, url }) => {
    if (!url.startsWith('/api/v1')) return;
    const methods = [method].flat().map((each) => (each === 'HEAD' ? 'GET' : each));
    if (methods.every((each) => declared.has(`${each} ${url}`))) return;
    throw new Fault('API_ROUTE_UNDECLARED', 'bug', `${methods.join()} ${url} stands in no list of routes.`);
  });
};

// What browsers and tools call a file of a kind; what it is, is told by its content. Handed on as it comes in.
const fileTypes: Readonly<Record<FileKind, string[]>> = {
  csv: [
    ...['text/csv', 'application/csv', 'text/tab-separated-values', 'application/vnd.ms-excel', 'text/plain'],
    'application/octet-stream',
  ],
  picture: ['image/jpeg', 'image/png', 'image/webp', 'application/octet-stream'],
};

type FileRoute = { readonly kind: FileKind; readonly route: Route };

/** A route that takes a file stands apart, so that no other route is given a stream for a body. */
const serveFileRoute = async (app: FastifyInstance, around: Surroundings, given: FileRoute): Promise<void> => {
  const { kind, route } = given;
  await app.register((apart, _options, done) => {
    apart.removeAllContentTypeParsers();
    apart.addContentTypeParser(fileTypes[kind], async (_request: FastifyRequest, payload: Readable) => payload);
    serveRoute(apart, around, route);
    done();
  });
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
      const acted = { ...around, ctx: acting };
      const answer = await (route.answer === undefined ? route.run(acted, asked) : runRepeatable(acted, route, asked));
      if (reply.sent) return reply;
      if (route.answer === undefined) return answer;
      if (answer === undefined) return reply.status(204).send();
      return route.method === 'GET' ? sendTagged(request, reply, answer) : reply.send(answer);
    },
  });
};

/**
 * The HTTP side of Prikbord: routes behind the gate, problems in the reader's language, strict headers.
 * @personal what the routes say
 */
export const buildApp = async (
  around: Surroundings,
  routes: readonly Route[] = everyRoute,
): Promise<FastifyInstance> => {
  const app = fastify({ logger: false, bodyLimit: BODY_BYTES, trustProxy: around.config.publicUrl !== undefined });
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // Mantine and ECharts set sizes through style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        // A reader with a link has no session: their pictures come with the link and are shown from memory.
        imgSrc: ["'self'", 'data:', 'blob:'],
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
    // How many requests are left differs from one answer to the next; answers that must be equal must be equal in this too.
    addHeaders: hidden,
    addHeadersOnExceeding: hidden,
    errorResponseBuilder: () => new Fault('API_TOO_MANY', 'limited', 'Too many requests.'),
  });
  // Figures of clients stay out of every cache on their way, a shared computer's included.
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  app.setErrorHandler((error, request, reply) => answerProblem(around, request, reply, readable(error)));
  // Pictures come as they are; what they are is told by their content, not by this header.
  app.addContentTypeParser(
    ['image/jpeg', 'image/png', 'image/webp'],
    { parseAs: 'buffer', bodyLimit: LOGO_BYTES_MAX },
    async (_request: FastifyRequest, body: Buffer) => body,
  );
  refuseUndeclared(app, routes);
  for (const each of routes) {
    if (each.takes === undefined) serveRoute(app, around, each);
    else await serveFileRoute(app, around, { kind: each.takes, route: each });
  }
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
