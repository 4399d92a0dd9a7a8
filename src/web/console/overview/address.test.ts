import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosen, readOverviewAddress } from './address.ts';
import { byClient, gravestOf } from './attention.ts';

const rows = [
  { name: 'Café Noir', connection: { state: 'healthy' as const, since: null } },
  { name: 'Noorderlicht', connection: { state: 'reconnect' as const, since: null } },
];

test('an address is read as it was written, and what is not understood is left out', () => {
  const address = { q: 'cafe', show: 'attention', connection: 'reconnect', sort: 'roas', order: 'up' };
  assert.deepEqual(readOverviewAddress(address), address);
  assert.deepEqual(readOverviewAddress({ q: '', show: 'me', connection: 'broken', sort: 'x', order: 'y' }), {});
  assert.deepEqual(readOverviewAddress({ q: 24 }), { q: '24' });
});

test('search looks past accents and capitals, and choices narrow together', () => {
  const names = (address: Parameters<typeof chosen>[1]) =>
    chosen(rows, address, (row) => row.name === 'Café Noir').map(({ name }) => name);
  assert.deepEqual(names({ q: ' CAFE' }), ['Café Noir']);
  assert.deepEqual(names({ connection: 'reconnect' }), ['Noorderlicht']);
  assert.deepEqual(names({ show: 'attention' }), ['Café Noir']);
  assert.deepEqual(names({ show: 'attention', connection: 'reconnect' }), []);
  assert.deepEqual(names({}), ['Café Noir', 'Noorderlicht']);
});

test('reasons stand by client in the order of each one’s gravest, and a row hears what concerns the whole client too', () => {
  const item = (clientId: string, account: string | null, text: string) => ({
    ...{ clientId, account, text, name: account === null ? clientId : `${clientId} · ${account}` },
    ...({ reason: 'reconnect', severity: 'now', act: 'data' } as const),
  });
  const items = [item('2', null, 'a'), item('1', '11', 'b'), item('2', '22', 'c'), item('1', '11', 'd')];
  assert.deepEqual(
    byClient(items).map(({ key, items: own }) => [key, own.map(({ text }) => text).join('')]),
    [
      ['2/2', 'a'],
      ['1/1 · 11', 'bd'],
      ['2/2 · 22', 'c'],
    ],
  );
  const gravest = gravestOf(items);
  assert.equal(gravest({ id: '2', account: '22' })?.item.text, 'a');
  assert.equal(gravest({ id: '1', account: '11' })?.place, 1);
  assert.equal(gravest({ id: '1', account: '12' }), undefined);
});
