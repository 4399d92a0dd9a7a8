import { Readable } from 'node:stream';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Handler, Page, PageAnswer, PageRequest } from '../handler.ts';
import { handlers } from '../handlers.ts';
import { pages } from '../pages.ts';
import { type CallResult, failure, runCall } from './call.ts';
import { addControl } from './control.ts';
import type { Engine } from './engine.ts';
import { latencyOf } from './latency.ts';
import { createQuery } from './query.ts';

/** Base64 pictures of 20 MB and their JSON around them. */
const BODY_LIMIT = 40_000_000;
/** A slow answer drips over three seconds: longer than anything healthy, shorter than the client's ten. */
const SLOW_STEPS = 6;
const SLOW_STEP_MS = 500;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

const paramsOf = (request: FastifyRequest): Record<string, string> =>
  Object.fromEntries(Object.entries(record(request.params)).map(([name, value]) => [name, String(value)]));

async function* drip(text: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  const step = Math.max(1, Math.ceil(bytes.length / SLOW_STEPS));
  for (let at = 0; at < bytes.length; at += step) {
    await wait(SLOW_STEP_MS);
    yield bytes.subarray(at, at + step);
  }
}

const send = (reply: FastifyReply, result: CallResult, body: string): FastifyReply => {
  const { answer } = result;
  reply.code(answer.status).headers(answer.headers ?? {});
  if (answer.html !== undefined) reply.type('text/html; charset=utf-8');
  else if (answer.json !== undefined) reply.type('application/json; charset=utf-8');
  return result.manner === 'slow' ? reply.send(Readable.from(drip(body))) : reply.send(body === '' ? null : body);
};

const bodyOf = (result: CallResult): string => {
  if (result.answer.html !== undefined) return result.answer.html;
  return result.answer.json === undefined ? '' : JSON.stringify(result.answer.json);
};

const callRoute = (engine: Engine, handler: Handler) => async (request: FastifyRequest, reply: FastifyReply) => {
  const query = createQuery(record(request.query));
  const params = paramsOf(request);
  const result = await runCall(engine, handler, {
    params,
    query,
    body: request.body ?? undefined,
    headers: request.headers,
  });
  const answered = result.manner === 'plain' || result.manner === 'slow';
  const body = answered ? bodyOf(result) : '';
  engine.journal.add({
    at: new Date(engine.sandbox.clock.real()).toISOString(),
    op: handler.operationId,
    user: result.user,
    account: params.ad_account_id ?? query.text('ad_account_id') ?? null,
    status: answered ? result.answer.status : 0,
    category: handler.category,
    overLimit: result.overLimit,
    fault: result.fault,
    planted: engine.plant !== undefined && body.includes(engine.plant),
  });
  if (!answered) {
    reply.hijack();
    if (result.manner === 'reset') request.raw.socket.resetAndDestroy();
    return reply;
  }
  const pause = latencyOf(engine.sandbox.settings.latency, handler.category);
  if (pause > 0) await wait(pause);
  return send(reply, result, body);
};

const isStream = (body: PageAnswer['body']): body is Iterable<Uint8Array> | AsyncIterable<Uint8Array> =>
  body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array);

const pageRoute = (engine: Engine, page: Page) => async (request: FastifyRequest, reply: FastifyReply) => {
  const incoming: PageRequest = {
    ...engine.sandbox,
    params: paramsOf(request),
    query: createQuery(record(request.query)),
    body: request.body instanceof Buffer ? request.body : Buffer.alloc(0),
    headers: request.headers,
    now: engine.sandbox.clock.now,
  };
  const answer = await page.handle(incoming);
  if (page.operation !== undefined) {
    engine.journal.add({
      at: new Date(engine.sandbox.clock.real()).toISOString(),
      op: page.operation,
      user: null,
      account: null,
      status: answer.status,
      category: null,
      overLimit: false,
      fault: null,
      planted: engine.plant !== undefined && typeof answer.body === 'string' && answer.body.includes(engine.plant),
    });
  }
  reply.code(answer.status).headers(answer.headers ?? {});
  reply.type(answer.type ?? 'text/html; charset=utf-8');
  if (isStream(answer.body)) return reply.send(Readable.from(answer.body, { objectMode: false }));
  return reply.send(answer.body ?? null);
};

const addApi = (engine: Engine) => async (api: FastifyInstance) => {
  api.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))));
  });
  api.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  for (const handler of handlers)
    api.route({ method: handler.method, url: handler.path, handler: callRoute(engine, handler) });
};

const addPages = (engine: Engine) => async (app: FastifyInstance) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  for (const page of pages) app.route({ method: page.method, url: page.path, handler: pageRoute(engine, page) });
};

/** The whole server: `/v5`, the pages around it and `/__sandbox`. */
export const createApp = async (engine: Engine): Promise<FastifyInstance> => {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
  });
  // The Date header carries virtual time: a client that watches it sees this Pinterest's calendar.
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('date', engine.sandbox.clock.now().toUTCString());
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(failure(404, 404, 'Not Found').json));
  app.setErrorHandler((error, _request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    const message = error instanceof Error ? error.message : 'unknown';
    // A broken handler must be seen in a test, so its message goes out; what a caller did wrong is a 400.
    const shown =
      status >= 400 && status < 500
        ? failure(400, 1, `Invalid request: ${message}`)
        : failure(500, 500, `Sandbox bug: ${message}`);
    return reply.code(shown.status).send(shown.json);
  });
  await app.register(addApi(engine), { prefix: '/v5' });
  await app.register(addPages(engine));
  await app.register(addControl(engine), { prefix: '/__sandbox' });
  return app;
};
