import { NativeSelect, Paper, SegmentedControl, Skeleton, Text, Title } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { Daily, DayState } from '../../api/contract.ts';
import { useWords } from '../kit/preferences.tsx';
import { type DailyKey, dailyKeys } from './daily-key.ts';

// The chart library is half the weight of the page; it comes after the figures are drawn.
const DailyBars = lazy(() => import('./daily-figure.tsx').then((module) => ({ default: module.DailyBars })));
const DailyTable = lazy(() => import('./daily-figure.tsx').then((module) => ({ default: module.DailyTable })));

const Legend = ({ daily }: { readonly daily: Daily }) => {
  const text = useWords();
  const has = (state: DayState) => daily.days.some((day) => day.delivery === state || day.conversions === state);
  const isMissing = has('missing');
  return (
    <Text size="sm" c="dimmed">
      {has('provisional') && (
        <>
          <span className="hatch" aria-hidden="true" /> {text.dailyHatched}
        </>
      )}
      {isMissing && (
        <>
          {' '}
          <span className="pale" aria-hidden="true" /> {text.dailyMissing}
        </>
      )}
    </Text>
  );
};

/** One figure day by day, as bars or as a table. */
export const DailyPanel = ({ daily }: { readonly daily: Daily }) => {
  const text = useWords();
  const [shown, setShown] = useState<DailyKey>('spend');
  const [asTable, setAsTable] = useState(false);
  return (
    <Paper withBorder p="md" component="section" aria-label={text.dailyTitle}>
      <div className="panel-head">
        <div>
          <Title order={2} size="h3">
            {text.dailyTitle}
          </Title>
          <Legend daily={daily} />
        </div>
        <div className="panel-tools">
          <NativeSelect
            aria-label={text.dailyFigure}
            data={dailyKeys.map((key) => ({ value: key, label: text[key] }))}
            value={shown}
            onChange={(event) => setShown(dailyKeys.find((key) => key === event.currentTarget.value) ?? 'spend')}
          />
          <SegmentedControl
            value={asTable ? 'table' : 'chart'}
            onChange={(value) => setAsTable(value === 'table')}
            data={[
              { value: 'chart', label: text.asChart },
              { value: 'table', label: text.asTable },
            ]}
          />
        </div>
      </div>
      <Suspense fallback={<Skeleton height={300} />}>
        {asTable ? <DailyTable daily={daily} shown={shown} /> : <DailyBars daily={daily} shown={shown} />}
      </Suspense>
    </Paper>
  );
};
