import type { FastifyRequest } from 'fastify';
import type { Query } from '../handler.ts';
import { createQuery } from './query.ts';

/** Resolves after so many real milliseconds. */
export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

/** The parameters of the path. */
export const paramsOf = (request: FastifyRequest): Record<string, string> =>
  Object.fromEntries(Object.entries(record(request.params)).map(([name, value]) => [name, String(value)]));

/** The query as Pinterest reads it. */
export const queryOf = (request: FastifyRequest): Query => createQuery(record(request.query));

/** A slow answer drips over three seconds: longer than anything healthy, shorter than the client's ten. */
const SLOW_STEPS = 6;
const SLOW_STEP_MS = 500;

/** A text sent in pieces, half a second apart. */
export async function* drip(text: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  const step = Math.max(1, Math.ceil(bytes.length / SLOW_STEPS));
  for (let at = 0; at < bytes.length; at += step) {
    await wait(SLOW_STEP_MS);
    yield bytes.subarray(at, at + step);
  }
}
