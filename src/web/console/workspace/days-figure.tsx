import { Table, useComputedColorScheme } from '@mantine/core';
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { ThingFigures } from '../../../api/contract.ts';
import { dailyChart } from '../../../charts/index.ts';
import { type Writer, writerFor } from '../../kit/numbers.ts';
import { useLocale, useWords } from '../../kit/preferences.tsx';
import { useDayNotes } from '../goals/use-day-notes.ts';
import { dayStateOf, numberOf } from './figures.ts';
import { type ShownMetric, useWorkspace } from './use-workspace.ts';

use([BarChart, LineChart, AriaComponent, GridComponent, TooltipComponent, SVGRenderer]);

type Props = { readonly story: ThingFigures; readonly shown: ShownMetric };

type Texts = ReturnType<typeof useWords>;

const describe = ({ story, shown }: Props, text: Texts, write: Writer): string => {
  const { metric, label, written } = shown;
  const highest = story.days.reduce<{ day: string; value: number } | undefined>((top, day) => {
    const value = numberOf(day.figures[metric.key]);
    return value === null || (top !== undefined && top.value >= value) ? top : { day: day.day, value };
  }, undefined);
  if (highest === undefined) return `${label}: ${text.noneCollected}`;
  const { from, to } = story.about.period;
  return text.dailyDescription(
    label,
    write.longDay(from),
    write.longDay(to),
    written.exact(highest.value),
    write.day(highest.day),
  );
};

/** Bars per day; provisional days hatched, the days compared with as a line. */
export const DaysChart = ({ story, shown }: Props) => {
  const text = useWords();
  const { locale } = useLocale();
  const dark = useComputedColorScheme('light') === 'dark';
  const place = useRef<HTMLDivElement>(null);
  const notes = useDayNotes(useWorkspace().clientId, { period: story.about.period, days: story.days });
  const description = describe({ story, shown }, text, writerFor(locale));
  useEffect(() => {
    if (place.current === null) return undefined;
    const write = writerFor(locale);
    const { metric, written, label } = shown;
    const chart = init(place.current, null, { renderer: 'svg' });
    chart.setOption(
      dailyChart({
        name: label,
        description,
        points: story.days.map((day) => {
          const state = dayStateOf(day, metric);
          const { before } = day;
          const note = notes.get(day.day);
          return {
            day: day.day,
            value: numberOf(day.figures[metric.key]),
            provisional: state === 'provisional',
            state: text.dayState[state],
            ...(before === null ? {} : { before: { day: before.day, value: numberOf(before.figures[metric.key]) } }),
            ...(note === undefined ? {} : { note }),
          };
        }),
        writeValue: written.short,
        writeExact: written.exact,
        writeDay: write.day,
        dark,
      }),
    );
    const watcher = new ResizeObserver(() => chart.resize());
    watcher.observe(place.current);
    return () => {
      watcher.disconnect();
      chart.dispose();
    };
  }, [story, shown, notes, dark, locale, text, description]);
  return <div ref={place} className="chart" role="img" aria-label={description} />;
};

/** The same days as a table, for reading exactly and for a screen reader. */
export const DaysTable = ({ story, shown }: Props) => {
  const text = useWords();
  const write = writerFor(useLocale().locale);
  const { metric, label, written } = shown;
  const notes = useDayNotes(useWorkspace().clientId, { period: story.about.period, days: story.days });
  return (
    <Table className="days">
      <Table.Caption className="sr-only">{`${label}, ${text.dailyTitle.toLowerCase()}`}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{text.day}</Table.Th>
          <Table.Th scope="col" className="number">
            {label}
          </Table.Th>
          <Table.Th scope="col">{text.state}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {story.days.toReversed().map((day) => {
          const value = numberOf(day.figures[metric.key]);
          const state = dayStateOf(day, metric);
          const none = state === 'missing' ? text.unknown : '–';
          return (
            <Table.Tr key={day.day}>
              <Table.Td>{write.longDay(day.day)}</Table.Td>
              <Table.Td className="number">{value === null ? none : written.exact(value)}</Table.Td>
              <Table.Td>
                {text.dayState[state]}
                {notes.has(day.day) && <span className="goal-days">{notes.get(day.day)}</span>}
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
};
