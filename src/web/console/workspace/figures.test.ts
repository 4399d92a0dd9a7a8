import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { MetricInfo } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { lenses } from './address.ts';
import { type Catalogue, columnsOf, dayStateOf, figuresUnder, figureWriter, keyFiguresOf } from './figures.ts';

const metric = (key: string, lens: MetricInfo['lens'], more: Partial<MetricInfo> = {}): [string, MetricInfo] => [
  key,
  {
    key,
    label: { nl: key, en: key },
    definition: { nl: key, en: key },
    unit: 'count',
    lens,
    better: 'higher',
    additive: true,
    families: ['delivery'],
    ...more,
  },
];
const catalogue: Catalogue = new Map([
  metric('spend', 'money', { unit: 'micros' }),
  metric('impressions', 'total'),
  metric('paid-impressions', 'paid'),
  metric('earned-impressions', 'earned'),
  metric('cpc', 'total', { unit: 'micros', additive: false }),
  metric('paid-cpc', 'paid', { unit: 'micros', additive: false }),
  metric('conversions', 'outcome', { families: ['conversion'] }),
  metric('roas', 'outcome', { unit: 'ratio', additive: false, families: ['delivery', 'conversion'] }),
]);

test('another lens shows the same figures under it, and none that it does not have', () => {
  assert.deepEqual(figuresUnder(catalogue, ['spend', 'impressions', 'cpc', 'roas'], 'paid'), [
    'spend',
    'paid-impressions',
    'paid-cpc',
    'roas',
  ]);
  assert.deepEqual(figuresUnder(catalogue, ['spend', 'paid-cpc', 'paid-impressions'], 'earned'), [
    'spend',
    'earned-impressions',
  ]);
  fc.assert(
    fc.property(fc.subarray([...catalogue.keys()]), fc.constantFrom(...lenses), (keys, lens) => {
      for (const key of figuresUnder(catalogue, keys, lens)) {
        assert.ok([lens, 'money', 'outcome'].includes(catalogue.get(key)?.lens ?? ''), `${key} under ${lens}`);
      }
    }),
  );
});

test('columns are those of the address that exist, else the key figures of the lens', () => {
  assert.deepEqual(columnsOf(catalogue, { columns: 'roas,luck,roas,spend' }), ['roas', 'spend']);
  assert.deepEqual(columnsOf(catalogue, { columns: 'luck', lens: 'earned' }), keyFiguresOf(catalogue, 'earned'));
});

test('money is whole where it is a sum and exact where it is a price, and no money without a currency', () => {
  const written = (key: string, value: number, currency: string | null = 'EUR') => {
    const found = catalogue.get(key);
    assert.ok(found !== undefined);
    return figureWriter(found, writerFor('en'), currency).value(value);
  };
  assert.deepEqual(
    [written('spend', 1_234_567_890), written('cpc', 123_456), written('roas', 1.4), written('spend', 1, null)],
    ['€1,235', '€0.12', '1.40', '–'],
  );
});

test('a figure of two kinds of days is as final as the least final of them', () => {
  const day = {
    day: '2026-01-01',
    delivery: 'settled',
    conversions: 'provisional',
    figures: {},
    before: null,
  } as const;
  const stateOf = (key: string) => {
    const found = catalogue.get(key);
    assert.ok(found !== undefined);
    return dayStateOf(day, found);
  };
  assert.deepEqual(
    [stateOf('spend'), stateOf('conversions'), stateOf('roas')],
    ['settled', 'provisional', 'provisional'],
  );
});
