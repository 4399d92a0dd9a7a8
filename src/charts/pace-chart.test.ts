import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type PacePoint, paceChart } from './pace-chart.ts';

use([BarChart, LineChart, AriaComponent, GridComponent, TooltipComponent, SVGRenderer]);

const draw = (points: readonly PacePoint[], dark = false): string => {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 600, height: 300 });
  chart.setOption(
    paceChart({
      description: 'Spend against plan',
      points,
      names: { plan: 'Plan', actual: 'Spent', forecast: 'Forecast', missing: 'Missing' },
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

const point = (day: number, more: Partial<PacePoint>): PacePoint => ({
  day: `2026-03-0${day}`,
  plan: day * 100,
  actual: null,
  forecast: null,
  missing: false,
  ...more,
});

const lines = (svg: string, colour: string): number => svg.split(`stroke="${colour}"`).length - 1;

test('what came of it is a line, the plan a dashed one, and a missing day a pale column that breaks the line', () => {
  const whole = [point(1, { actual: 90 }), point(2, { actual: 210 }), point(3, { actual: 300, forecast: 300 })];
  const svg = draw([...whole, point(4, { forecast: 400 })]);
  assert.equal(lines(svg, '#b45309'), 1);
  assert.equal(lines(svg, '#0f766e'), 2);
  assert.equal(svg.split('fill="#e7e5e0"').length - 1, 0);
  const broken = draw([point(1, { actual: 90 }), point(2, { missing: true }), point(3, { actual: 190 })]);
  assert.equal(broken.split('fill="#e7e5e0"').length - 1, 1);
});

test('numbers and days are written by the reader’s own writer, in both themes', () => {
  for (const dark of [false, true]) {
    const svg = draw([point(1, { actual: 90 }), point(2, { actual: 200 })], dark);
    assert.match(svg, />€200</);
    assert.match(svg, />on 2026-03-01</);
  }
});
