import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { env } from 'node:process';
import { test } from 'node:test';
import { adColumns, operations, rateLimits, reportIdColumns, syncColumns } from './contract.ts';
import * as read from './read.ts';
import * as write from './write.ts';

type Described = Record<
  string,
  Record<string, { operationId?: string; security?: Record<string, string[]>[]; 'x-ratelimit-category'?: string }>
>;

const served = (door: object): string[] =>
  Object.values(door).flatMap((one) =>
    typeof one === 'function' && 'operation' in one ? [String(one.operation)] : [],
  );

test('every operation of the catalogue is served by a door, and by the right one', () => {
  const ids = (kind: string) => operations.filter((one) => one.kind === kind).map((one) => one.operationId);
  assert.deepEqual([...new Set(served(read))].sort(), ids('read').sort());
  assert.deepEqual([...new Set(served(write))].sort(), ids('write').sort());
  assert.deepEqual(ids('oauth'), ['oauth/token']);
});

test('every category an operation counts under has a limit in both tiers', () => {
  for (const { category } of operations) {
    assert.ok(rateLimits.trial.categories[category].calls > 0);
    assert.ok(rateLimits.standard.categories[category].calls > 0);
  }
});

const file = env.PRIKBORD_OPENAPI_FILE;

test('operations, scopes, categories and columns are those of the published description', {
  skip: file === undefined && 'PRIKBORD_OPENAPI_FILE is not set',
}, async () => {
  const description = JSON.parse(await readFile(file ?? '', 'utf8'));
  const paths: Described = description.paths;
  for (const operation of operations) {
    const [path, methods] =
      Object.entries(paths).find(([, all]) =>
        Object.values(all).some((one) => one.operationId === operation.operationId),
      ) ?? [];
    assert.equal(operation.path, path, operation.operationId);
    const described = methods?.[operation.method.toLowerCase()];
    assert.equal(described?.operationId, operation.operationId);
    assert.equal(described?.['x-ratelimit-category'], operation.category, operation.operationId);
    const scopes = described?.security?.[0]?.pinterest_oauth2 ?? [];
    assert.deepEqual([...operation.scopes].sort(), [...scopes].sort(), operation.operationId);
  }
  const asynchronous: string[] = description.components.schemas.ReportingColumnAsync.enum;
  const sync: string[] = description.components.parameters.query_columns.schema.items.enum;
  const known = Object.keys(adColumns);
  assert.deepEqual(
    known.filter((name) => !asynchronous.includes(name)),
    [],
  );
  assert.deepEqual(
    Object.values(reportIdColumns).filter((name) => !asynchronous.includes(name)),
    [],
  );
  assert.deepEqual(
    known.filter((name) => sync.includes(name)),
    [...syncColumns],
  );
});
