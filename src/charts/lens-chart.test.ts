import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lensChart } from './lens-chart.ts';

type Option = {
  series: { name: string; data: (number | null)[]; lineStyle: { type: unknown } }[];
  tooltip: { formatter: (items: { dataIndex: number }[]) => string };
};

test('each lens is a line of its own, interrupted where a day is unknown, and told apart without colour', () => {
  const option = lensChart({
    description: 'Impressions',
    points: [
      { day: '2026-03-01', paid: 10, earned: 0, organic: null, state: 'final' },
      { day: '2026-03-02', paid: null, earned: null, organic: 7, state: 'missing' },
    ],
    names: { paid: 'Paid', earned: '<Earned>', organic: 'Organic' },
    writeValue: String,
    writeExact: (value) => `${value}!`,
    writeDay: (day) => day,
    dark: false,
  }) as unknown as Option;
  assert.deepEqual(
    option.series.map(({ name, data }) => [name, data]),
    [
      ['Paid', [10, null]],
      ['<Earned>', [0, null]],
      ['Organic', [null, 7]],
    ],
  );
  assert.equal(new Set(option.series.map(({ lineStyle }) => String(lineStyle.type))).size, 3);
  const told = option.tooltip.formatter([{ dataIndex: 0 }]);
  assert.ok(told.includes('<strong>10!</strong>') && told.includes('<strong>–</strong>') && !told.includes('<Earned>'));
});
