import { Table, useComputedColorScheme } from '@mantine/core';
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useMemo, useRef } from 'react';
import { paceChart } from '../../../charts/index.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale, useWords } from '../../kit/preferences.tsx';
import { useGoalsWords } from '../../words/goals.ts';
import type { GoalWriter } from './amounts.ts';
import type { SummedDay } from './summed-days.ts';

use([BarChart, LineChart, AriaComponent, GridComponent, TooltipComponent, SVGRenderer]);

type Props = { readonly days: readonly SummedDay[]; readonly written: GoalWriter; readonly description: string };

/** What came of a goal, added up, against its plan. */
export const PaceChart = ({ days, written, description }: Props) => {
  const { chart: names } = useGoalsWords();
  const { locale } = useLocale();
  const dark = useComputedColorScheme('light') === 'dark';
  const place = useRef<HTMLDivElement>(null);
  const option = useMemo(
    () =>
      paceChart({
        description,
        points: days,
        names,
        writeValue: written.short,
        writeExact: written.amount,
        writeDay: writerFor(locale).day,
        dark,
      }),
    [days, written, description, names, locale, dark],
  );
  useEffect(() => {
    if (place.current === null) return undefined;
    const chart = init(place.current, null, { renderer: 'svg' });
    chart.setOption(option);
    const watcher = new ResizeObserver(() => chart.resize());
    watcher.observe(place.current);
    return () => {
      watcher.disconnect();
      chart.dispose();
    };
  }, [option]);
  return <div ref={place} className="chart" role="img" aria-label={description} />;
};

/** The same days as a table, for reading exactly and for a screen reader. */
export const PaceTable = ({ days, written, description }: Props) => {
  const text = useWords();
  const { chart: names } = useGoalsWords();
  const write = writerFor(useLocale().locale);
  return (
    <Table className="days">
      <Table.Caption className="sr-only">{description}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{text.day}</Table.Th>
          <Table.Th scope="col" className="number">
            {names.plan}
          </Table.Th>
          <Table.Th scope="col" className="number">
            {names.actual}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {days.map((day) => (
          <Table.Tr key={day.day}>
            <Table.Td>{write.longDay(day.day)}</Table.Td>
            <Table.Td className="number">{written.amount(day.plan)}</Table.Td>
            <Table.Td className="number">
              {day.missing ? text.unknown : day.actual === null ? '–' : written.amount(day.actual)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
};
