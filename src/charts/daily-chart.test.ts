import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type DailyPoint, dailyChart } from './daily-chart.ts';

use([BarChart, LineChart, AriaComponent, GridComponent, TooltipComponent, SVGRenderer]);

const draw = (points: readonly DailyPoint[], dark = false): string => {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 600, height: 300 });
  chart.setOption(
    dailyChart({
      name: 'Spend',
      description: 'Spend by day',
      points,
      writeValue: (value) => `€${value}`,
      writeExact: (value) => `€${value}.00`,
      writeDay: (day) => `on ${day}`,
      dark,
    }),
  );
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
};

const point = (day: number, value: number | null, provisional = false): DailyPoint => ({
  day: `2026-03-0${day}`,
  value,
  provisional,
  state: provisional ? 'provisional' : 'final',
});

const bars = (svg: string, colour: string): number => svg.split(`fill="${colour}"`).length - 1;
const hatches = (svg: string): number => svg.split('fill="url(#').length - 1;

test('provisional days are hatched and the others are not', () => {
  const plain = draw([point(1, 10), point(2, 20), point(3, 5)]);
  assert.equal(bars(plain, '#0f766e'), 3);
  assert.equal(hatches(plain), 0);
  assert.equal(hatches(draw([point(1, 10), point(2, 20, true), point(3, 5, true)])), 2);
});

test('a missing day is a pale column and not a zero', () => {
  assert.equal(bars(draw([point(1, 10), point(2, null), point(3, 5)]), '#e7e5e0'), 1);
  assert.equal(bars(draw([point(1, 10), point(2, 0), point(3, 5)]), '#e7e5e0'), 0);
});

test('numbers and days are written by the reader’s own writer, in both themes', () => {
  for (const dark of [false, true]) {
    const svg = draw([point(1, 10), point(2, 20)], dark);
    assert.match(svg, />€20</);
    assert.match(svg, />on 2026-03-01</);
  }
});

test('the days compared with are one dashed line, which stands highest where they were', () => {
  const dashed = (svg: string): number => svg.split('stroke-dasharray').length - 1;
  const before = (value: number | null) => ({ before: { day: '2025-03-01', value } });
  assert.equal(dashed(draw([point(1, 10), point(2, 20)])), 0);
  const compared = draw([
    { ...point(1, 10), ...before(400) },
    { ...point(2, 20), ...before(390) },
  ]);
  assert.equal(dashed(compared), 1);
  assert.match(compared, />€400</);
});

test('a day somebody wrote beside has a mark, and no other day', () => {
  const marks = (svg: string) => svg.split('fill="#b45309"').length - 1;
  assert.equal(marks(draw([point(1, 10), { ...point(2, 20), note: 'Sale <b>' }, point(3, 5)])), 1);
  assert.equal(marks(draw([point(1, 10), point(2, 20)])), 0);
});
