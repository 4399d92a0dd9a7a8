import type { EChartsCoreOption } from 'echarts/core';
import { axesOf, type Colours, colours, escaped, frameOf, tooltipOf } from './look.ts';

/** One day of a chart; `value` null where the day is unknown, which is drawn as missing and never as zero. */
export type DailyPoint = {
  readonly day: string;
  readonly value: number | null;
  readonly provisional: boolean;
  /** How final the day is, in the reader's words. */
  readonly state: string;
  /** The day it is compared with; its value null where unknown. */
  readonly before?: { readonly day: string; readonly value: number | null };
  /** What a person wrote beside the day; plain text, marked above the day and told when it is pointed at. */
  readonly note?: string;
};

/** What a daily chart shows and how its numbers and days are written. */
export type DailyChart = {
  readonly name: string;
  /** The chart in a sentence, for who does not see it. */
  readonly description: string;
  readonly points: readonly DailyPoint[];
  readonly writeValue: (value: number) => string;
  /** The same in full, for the one day that is pointed at. */
  readonly writeExact: (value: number) => string;
  readonly writeDay: (day: string) => string;
  readonly dark: boolean;
};

// ECharts draws its decal over the bar: stripes in the page's colour make a hatch that survives print and colour blindness.
const stripes = (color: string) => ({
  symbol: 'rect',
  dashArrayX: [1, 0],
  dashArrayY: [3, 4],
  rotation: -Math.PI / 4,
  color,
});

/** The days compared with as a thin line, interrupted where they are unknown. */
const beforeLine = (chart: DailyChart, colour: Colours) => ({
  type: 'line',
  silent: true,
  symbol: 'none',
  z: 3,
  lineStyle: { color: colour.before, width: 1.5, type: [5, 4] },
  data: chart.points.map((point) => point.before?.value ?? null),
});

const inTooltip = (chart: DailyChart, point: DailyPoint): string => {
  const written = (value: number | null) => (value === null ? '–' : chart.writeExact(value));
  const { before } = point;
  const earlier = before === undefined ? '' : `<br/>${chart.writeDay(before.day)}: ${written(before.value)}`;
  const note = point.note === undefined ? '' : `<br/><em>${escaped(point.note)}</em>`;
  return `${chart.writeDay(point.day)}<br/><strong>${written(point.value)}</strong><br/>${point.state}${earlier}${note}`;
};

/** A mark above each day somebody wrote beside: a line that is not drawn, with a sign at those days only. */
const noteMarks = (chart: DailyChart, colour: Colours) => ({
  type: 'line',
  silent: true,
  z: 4,
  lineStyle: { width: 0 },
  symbol: 'triangle',
  symbolRotate: 180,
  symbolSize: 9,
  symbolOffset: [0, -8],
  showAllSymbol: true,
  itemStyle: { color: colour.before },
  data: chart.points.map((point) => (point.note === undefined ? null : (point.value ?? 0))),
});

/** A missing day is a pale column over the full height: a hole would read as zero. */
const missingColumns = (chart: DailyChart, colour: Colours) => {
  const seen = chart.points.flatMap((point) => [point.value ?? 0, point.before?.value ?? 0]);
  const top = Math.max(...seen) || 1;
  return {
    type: 'bar',
    silent: true,
    barGap: '-100%',
    data: chart.points.map((point) => (point.value === null ? top : null)),
    itemStyle: { color: colour.missing, opacity: 0.6 },
  };
};

/**
 * Bars per day, for browser and server alike; provisional days are hatched, missing days are pale columns, the days compared
 * with are a dashed line.
 * @param chart values in the unit that `writeValue` writes
 * @personal none
 */
export const dailyChart = (chart: DailyChart): EChartsCoreOption => {
  const colour = colours(chart.dark);
  const hatch = stripes(colour.back);
  return {
    ...frameOf(colour, chart.description),
    tooltip: tooltipOf(
      colour,
      (index) => {
        const point = chart.points[index];
        return point === undefined ? '' : inTooltip(chart, point);
      },
      'shadow',
    ),
    ...axesOf(
      colour,
      chart.points.map((point) => point.day),
      chart,
    ),
    series: [
      {
        type: 'bar',
        name: chart.name,
        barCategoryGap: '25%',
        data: chart.points.map((point) => ({
          value: point.value,
          itemStyle: { color: colour.bar, borderRadius: [3, 3, 0, 0], ...(point.provisional ? { decal: hatch } : {}) },
        })),
      },
      missingColumns(chart, colour),
      ...(chart.points.some((point) => point.before !== undefined) ? [beforeLine(chart, colour)] : []),
      ...(chart.points.some((point) => point.note !== undefined) ? [noteMarks(chart, colour)] : []),
    ],
  };
};
