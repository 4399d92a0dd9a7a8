import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type Exchange, loadDescription } from './description.ts';

const folder = mkdtempSync(join(tmpdir(), 'description-'));
after(() => rmSync(folder, { recursive: true }));

const thing = {
  type: 'object',
  required: ['id', 'name'],
  properties: {
    id: { type: 'string', pattern: '^\\d+$', readOnly: true },
    name: { type: 'string', maxLength: 5 },
    note: { type: 'string', nullable: true },
    at: { type: 'string', format: 'date-time' },
    cover: { $ref: '#/components/schemas/Cover' },
  },
};
const cover = {
  type: 'object',
  discriminator: {
    propertyName: 'kind',
    mapping: { one: '#/components/schemas/One', two: '#/components/schemas/Two' },
  },
  oneOf: [{ $ref: '#/components/schemas/One' }, { $ref: '#/components/schemas/Two' }],
};
const variant = (field: string) => ({
  type: 'object',
  required: ['kind', field],
  properties: { kind: { type: 'string', enum: ['one', 'two'] }, [field]: { type: 'string' } },
});
const json = (schema: object) => ({ content: { 'application/json': { schema } } });

const document = {
  openapi: '3.0.3',
  info: { version: '1' },
  paths: {
    '/things/{thing_id}': {
      post: {
        operationId: 'things/change',
        parameters: [
          { name: 'thing_id', in: 'path', required: true, schema: { type: 'string', pattern: '^\\d+$' } },
          { name: 'size', in: 'query', schema: { type: 'integer', maximum: 9 } },
          { name: 'ids', in: 'query', schema: { type: 'array', items: { type: 'string', pattern: '^\\d+$' } } },
          { name: 'words', in: 'query', explode: false, schema: { type: 'array', items: { enum: ['A', 'B'] } } },
          { name: 'day', in: 'query', required: true, schema: { type: 'string', format: 'date' } },
        ],
        requestBody: { required: true, ...json({ $ref: '#/components/schemas/Thing' }) },
        responses: { 200: json({ $ref: '#/components/schemas/Thing' }), 204: {} },
      },
    },
    '/things/all': { post: { operationId: 'things/all', responses: { 204: {} } } },
  },
  components: { schemas: { Thing: thing, Cover: cover, One: variant('first'), Two: variant('second') } },
};

const file = join(folder, 'openapi.json');
writeFileSync(file, JSON.stringify(document));
const description = loadDescription(file);

const good: Exchange = {
  method: 'POST',
  url: new URL('http://x/v5/things/7?day=2026-11-23&size=3&ids=1&ids=2&words=A,B'),
  requestType: 'application/json',
  requestBody: '{"name":"one","note":null,"cover":{"kind":"two","second":"x"}}',
  status: 200,
  answerType: 'application/json; charset=utf-8',
  answerBody: '{"id":"7","name":"one","at":"2026-11-23T10:00:00","unknown":1}',
};

const operation = description.find('POST', '/things/7');
if (!operation) throw new Error('the operation is not found');
const request = (change: Partial<Exchange>) => description.judgeRequest(operation, { ...good, ...change });
const answer = (change: Partial<Exchange>) => description.judgeAnswer(operation, { ...good, ...change });

test('a request and an answer as described pass, unknown fields of an answer too', () => {
  assert.deepEqual(request({}), []);
  assert.deepEqual(answer({}), []);
});

test('a literal path wins over one with a parameter', () => {
  assert.equal(description.find('POST', '/things/all')?.operationId, 'things/all');
  assert.equal(description.find('GET', '/things/7'), undefined);
});

const query = (text: string) => ({ url: new URL(`http://x/v5/things/7?${text}`) });

test('every way to ask wrongly is seen', () => {
  const wrong: [string, Partial<Exchange>][] = [
    ['a parameter is missing', query('size=3')],
    ['a parameter nobody described', query('day=2026-11-23&colour=red')],
    ['a day that is none', query('day=tomorrow')],
    ['a number too large', query('day=2026-11-23&size=10')],
    ['a text for a number', query('day=2026-11-23&size=many')],
    ['a single value given twice', query('day=2026-11-23&day=2026-11-24')],
    ['joined where repeated is meant', query('day=2026-11-23&ids=1,2')],
    ['repeated where joined is meant', query('day=2026-11-23&words=A&words=B')],
    ['a word that is not in the list', query('day=2026-11-23&words=A,C')],
    ['a path parameter that does not match', { url: new URL('http://x/v5/things/seven?day=2026-11-23') }],
    ['no body', { requestBody: undefined }],
    ['a body of another type', { requestType: 'text/plain' }],
    ['a required field left out', { requestBody: '{}' }],
    ['a field that only Pinterest writes', { requestBody: '{"id":"7","name":"one"}' }],
    ['a field nobody described', { requestBody: '{"name":"one","nmae":"x"}' }],
    [
      'a field nobody described, deeper',
      { requestBody: '{"name":"one","cover":{"kind":"one","first":"x","third":1}}' },
    ],
    ['a branch that is not the one named', { requestBody: '{"name":"one","cover":{"kind":"one","second":"x"}}' }],
    ['null where it may not be', { requestBody: '{"name":null}' }],
    ['a text too long', { requestBody: '{"name":"too long"}' }],
  ];
  for (const [what, change] of wrong) assert.notDeepEqual(request(change), [], what);
});

test('every way to answer wrongly is seen', () => {
  const wrong: [string, Partial<Exchange>][] = [
    ['a status nobody described', { status: 500 }],
    ['a field missing', { answerBody: '{"id":"7"}' }],
    ['a number for a text', { answerBody: '{"id":7,"name":"one"}' }],
    ['a time that is none', { answerBody: '{"id":"7","name":"one","at":"yesterday"}' }],
    ['a page instead of JSON', { answerType: 'text/html' }],
    ['a body where none is described', { status: 204 }],
  ];
  for (const [what, change] of wrong) assert.notDeepEqual(answer(change), [], what);
});
