import { Readable } from 'node:stream';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Handler } from '../handler.ts';
import { handlers } from '../handlers.ts';
import { pages } from '../pages.ts';
import { type CallResult, failure, runCall } from './call.ts';
import { addControl } from './control.ts';
import type { Engine } from './engine.ts';
import { drip, paramsOf, queryOf, wait } from './incoming.ts';
import { latencyOf } from './latency.ts';
import { pageRoute } from './page-route.ts';

/** Base64 pictures of 20 MB and their JSON around them. */
const BODY_LIMIT = 40_000_000;
const send = (reply: FastifyReply, result: CallResult, body: string): FastifyReply => {
  const { answer } = result;
  reply.code(answer.status).headers(answer.headers ?? {});
  if (answer.html !== undefined) reply.type('text/html; charset=utf-8');
  else if (answer.json !== undefined) reply.type('application/json; charset=utf-8');
  return result.manner === 'slow' ? reply.send(Readable.from(drip(body))) : reply.send(body === '' ? undefined : body);
};

const bodyOf = (result: CallResult): string => {
  if (result.answer.html !== undefined) return result.answer.html;
  return result.answer.json === undefined ? '' : JSON.stringify(result.answer.json);
};

const callRoute = (engine: Engine, handler: Handler) => async (request: FastifyRequest, reply: FastifyReply) => {
  const query = queryOf(request);
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
