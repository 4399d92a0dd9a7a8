import assert from 'node:assert/strict';
import { env } from 'node:process';
import { after, before, describe, test } from 'node:test';
import { operations } from '../../src/pinterest/contract.ts';
import * as read from '../../src/pinterest/read.ts';
import * as write from '../../src/pinterest/write.ts';
import { handlers } from '../../src/sandbox/handlers.ts';
import { testSandbox } from '../kit/index.ts';
import { accountCases } from './cases-account.ts';
import { adsCases } from './cases-ads.ts';
import { contentCases } from './cases-content.ts';
import { extraCases } from './cases-extra.ts';
import { type Description, type Exchange, loadDescription } from './description.ts';
import { createStage, type Stage, strangeAddress } from './stage.ts';

const cases = [...contentCases, ...accountCases, ...adsCases];

test('every operation of the catalogue has a case', () => {
  const tried = new Set(cases.map((one) => one.operation));
  const untried = operations.filter(({ operationId }) => !tried.has(operationId)).map((one) => one.operationId);
  assert.deepEqual(untried, []);
});

test('every function of the read and write doors has a case', () => {
  const tried = new Set(cases.map((one) => one.door));
  const doors = Object.entries({ ...read, ...write });
  const untried = doors.filter(([name, one]) => typeof one === 'function' && !tried.has(name)).map(([name]) => name);
  assert.deepEqual(untried, []);
});

const used = new Set<string>(operations.map(({ operationId }) => operationId));
const extras = handlers.map(({ operationId }) => operationId).filter((operationId) => !used.has(operationId));

test('the sandbox answers every operation of the catalogue, and whatever more it answers has a case', () => {
  const answered = new Set(handlers.map(({ operationId }) => operationId));
  assert.deepEqual(
    [...used].filter((operationId) => !answered.has(operationId)),
    [],
  );
  assert.deepEqual([...extras].sort(), Object.keys(extraCases).sort());
});

const file = env.PRIKBORD_OPENAPI_FILE;

/** Everything wrong with these exchanges; requests are judged unless they were meant to be wrong. */
const violations = (description: Description, exchanges: readonly Exchange[], side: 'both' | 'answers'): string[] =>
  exchanges.flatMap((exchange) => {
    const path = exchange.url.pathname.replace(/^\/v5/, '');
    const operation = description.find(exchange.method, path);
    if (!operation) return [`${exchange.method} ${path} is not in the description`];
    const wrong = [
      ...(side === 'both' ? description.judgeRequest(operation, exchange) : []),
      ...description.judgeAnswer(operation, exchange),
    ];
    return wrong.map((one) => `${operation.operationId} ${exchange.status}: ${one}`);
  });

const some = (list: readonly string[]): string[] => [...new Set(list)].slice(0, 12);

describe('client, sandbox and published description agree', {
  skip:
    file === undefined && `PRIKBORD_OPENAPI_FILE is not set: ${cases.length} cases of ${operations.length} operations`,
}, () => {
  const ends: (() => Promise<void>)[] = [];
  let description: Description;
  let stage: Stage;
  let poor: string;

  before(async () => {
    description = loadDescription(file ?? '');
    const sandbox = await testSandbox({ after: (end) => ends.push(end) });
    const users = await sandbox.users();
    const [, user] = users;
    if (!user) throw new Error('the small world has no second user');
    stage = await createStage(sandbox, user);
    poor = (await sandbox.consent({ user: user.id, app: '1477999', scopes: ['biz_access:read'] })).access;
  });

  after(async () => {
    for (const end of ends) await end();
  });

  for (const one of cases) {
    test(`${one.operation} by ${one.door}${one.title === undefined ? '' : `: ${one.title}`}`, async () => {
      stage.takeExchanges();
      await one.run(stage);
      const exchanges = stage.takeExchanges();
      const called = exchanges.map(({ method, url }) => description.find(method, url.pathname.replace(/^\/v5/, '')));
      assert.ok(
        called.some((operation) => operation?.operationId === one.operation),
        `${one.operation} was not called`,
      );
      assert.deepEqual(some(violations(description, exchanges, 'both')), []);
    });
  }

  for (const operationId of extras) {
    test(`${operationId}, which only the sandbox knows`, async () => {
      stage.takeExchanges();
      await extraCases[operationId]?.(stage);
      const exchanges = stage.takeExchanges();
      const last = exchanges.at(-1);
      assert.ok(last);
      assert.equal(description.find(last.method, last.url.pathname.replace('/v5', ''))?.operationId, operationId);
      assert.deepEqual(some(violations(description, exchanges, 'both')), []);
    });
  }

  for (const handler of handlers) {
    test(`${handler.operationId} stands at the described address, under the described scopes and limit`, () => {
      const described = description.operations.find(({ operationId }) => operationId === handler.operationId);
      assert.ok(described);
      const path = handler.path.replace(/:(\w+)/g, '{$1}');
      assert.deepEqual([handler.method, path], [described.method, described.path]);
      assert.deepEqual(
        [handler.category, [...handler.scopes].sort()],
        [described.category, [...described.scopes].sort()],
      );
    });
  }

  for (const { operationId, method, kind } of operations) {
    test(`${operationId} refuses as described: no token, no scope, no such thing, limit, trouble`, async () => {
      const { sandbox } = stage;
      stage.takeExchanges();
      const address = strangeAddress(operationId);
      const statuses = [await stage.raw(method, address, { token: 'pina_unknown' })];
      if (kind !== 'oauth') statuses.push(await stage.raw(method, address, { token: poor }));
      statuses.push(await stage.raw(method, address, method === 'GET' ? {} : { body: {} }));
      for (const fault of ['429', '500'] as const) {
        await sandbox.control.faults([{ op: operationId, kind: fault }]);
        statuses.push(await stage.raw(method, address));
      }
      await sandbox.control.faults([]);
      const exchanges = stage.takeExchanges();
      assert.deepEqual(some(violations(description, exchanges, 'answers')), []);
      assert.deepEqual(statuses.slice(-2), [429, 500]);
      if (kind !== 'oauth') assert.deepEqual(statuses.slice(0, 2), [401, 401]);
    });
  }
});
