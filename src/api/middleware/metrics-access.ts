import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Config } from '../../foundation/runtime/index.ts';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

// A proxy on this machine passes on what comes from elsewhere; most say so.
const isPassedOn = ({ headers }: IncomingMessage): boolean =>
  ['forwarded', 'x-forwarded-for', 'via'].some((name) => headers[name] !== undefined);

/**
 * Whether this request may read metrics: with the configured bearer token, or from this machine when none is configured.
 *
 * @personal none: the address is looked at and not kept
 */
export const mayReadMetrics = (config: Pick<Config, 'metrics'>, request: IncomingMessage): boolean => {
  const { token } = config.metrics;
  if (token === undefined) return loopback.has(request.socket.remoteAddress ?? '') && !isPassedOn(request);
  const [, shown] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  return shown !== undefined && timingSafeEqual(digest(shown), digest(token.reveal()));
};
