import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { adColumns } from '../../pinterest/contract.ts';
import { knownBits, ledgerColumn, ledgerColumns } from '../derive/ledger-columns.ts';
import { additiveMetrics, baseKeys } from './additive.ts';
import { metricKeys, metrics } from './catalogue.ts';
import { evaluate, type Sums } from './evaluate.ts';

const added = (...days: readonly Sums[]): Sums => {
  const sums: Record<string, bigint> = {};
  for (const day of days) for (const [key, value] of Object.entries(day)) sums[key] = (sums[key] ?? 0n) + value;
  return sums;
};

test('a ratio over days is sum over sum: days of 100 to 500 and 900 to 900 give a ROAS of 1.40, not 3.00', () => {
  const days = [
    { spend: 100n, 'checkout-value': 500n },
    { spend: 900n, 'checkout-value': 900n },
  ];
  assert.equal(evaluate('roas', added(...days)), 1.4);
});

test('an unknown part makes a figure unknown, a zero does not', () => {
  assert.equal(evaluate('impressions', { 'paid-impressions': 5n }), undefined);
  assert.equal(evaluate('impressions', { 'paid-impressions': 5n, 'earned-impressions': 0n }), 5);
  assert.equal(evaluate('roas', { 'checkout-value': 5n }), undefined);
  assert.equal(evaluate('roas', { 'checkout-value': 5n, spend: 0n }), undefined);
});

test('a price per thousand is per thousand', () => {
  assert.equal(evaluate('paid-cpm', { spend: 5_000_000n, 'paid-impressions': 1000n }), 5_000_000);
});

test('a ratio never mixes paid with earned', () => {
  const split = new Set(['paid', 'earned', 'total']);
  for (const key of metricKeys) {
    const metric = metrics[key];
    if (metric.kind !== 'ratio') continue;
    const lenses = new Set(metric.over.map((part) => additiveMetrics[part].lens).filter((lens) => split.has(lens)));
    assert.ok(lenses.size <= 1, key);
    for (const lens of lenses) assert.equal(metric.lens, lens, key);
  }
});

test('every figure asked of Pinterest has one column and one bit in the ledger', () => {
  assert.deepEqual(
    Object.keys(adColumns).filter((name) => ledgerColumn(name) === undefined),
    [],
  );
  assert.equal(baseKeys.length, Object.keys(adColumns).length);
  for (const family of ['delivery', 'conversion'] as const) {
    const names = ledgerColumns[family].map((column) => column.name);
    const bits = names.map((name) => knownBits(family, [name]));
    assert.equal(new Set(bits).size, names.length);
  }
});

test('a ratio lies between the smallest and the largest of the rows it is taken over', () => {
  const row = fc.record({ spend: fc.bigInt(1n, 10n ** 12n), 'checkout-value': fc.bigInt(0n, 10n ** 12n) });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
      const each = rows.map((one) => evaluate('roas', one) ?? Number.NaN);
      const all = evaluate('roas', added(...rows)) ?? Number.NaN;
      const slack = 1e-9 * Math.max(...each, 1);
      return all >= Math.min(...each) - slack && all <= Math.max(...each) + slack;
    }),
  );
});
