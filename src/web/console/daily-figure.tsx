import { Table, useComputedColorScheme } from '@mantine/core';
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { Daily, DayState } from '../../api/contract.ts';
import { dailyChart } from '../../charts/index.ts';
import { type Writer, writerFor } from '../kit/numbers.ts';
import { useLocale, useWords } from '../kit/preferences.tsx';
import type { DailyKey } from './daily-key.ts';

use([BarChart, AriaComponent, GridComponent, TooltipComponent, SVGRenderer]);

const conversionKeys: readonly DailyKey[] = ['conversions', 'value'];

type Props = { readonly daily: Daily; readonly shown: DailyKey };

const pick = (day: Daily['days'][number], key: DailyKey): string | null =>
  key === 'conversions' ? day.conversionCount : day[key];

const stateOf = (day: Daily['days'][number], key: DailyKey): DayState =>
  conversionKeys.includes(key) ? day.conversions : day.delivery;

const writersOf = ({ daily, shown }: Props, write: Writer) => {
  const { currency } = daily.client;
  const isMoney = (shown === 'spend' || shown === 'value') && currency !== null;
  return isMoney
    ? {
        short: (value: number) => write.shortMoney(value, currency),
        exact: (value: number) => write.moneyExact(value, currency),
      }
    : { short: write.shortCount, exact: write.count };
};

type Texts = ReturnType<typeof useWords>;

const describe = (props: Props, text: Texts, write: Writer): string => {
  const { daily, shown } = props;
  const highest = daily.days.reduce<{ day: string; value: number } | undefined>((top, day) => {
    const value = Number(pick(day, shown) ?? -1);
    return value < 0 || (top !== undefined && top.value >= value) ? top : { day: day.day, value };
  }, undefined);
  if (highest === undefined) return `${text[shown]}: ${text.noneCollected}`;
  const { from, to } = daily.period;
  const top = writersOf(props, write).exact(highest.value);
  return text.dailyDescription(text[shown], write.longDay(from), write.longDay(to), top, write.day(highest.day));
};

/** Bars per day; provisional days hatched. */
export const DailyBars = ({ daily, shown }: Props) => {
  const text = useWords();
  const { locale } = useLocale();
  const dark = useComputedColorScheme('light') === 'dark';
  const place = useRef<HTMLDivElement>(null);
  const description = describe({ daily, shown }, text, writerFor(locale));
  useEffect(() => {
    if (place.current === null) return undefined;
    const write = writerFor(locale);
    const { short, exact } = writersOf({ daily, shown }, write);
    const chart = init(place.current, null, { renderer: 'svg' });
    chart.setOption(
      dailyChart({
        name: text[shown],
        description,
        points: daily.days.map((day) => {
          const value = pick(day, shown);
          const state = stateOf(day, shown);
          return {
            day: day.day,
            value: value === null ? null : Number(value),
            provisional: state === 'provisional',
            state: text.dayState[state],
          };
        }),
        writeValue: short,
        writeExact: exact,
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
  }, [daily, shown, dark, locale, text, description]);
  return <div ref={place} className="chart" role="img" aria-label={description} />;
};

/** The same days as a table, for reading exactly and for a screen reader. */
export const DailyTable = ({ daily, shown }: Props) => {
  const text = useWords();
  const write = writerFor(useLocale().locale);
  const { exact } = writersOf({ daily, shown }, write);
  return (
    <Table className="days">
      <Table.Caption className="sr-only">{`${text[shown]}, ${text.dailyTitle.toLowerCase()}`}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{text.day}</Table.Th>
          <Table.Th scope="col" className="number">
            {text[shown]}
          </Table.Th>
          <Table.Th scope="col">{text.state}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {[...daily.days].reverse().map((day) => {
          const value = pick(day, shown);
          return (
            <Table.Tr key={day.day}>
              <Table.Td>{write.longDay(day.day)}</Table.Td>
              <Table.Td className="number">{value === null ? text.unknown : exact(Number(value))}</Table.Td>
              <Table.Td>{text.dayState[stateOf(day, shown)]}</Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
};
