import { Table, useComputedColorScheme } from '@mantine/core';
import { LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useMemo, useRef } from 'react';
import { lensChart } from '../../../charts/index.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale, useWords } from '../../kit/preferences.tsx';
import { useGalleryWords } from '../../words/gallery.ts';
import { type PinRow, pinLenses, writerOf } from './lenses.tsx';
import type { PinDay } from './pin-days.ts';

use([LineChart, AriaComponent, GridComponent, TooltipComponent, SVGRenderer]);

type Props = { readonly days: readonly PinDay[]; readonly row: PinRow };

/** One figure of a Pin by day: a line for each lens. */
export const PinDaysChart = ({ days, row }: Props) => {
  const text = useGalleryWords();
  const { dayState } = useWords();
  const { locale } = useLocale();
  const dark = useComputedColorScheme('light') === 'dark';
  const place = useRef<HTMLDivElement>(null);
  const description = text.dailyOf(text.rows[row]);
  const option = useMemo(() => {
    const write = writerFor(locale);
    return lensChart({
      description,
      points: days.map((day) => ({ ...day, state: dayState[day.state] })),
      names: text.lenses,
      writeValue: writerOf(write, row, 'short'),
      writeExact: writerOf(write, row, 'full'),
      writeDay: write.day,
      dark,
    });
  }, [days, row, description, text, dayState, locale, dark]);
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
export const PinDaysTable = ({ days, row }: Props) => {
  const text = useGalleryWords();
  const { unknown } = useWords();
  const write = writerFor(useLocale().locale);
  const written = writerOf(write, row, 'full');
  return (
    <Table className="days">
      <Table.Caption className="sr-only">{text.dailyOf(text.rows[row])}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{text.day}</Table.Th>
          {pinLenses.map((lens) => (
            <Table.Th key={lens} scope="col" className="number">
              {text.lenses[lens]}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {days.toReversed().map((day) => (
          <Table.Tr key={day.day}>
            <Table.Td>{write.longDay(day.day)}</Table.Td>
            {pinLenses.map((lens) => {
              const value = day[lens];
              return (
                <Table.Td key={lens} className="number">
                  {value === null ? unknown : written(value)}
                </Table.Td>
              );
            })}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
};
