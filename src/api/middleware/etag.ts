import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Sends a read with a name for what it says (ETag), or says that nothing has changed to who has it already. The answer is
 * still made and its rights are still asked: what is saved is the sending and the reading of it.
 */
export const sendTagged = (request: FastifyRequest, reply: FastifyReply, answer: unknown): FastifyReply => {
  const body = JSON.stringify(answer);
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const known = request.headers['if-none-match'];
  reply.header('etag', tag);
  if (known?.split(',').some((each) => each.trim().replace(/^W\//, '') === tag)) return reply.status(304).send();
  return reply.type('application/json; charset=utf-8').send(body);
};
