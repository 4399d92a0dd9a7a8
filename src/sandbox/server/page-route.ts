import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FaultKind } from '../faults/faults.ts';
import type { Page, PageAnswer } from '../handler.ts';
import type { Engine } from './engine.ts';
import { paramsOf, queryOf, wait } from './incoming.ts';

/** How long a slow file keeps its reader waiting for the first byte. @unit real milliseconds */
const SLOW_MS = 3000;

const isStream = (body: PageAnswer['body']): body is Iterable<Uint8Array> | AsyncIterable<Uint8Array> =>
  body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array);

const spoiled = (kind: FaultKind | undefined): PageAnswer | undefined => {
  if (kind === '500' || kind === '500-after-commit')
    return { status: 500, type: 'application/xml', body: '<Error><Code>InternalError</Code></Error>' };
  if (kind === '429') return { status: 503, type: 'application/xml', body: '<Error><Code>SlowDown</Code></Error>' };
  return kind === 'html'
    ? { status: 503, body: '<html><h1>503 Service Temporarily Unavailable</h1></html>' }
    : undefined;
};

const note = (
  engine: Engine,
  operation: string,
  more: { status: number; fault: FaultKind | null; planted: boolean },
): void =>
  engine.journal.add({
    at: new Date(engine.sandbox.clock.real()).toISOString(),
    op: operation,
    user: null,
    account: null,
    category: null,
    overLimit: false,
    ...more,
  });

const send = (reply: FastifyReply, answer: PageAnswer): FastifyReply => {
  reply.code(answer.status).headers(answer.headers ?? {});
  reply.type(answer.type ?? 'text/html; charset=utf-8');
  if (isStream(answer.body)) return reply.send(Readable.from(answer.body, { objectMode: false }));
  return reply.send(answer.body ?? null);
};

const faultOf = (engine: Engine, page: Page): FaultKind | undefined =>
  page.operation === undefined
    ? undefined
    : engine.faults.hit({ op: page.operation, onlyByName: true, user: undefined, account: undefined });

const silences: readonly (FaultKind | undefined)[] = ['timeout', 'timeout-after-commit', 'reset'];
const works: readonly (FaultKind | undefined)[] = [undefined, 'slow', '500-after-commit', 'timeout-after-commit'];

/** What the page answers, or undefined when the line stays silent. */
const answerOf = async (
  engine: Engine,
  page: Page,
  call: { request: FastifyRequest; kind: FaultKind | undefined },
): Promise<PageAnswer | undefined> => {
  const { request, kind } = call;
  if (kind === 'slow') await wait(SLOW_MS);
  const done = works.includes(kind)
    ? await page.handle({
        ...engine.sandbox,
        params: paramsOf(request),
        query: queryOf(request),
        body: request.body instanceof Buffer ? request.body : Buffer.alloc(0),
        headers: request.headers,
        now: engine.sandbox.clock.now,
      })
    : undefined;
  return silences.includes(kind) ? undefined : (spoiled(kind) ?? done ?? { status: 500, body: '' });
};

/** Answers an address outside `/v5`; one with a name of its own can be made to fail by that name and stands in the journal. */
export const pageRoute = (engine: Engine, page: Page) => async (request: FastifyRequest, reply: FastifyReply) => {
  const kind = faultOf(engine, page);
  const answer = await answerOf(engine, page, { request, kind });
  if (page.operation !== undefined) {
    const planted =
      engine.plant !== undefined && typeof answer?.body === 'string' && answer.body.includes(engine.plant);
    note(engine, page.operation, { status: answer?.status ?? 0, fault: kind ?? null, planted });
  }
  if (answer) return send(reply, answer);
  reply.hijack();
  if (kind === 'reset') request.raw.socket.resetAndDestroy();
  return reply;
};
