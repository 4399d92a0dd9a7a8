import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { routes } from '../routes.ts';
import { describeApi } from './description.ts';
import { subjectOf } from './subjects.ts';

type Operation = {
  readonly parameters: readonly { readonly $ref?: string; readonly name?: string; readonly in?: string }[];
  readonly responses: Readonly<Record<string, unknown>>;
};

const described = JSON.parse(JSON.stringify(describeApi(routes))) as {
  paths: Record<string, Record<string, Operation>>;
};

test('the published description is valid OpenAPI 3.1, and every reference in it leads somewhere', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(described));
  assert.deepEqual(errors ?? [], []);
  assert.equal(valid, true);
  assert.equal(validator.version, '3.1');
  validator.resolveRefs();
});

test('every route stands under a subject', () => {
  assert.deepEqual(
    routes.filter((each) => subjectOf(each.path) === undefined).map((each) => each.path),
    [],
  );
});

test('every write by who is known may be repeated under a key, a file aside, and every read of JSON may be asked for changes only', () => {
  for (const each of routes) {
    const path = `/api/v1${each.path.replaceAll(/:(\w+)/g, '{$1}')}`;
    const operation = described.paths[path]?.[each.method.toLowerCase()];
    assert.ok(operation, path);
    const has = (name: string) => operation.parameters.some(({ $ref }) => $ref === `#/components/parameters/${name}`);
    const isRepeatable = each.method !== 'GET' && each.action !== 'public' && each.takes === undefined;
    assert.equal(has('IdempotencyKey'), isRepeatable, `${each.method} ${path}`);
    assert.equal(has('IfNoneMatch'), each.method === 'GET' && each.answer !== undefined, `${each.method} ${path}`);
    assert.ok('429' in operation.responses && 'default' in operation.responses, path);
    const told = operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name);
    assert.deepEqual(told, Object.keys(each.query?.shape ?? {}), path);
  }
});
