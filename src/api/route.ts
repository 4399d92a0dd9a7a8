import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type ClientId, Fault, parseClientId } from '../foundation/kit/index.ts';
import type { Person } from '../identity/index.ts';
import type { Action } from '../identity/rights.ts';
import type { Surroundings } from './surroundings.ts';

/** A request that has passed the gate: who asks, and what was sent, checked by the route's own schemas. */
export type Asked<Body = unknown> = {
  readonly person: Person;
  readonly body: Body;
  readonly params: Readonly<Record<string, string>>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

/** What a route can take for a file: an export of rows, or a picture. */
export type FileKind = 'csv' | 'picture';

/**
 * One route. `action` is the right it asks for: a route without one does not compile, and a route that is open to
 * everybody says `public`, one for any person who is signed in (never a key) `signed-in`. The gate of
 * `middleware/gate.ts` holds it before `run` is called; `route-matrix.test.ts` asks every route as everybody.
 */
export type Route<Body = unknown, Answer = unknown> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** What it is for, in the published description. */
  readonly summary: string;
  readonly action: Action | 'public' | 'signed-in';
  /** True for what makes people, keys or proofs: the second factor must have been given lately. */
  readonly isFresh?: boolean;
  readonly body?: z.ZodType<Body>;
  /** What may stand behind the `?` of the address, for the published description; `run` reads it with the same schema. */
  readonly query?: z.ZodObject;
  /** What leaves the house; a field that is not declared here does not. Absent for streams and empty answers. */
  readonly answer?: z.ZodType<Answer>;
  /** A body that is a file of this kind, read as it comes in: `run` gets the stream, and nothing is held of it. */
  readonly takes?: FileKind;
  /** The media type of a stream; `text/event-stream` when left out. */
  readonly streams?: string;
  /** How many requests of one address a minute; the usual limit when left out. */
  readonly perMinute?: number;
  readonly run: (around: Surroundings, asked: Asked<Body>) => Promise<Answer>;
};

/** Writes a route down with its types. @personal none */
export const route = <Body, Answer>(given: Route<Body, Answer>): Route => ({
  ...given,
  run: (around, asked) => given.run(around, { ...asked, body: given.body?.parse(asked.body) ?? (asked.body as Body) }),
});

/** The client of a route's address. @throws API_MISSING when it is no client's number @personal none */
export const clientOf = (asked: Pick<Asked, 'params'>): ClientId => {
  const clientId = parseClientId(asked.params.clientId ?? '');
  if (clientId === undefined) throw new Fault('API_MISSING', 'missing', 'There is no such thing, or it is not yours.');
  return clientId;
};
