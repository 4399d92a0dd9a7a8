import type { EChartsCoreOption } from 'echarts/core';
import { axesOf, colours, frameOf, tooltipOf } from './look.ts';

/** One day of a goal, added up since its first. */
export type PacePoint = {
  readonly day: string;
  readonly plan: number;
  /** Null for a day to come or one that is unknown, where the line is interrupted. */
  readonly actual: number | null;
  /** Where it goes at this pace: from the last day known to the end. */
  readonly forecast: number | null;
  /** True for a day that is over and not in. */
  readonly missing: boolean;
};

/** What a pace chart shows and how its numbers and days are written. */
export type PaceChart = {
  /** The chart in a sentence, for who does not see it. */
  readonly description: string;
  readonly points: readonly PacePoint[];
  readonly names: {
    readonly plan: string;
    readonly actual: string;
    readonly forecast: string;
    readonly missing: string;
  };
  readonly writeValue: (value: number) => string;
  readonly writeExact: (value: number) => string;
  readonly writeDay: (day: string) => string;
  readonly dark: boolean;
};

const inTooltip = ({ names, writeDay, writeExact }: PaceChart, point: PacePoint): string => {
  const lines = [writeDay(point.day)];
  if (point.missing) lines.push(names.missing);
  if (point.actual !== null) lines.push(`<strong>${names.actual}: ${writeExact(point.actual)}</strong>`);
  else if (point.forecast !== null) lines.push(`${names.forecast}: ${writeExact(point.forecast)}`);
  return [...lines, `${names.plan}: ${writeExact(point.plan)}`].join('<br/>');
};

/**
 * What came of a goal so far, added up by day, against its plan, and where it goes from there; for browser and server alike.
 * @param chart values in the unit that `writeValue` writes
 * @personal none
 */
export const paceChart = (chart: PaceChart): EChartsCoreOption => {
  const colour = colours(chart.dark);
  const { points } = chart;
  const top = Math.max(...points.flatMap(({ plan, actual, forecast }) => [plan, actual ?? 0, forecast ?? 0])) || 1;
  const line = (data: readonly (number | null)[], style: object, z: number) => ({
    type: 'line',
    symbol: 'none',
    silent: true,
    z,
    data,
    lineStyle: style,
  });
  return {
    ...frameOf(colour, chart.description),
    tooltip: tooltipOf(
      colour,
      (index) => {
        const point = points[index];
        return point === undefined ? '' : inTooltip(chart, point);
      },
      'line',
    ),
    ...axesOf(
      colour,
      points.map((point) => point.day),
      chart,
    ),
    series: [
      {
        ...line(
          points.map((point) => point.actual),
          { color: colour.bar, width: 3 },
          4,
        ),
        name: chart.names.actual,
        areaStyle: { color: colour.bar, opacity: 0.12 },
        // One day between two that are missing would be a line without a length.
        symbol: 'circle',
        showSymbol: points.filter((point) => point.actual !== null).length < 2,
        itemStyle: { color: colour.bar },
      },
      line(
        points.map((point) => point.forecast),
        { color: colour.bar, width: 2, type: [2, 4] },
        3,
      ),
      line(
        points.map((point) => point.plan),
        { color: colour.before, width: 1.5, type: [5, 4] },
        2,
      ),
      {
        type: 'bar',
        silent: true,
        data: points.map((point) => (point.missing ? top : null)),
        itemStyle: { color: colour.missing, opacity: 0.6 },
      },
    ],
  };
};
