import type { EChartsCoreOption } from 'echarts/core';
import { axesOf, type Colours, colours, escaped, frameOf, tooltipOf } from './look.ts';

/** One day of one Pin under three lenses; null where the day is unknown: the line is interrupted there. */
export type LensPoint = {
  readonly day: string;
  readonly paid: number | null;
  readonly earned: number | null;
  readonly organic: number | null;
  /** How final the paid and earned figures of the day are, in the reader's words. */
  readonly state: string;
};

/** What a chart of three lenses shows and how its numbers and days are written. */
export type LensChart = {
  /** The chart in a sentence, for who does not see it. */
  readonly description: string;
  readonly points: readonly LensPoint[];
  readonly names: { readonly paid: string; readonly earned: string; readonly organic: string };
  readonly writeValue: (value: number) => string;
  readonly writeExact: (value: number) => string;
  readonly writeDay: (day: string) => string;
  readonly dark: boolean;
};

const lenses = ['paid', 'earned', 'organic'] as const;

// Told apart by their dashes too, not by colour alone.
const looks = (colour: Colours) => ({
  paid: { color: colour.bar, width: 2.5, type: 'solid' as const },
  earned: { color: colour.before, width: 2, type: [7, 3] },
  organic: { color: colour.text, width: 2, type: [2, 3] },
});

const inTooltip = (chart: LensChart, point: LensPoint): string => {
  const lines = lenses.map((lens) => {
    const value = point[lens];
    return `${escaped(chart.names[lens])}: <strong>${value === null ? '–' : chart.writeExact(value)}</strong>`;
  });
  return [chart.writeDay(point.day), ...lines, point.state].join('<br/>');
};

/**
 * Three lines over the same days, one for each lens; they are never added. For browser and server alike.
 * @param chart values in the unit that `writeValue` writes
 * @personal none
 */
export const lensChart = (chart: LensChart): EChartsCoreOption => {
  const colour = colours(chart.dark);
  const look = looks(colour);
  return {
    ...frameOf(colour, chart.description),
    tooltip: tooltipOf(
      colour,
      (index) => {
        const point = chart.points[index];
        return point === undefined ? '' : inTooltip(chart, point);
      },
      'line',
    ),
    ...axesOf(
      colour,
      chart.points.map((point) => point.day),
      chart,
    ),
    series: lenses.map((lens) => ({
      type: 'line',
      name: chart.names[lens],
      // A day between two unknown ones has no line to it: a dot says that it is there.
      showSymbol: chart.points.length <= 2,
      symbolSize: 5,
      lineStyle: look[lens],
      itemStyle: { color: look[lens].color },
      data: chart.points.map((point) => point[lens]),
    })),
  };
};
