import type { EChartsCoreOption } from 'echarts/core';

/** One day of a chart; `value` null where the day is unknown, which leaves a hole and never a zero. */
export type DailyPoint = { readonly day: string; readonly value: number | null; readonly provisional: boolean };

/** What a daily chart shows and how its numbers and days are written. */
export type DailyChart = {
  readonly name: string;
  readonly points: readonly DailyPoint[];
  readonly writeValue: (value: number) => string;
  readonly writeDay: (day: string) => string;
  readonly writeState: (provisional: boolean) => string;
  readonly dark: boolean;
};

const colours = (dark: boolean) =>
  dark
    ? { bar: '#2dd4bf', text: '#d4d4d8', line: '#3f3f46', back: '#18181b' }
    : { bar: '#0f766e', text: '#3f3f46', line: '#e4e4e7', back: '#ffffff' };

/**
 * Bars per day, for browser and server alike; provisional days are hatched, missing days are left empty.
 * @param chart values in the unit that `writeValue` writes
 * @personal none
 */
export const dailyChart = (chart: DailyChart): EChartsCoreOption => {
  const colour = colours(chart.dark);
  // ECharts draws its decal over the bar: stripes in the page's colour make a hatch that survives print and colour blindness.
  const hatch = { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: -Math.PI / 4, color: colour.back };
  return {
    animation: false,
    aria: { enabled: true, label: { description: chart.name } },
    grid: { left: 8, right: 8, top: 16, bottom: 8, containLabel: true },
    textStyle: { color: colour.text },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (items: readonly { dataIndex: number }[]) => {
        const point = chart.points[items[0]?.dataIndex ?? -1];
        if (point === undefined) return '';
        const value = point.value === null ? '–' : chart.writeValue(point.value);
        return `${chart.writeDay(point.day)}<br/><strong>${value}</strong><br/>${chart.writeState(point.provisional)}`;
      },
    },
    xAxis: {
      type: 'category',
      data: chart.points.map((point) => point.day),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour.line } },
      axisLabel: { color: colour.text, hideOverlap: true, formatter: (day: string) => chart.writeDay(day) },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      splitLine: { lineStyle: { color: colour.line } },
      axisLabel: { color: colour.text, formatter: (value: number) => chart.writeValue(value) },
    },
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
    ],
  };
};
