import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { problem } from '../contract.ts';
import type { Route } from '../route.ts';

type Json = Record<string, unknown>;

const schemaOf = (schema: z.ZodType): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' });
  return rest;
};

const inJson = (schema: z.ZodType, type = 'application/json'): Json => ({ [type]: { schema: schemaOf(schema) } });

const refusal = (description: string): Json => ({ description, content: inJson(problem, 'application/problem+json') });

const queryOf = ({ query }: Route): Json[] =>
  Object.entries(query?.shape ?? {}).map(([name, field]) => {
    const { $schema: _, description, ...schema } = z.toJSONSchema(field, { unrepresentable: 'any', io: 'input' });
    return { name, in: 'query', required: false, ...(description === undefined ? {} : { description }), schema };
  });

const successOf = ({ answer, method, streams }: Route): Json => {
  if (answer === undefined) {
    return { 200: { description: 'A stream', content: { [streams ?? 'text/event-stream']: {} } } };
  }
  if (method === 'DELETE' || answer instanceof z.ZodUndefined) return { 204: { description: 'Done' } };
  return { 200: { description: 'The answer', content: inJson(answer) } };
};

const repeatKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'A key of your own (8 to 200 signs): sent again within a day, the first answer comes back and nothing happens twice',
  schema: { type: 'string', minLength: 8, maxLength: 200 },
};

const operationOf = (each: Route): Json => {
  const names = [...each.path.matchAll(/:(\w+)/g)].flatMap(([, name]) => name ?? []);
  const isPublic = each.action === 'public';
  return {
    summary: each.summary,
    operationId: `${each.method.toLowerCase()}${each.path.replaceAll(/[/:](\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    ...(isPublic ? { security: [] } : {}),
    ...(each.action === 'signed-in' || isPublic ? {} : { 'x-right': each.action }),
    parameters: [
      ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...queryOf(each),
      ...(isPublic || each.method === 'GET' ? [] : [repeatKey]),
    ],
    ...(each.body === undefined ? {} : { requestBody: { required: true, content: inJson(each.body) } }),
    ...(each.takes === undefined ? {} : { requestBody: { required: true, content: { 'text/csv': {} } } }),
    responses: {
      ...successOf(each),
      ...(isPublic ? {} : { 401: refusal('Nobody is signed in'), 403: refusal('You may not do this') }),
      ...(names.includes('clientId') ? { 404: refusal('There is no such thing, or it is not yours') } : {}),
      429: refusal('Too many requests; Retry-After says when to try again'),
    },
  };
};

/** The published description of the API, made from the same schemas that guard it (OpenAPI 3.1). */
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
      description:
        'Money is text in micros of the currency of the account; days are UTC days; null is unknown, never zero.',
    },
    security: [{ session: [] }, { key: [] }],
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'prikbord' },
        key: { type: 'http', scheme: 'bearer', description: 'An API key, made with `bin/prikbord key add`' },
      },
    },
    paths,
  };
};

/** Serves the description. It tells nothing that the source does not. */
export const addDescription = (app: FastifyInstance, routes: readonly Route[]): void => {
  const description = describeApi(routes);
  app.get('/api/openapi.json', async () => description);
};
