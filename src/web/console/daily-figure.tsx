import { Table, useComputedColorScheme } from '@mantine/core';
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { Daily } from '../../api/contract.ts';
import { dailyChart } from '../../charts/index.ts';
import { writerFor } from '../kit/numbers.ts';
import { useLocale, useWords } from '../kit/preferences.tsx';

use([BarChart, AriaComponent, GridComponent, TooltipComponent, SVGRenderer]);

/** What a daily chart can show. */
export type DailyKey = 'spend' | 'impressions' | 'clicks' | 'saves' | 'conversions' | 'value';

const conversionKeys: readonly DailyKey[] = ['conversions', 'value'];

type Props = { readonly daily: Daily; readonly shown: DailyKey };

const pick = (day: Daily['days'][number], key: DailyKey): string | null =>
  key === 'conversions' ? day.conversionCount : day[key];

const stateOf = (day: Daily['days'][number], key: DailyKey) =>
  conversionKeys.includes(key) ? day.conversions : day.delivery;

/** Bars per day; provisional days hatched. */
export const DailyBars = ({ daily, shown }: Props) => {
  const text = useWords();
  const { locale } = useLocale();
  const dark = useComputedColorScheme('light') === 'dark';
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return undefined;
    const write = writerFor(locale);
    const currency = daily.client.currency;
    const isMoney = (shown === 'spend' || shown === 'value') && currency !== null;
    const chart = init(place.current, null, { renderer: 'svg' });
    chart.setOption(
      dailyChart({
        name: text[shown],
        points: daily.days.map((day) => {
          const value = pick(day, shown);
          return {
            day: day.day,
            value: value === null ? null : Number(value),
            provisional: stateOf(day, shown) === 'provisional',
          };
        }),
        writeValue: (value) => (isMoney ? write.shortMoney(value, currency) : write.shortCount(value)),
        writeDay: write.day,
        writeState: (provisional) => (provisional ? text.dayState.provisional : text.dayState.ready),
        dark,
      }),
    );
    const watcher = new ResizeObserver(() => chart.resize());
    watcher.observe(place.current);
    return () => {
      watcher.disconnect();
      chart.dispose();
    };
  }, [daily, shown, dark, locale, text]);
  return <div ref={place} className="chart" role="img" aria-label={`${text[shown]}, ${text.dailyTitle}`} />;
};

/** The same days as a table, for reading exactly and for a screen reader. */
export const DailyTable = ({ daily, shown }: Props) => {
  const text = useWords();
  const write = writerFor(useLocale().locale);
  const currency = daily.client.currency;
  const isMoney = (shown === 'spend' || shown === 'value') && currency !== null;
  return (
    <Table.ScrollContainer minWidth={320} type="native">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.day}</Table.Th>
            <Table.Th className="number">{text[shown]}</Table.Th>
            <Table.Th>{text.state}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...daily.days].reverse().map((day) => {
            const value = pick(day, shown);
            const known =
              value === null ? text.unknown : isMoney ? write.moneyExact(value, currency) : write.count(value);
            return (
              <Table.Tr key={day.day}>
                <Table.Td>{write.longDay(day.day)}</Table.Td>
                <Table.Td className="number">{known}</Table.Td>
                <Table.Td>{text.dayState[stateOf(day, shown)]}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
};
