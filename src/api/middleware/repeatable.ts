import { Fault } from '../../foundation/kit/index.ts';
import { doOnce } from '../../identity/index.ts';
import type { Asked, Route } from '../route.ts';
import type { Surroundings } from '../surroundings.ts';

const wellFormed = /^[\x21-\x7e]{8,200}$/;

const keyIn = (route: Route, { request }: Asked): string | undefined => {
  const key = request.headers['idempotency-key'];
  if (key === undefined || route.method === 'GET' || route.action === 'public') return undefined;
  // A file is read once and not held, so that there is nothing to tell two by; bringing it in twice changes nothing.
  if (route.takes !== undefined) return undefined;
  if (typeof key === 'string' && wellFormed.test(key)) return key;
  throw new Fault('API_REQUEST_INVALID', 'invalid', 'The Idempotency-Key is 8 to 200 visible signs.');
};

/**
 * Runs a route and checks its answer against its schema. A write that comes with an `Idempotency-Key` is done once, however
 * often it is sent within a day by whoever sent it first.
 */
export const runRepeatable = async (around: Surroundings, route: Route, asked: Asked): Promise<unknown> => {
  const run = async (): Promise<unknown> => {
    const answer = await route.run(around, asked);
    return asked.reply.sent ? undefined : route.answer?.parse(answer);
  };
  const key = keyIn(route, asked);
  if (key === undefined) return run();
  const { request, person, reply } = asked;
  const content = JSON.stringify([request.method, request.url, request.body ?? null]);
  const { answer, isRepeated } = await doOnce(
    { ...around.ctx, keys: around.keys },
    { person, key, content },
    async () => JSON.stringify((await run()) ?? null),
  );
  if (isRepeated) reply.header('idempotency-replayed', 'true');
  const told: unknown = JSON.parse(answer);
  return told ?? undefined;
};
