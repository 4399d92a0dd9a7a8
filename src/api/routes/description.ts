import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { problem } from '../contract.ts';
import type { Route } from '../route.ts';
import { subjectOf, subjects } from './subjects.ts';

type Json = Record<string, unknown>;

// Of every address; a route that is guarded more closely says so.
const USUAL_PER_MINUTE = 600;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output' = 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { unrepresentable: 'any', io });
  return rest;
};

const inJson = (schema: Json): Json => ({ 'application/json': { schema } });

const refusal = (description: string, codes: readonly string[], more: Json = {}): Json => ({
  description,
  'x-codes': codes,
  ...more,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const queryOf = ({ query }: Route): Json[] => {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
  }));
};

const isEmpty = ({ answer }: Route): boolean => answer instanceof z.ZodUndefined;

const successOf = (each: Route): Json => {
  const { answer, method, streams } = each;
  if (answer === undefined) {
    return { 200: { description: 'A stream', content: { [streams ?? 'text/event-stream']: {} } } };
  }
  if (isEmpty(each)) return { 204: { description: 'Done' } };
  const said = { description: 'The answer', content: inJson(schemaOf(answer)) };
  if (method !== 'GET') return { 200: said };
  return {
    200: { ...said, headers: { ETag: { $ref: '#/components/headers/ETag' } } },
    304: { description: 'You have it already: what If-None-Match named is what would be answered' },
  };
};

const isRepeatable = ({ action, method, takes }: Route): boolean =>
  action !== 'public' && method !== 'GET' && takes === undefined;

const forbiddenCodes = (each: Route): string[] => [
  ...(each.action === 'public' ? [] : ['IDENTITY_FORBIDDEN']),
  ...(each.action === 'signed-in' ? ['IDENTITY_PERSON_NEEDED'] : []),
  ...(each.isFresh === true ? ['IDENTITY_CODE_AGAIN'] : []),
  ...(each.method === 'GET' ? [] : ['API_ORIGIN_REFUSED']),
];

const refusalsOf = (each: Route, names: readonly string[]): Json => {
  const forbidden = forbiddenCodes(each);
  const isRead = each.method === 'GET';
  return {
    ...(each.action === 'public'
      ? {}
      : { 401: refusal('Nobody is signed in', ['IDENTITY_NOT_SIGNED_IN', 'IDENTITY_SECOND_FACTOR_NEEDED']) }),
    ...(forbidden.length === 0 ? {} : { 403: refusal('You may not do this', forbidden) }),
    ...(names.length === 0 ? {} : { 404: refusal('There is no such thing, or it is not yours', ['API_MISSING']) }),
    ...(isRead ? {} : { 409: refusal('The world moved since you looked', ['IDENTITY_REQUEST_RUNNING']) }),
    ...(each.body === undefined && each.query === undefined && isRead
      ? {}
      : { 422: refusal('The request is not right; `fields` says where', ['API_REQUEST_INVALID']) }),
    429: refusal('Too many requests', ['API_TOO_MANY'], {
      headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } },
    }),
    ...(isRepeatable(each)
      ? { 504: refusal('It may have happened: look before you do it again', ['IDENTITY_REQUEST_UNSURE']) }
      : {}),
    default: refusal('Any other refusal, in the same form', []),
  };
};

const bodyOf = ({ body, takes }: Route): Json => {
  if (takes === 'csv') return { requestBody: { required: true, content: { 'text/csv': {} } } };
  return body === undefined ? {} : { requestBody: { required: true, content: inJson(schemaOf(body, 'input')) } };
};

const parametersOf = (each: Route, names: readonly string[]): Json[] => [
  ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
  ...queryOf(each),
  { $ref: '#/components/parameters/AcceptLanguage' },
  ...(each.method === 'GET' && each.answer !== undefined ? [{ $ref: '#/components/parameters/IfNoneMatch' }] : []),
  ...(isRepeatable(each) ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
];

const securityOf = ({ action }: Route): Json => {
  if (action === 'public') return { security: [] };
  if (action === 'signed-in') return { security: [{ session: [] }] };
  return { security: [{ session: [] }, { key: [] }], 'x-right': action };
};

const operationOf = (each: Route): Json => {
  const names = [...each.path.matchAll(/:(\w+)/g)].flatMap(([, name]) => name ?? []);
  const subject = subjectOf(each.path);
  return {
    summary: each.summary,
    operationId: `${each.method.toLowerCase()}${each.path.replaceAll(/[/:.](\w)/g, (_, letter: string) => letter.toUpperCase()).replaceAll(/[^A-Za-z0-9]/g, '')}`,
    ...(subject === undefined ? {} : { tags: [subject] }),
    ...securityOf(each),
    ...(each.isFresh === true ? { 'x-fresh-code': true } : {}),
    'x-requests-per-minute': each.perMinute ?? USUAL_PER_MINUTE,
    parameters: parametersOf(each, names),
    ...bodyOf(each),
    responses: { ...successOf(each), ...refusalsOf(each, names) },
  };
};

const components: Json = {
  securitySchemes: {
    session: { type: 'apiKey', in: 'cookie', name: 'prikbord', description: 'A person who is signed in' },
    key: {
      type: 'http',
      scheme: 'bearer',
      description:
        'An API key of your account page, or of `bin/prikbord key add`. Its scopes are rights: `x-right` names the one a route asks for',
    },
  },
  schemas: { Problem: schemaOf(problem) },
  headers: {
    ETag: { description: 'A name for what is answered', schema: { type: 'string' } },
    RetryAfter: { description: 'Seconds to wait', schema: { type: 'integer', minimum: 1 } },
  },
  parameters: {
    AcceptLanguage: {
      name: 'Accept-Language',
      in: 'header',
      description: 'The language of titles, meanings and remedies; Dutch unless it begins with `en`',
      schema: { type: 'string', enum: ['nl', 'en'], default: 'nl' },
    },
    IfNoneMatch: {
      name: 'If-None-Match',
      in: 'header',
      description: 'The ETag you have; when nothing changed the answer is 304',
      schema: { type: 'string' },
    },
    IdempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      description:
        'A key of your own (8 to 200 visible signs): sent again within a day, the first answer comes back with `Idempotency-Replayed: true` and nothing happens twice',
      schema: { type: 'string', minLength: 8, maxLength: 200 },
    },
  },
};

/** The published description of the API, made from the same schemas that guard it (OpenAPI 3.1). @personal none */
export const describeApi = (routes: readonly Route[]): Json => {
  const paths: Record<string, Json> = {};
  for (const each of routes) {
    const path = `/api/v1${each.path.replaceAll(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [each.method.toLowerCase()]: operationOf(each) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Prikbord',
      version: '1',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description:
        'Money is text in micros of the currency of the account; days are UTC days; null is unknown, never zero. Lists come in pages: `next` of one is `cursor` of the following. Refusals are application/problem+json (RFC 9457) with a code, what it means and what to do.',
    },
    servers: [{ url: '/' }],
    tags: subjects.map((each) => ({ ...each })),
    components,
    paths,
  };
};

/** Serves the description. It tells nothing that the source does not. */
export const addDescription = (app: FastifyInstance, routes: readonly Route[]): void => {
  const description = describeApi(routes);
  app.get('/api/openapi.json', async () => description);
};
