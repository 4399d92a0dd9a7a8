import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { OverviewRow } from '../../../api/contract.ts';
import { nextSorting, readSorting, sorted, sortKeys } from './sorting.ts';

const none = { value: null, before: null };
const client = (name: string, spend: string | null, currency = 'EUR'): OverviewRow => ({
  id: name,
  account: null,
  name,
  currency,
  spend: { value: spend, before: null },
  impressions: none,
  clicks: none,
  saves: none,
  conversions: none,
  value: none,
  roas: none,
  connection: { state: 'healthy', since: null },
  budget: null,
  result: null,
  moreResults: 0,
  spendByDay: [],
  days: 30,
  delivery: { collected: 30, provisional: 0 },
  conversionDays: { collected: 30, provisional: 0 },
  sync: {
    clientId: name,
    state: 'complete',
    done: 1,
    total: 1,
    historyDone: 0,
    historyTotal: 0,
    rows: 0,
    lastLandedAt: null,
    faultCode: null,
  },
});

const nowhere = () => Number.MAX_SAFE_INTEGER;
const names = (clients: readonly OverviewRow[]): string[] => clients.map((each) => each.name);

test('an unknown figure stands at the end, whichever way the column is sorted', () => {
  const clients = [client('a', null), client('b', '5'), client('c', '10')];
  assert.deepEqual(names(sorted(clients, { sort: 'spend', order: 'down' }, nowhere)), ['c', 'b', 'a']);
  assert.deepEqual(names(sorted(clients, { sort: 'spend', order: 'up' }, nowhere)), ['b', 'c', 'a']);
});

test('money of two currencies is not held against each other', () => {
  const clients = [client('a', '9', 'USD'), client('b', '5'), client('c', '7', 'USD'), client('d', '8')];
  assert.deepEqual(names(sorted(clients, { sort: 'spend', order: 'down' }, nowhere)), ['d', 'b', 'a', 'c']);
});

test('a column sorts by its own first order, and the second press turns it around', () => {
  const once = nextSorting({}, 'spend');
  assert.deepEqual(once, { sort: 'spend', order: 'down' });
  assert.deepEqual(nextSorting(once, 'spend'), { sort: 'spend', order: 'up' });
  assert.deepEqual(nextSorting({}, 'client'), { sort: 'client', order: 'up' });
  assert.deepEqual(nextSorting({}, 'attention'), { sort: 'attention', order: 'down' });
});

test('every sorting keeps every client, and an address is read back as it was written', () => {
  const some = fc.array(fc.tuple(fc.string(), fc.option(fc.nat().map(String)), fc.constantFrom('EUR', 'USD')));
  fc.assert(
    fc.property(some, fc.constantFrom(...sortKeys), fc.constantFrom('up', 'down'), (given, sort, order) => {
      const clients = given.map(([name, spend, currency]) => client(name, spend, currency));
      assert.deepEqual(names(sorted(clients, { sort, order }, nowhere)).sort(), names(clients).sort());
      assert.deepEqual(readSorting({ sort, order }), { sort, order });
    }),
  );
  assert.deepEqual(readSorting({ sort: 'password', order: 'sideways' }), {});
});

test('who needs attention stands first in the order of the reasons, and the others follow by name', () => {
  const clients = ['d', 'c', 'b', 'a'].map((name) => client(name, null));
  const places = new Map([
    ['c', 0],
    ['b', 4],
  ]);
  const placeOf = (row: OverviewRow) => places.get(row.id) ?? Number.MAX_SAFE_INTEGER;
  assert.deepEqual(names(sorted(clients, {}, placeOf)), ['c', 'b', 'a', 'd']);
});
