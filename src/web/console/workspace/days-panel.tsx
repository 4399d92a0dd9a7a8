import { NativeSelect, Paper, SegmentedControl, Skeleton, Text, Title } from '@mantine/core';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { DayState, MetricInfo, ThingFigures } from '../../../api/contract.ts';
import { loadPart } from '../../kit/load-part.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale, useWords } from '../../kit/preferences.tsx';
import { useWorkspaceWords } from '../../words/workspace.ts';
import { dayStateOf } from './figures.ts';
import { useChangeAddress, useShownMetrics, useWorkspace } from './use-workspace.ts';

// The chart library is half the weight of the page; it comes after the figures are drawn.
const figure = () => loadPart(() => import('./days-figure.tsx'));
const DaysChart = lazy(async () => ({ default: (await figure()).DaysChart }));
const DaysTable = lazy(async () => ({ default: (await figure()).DaysTable }));

const Legend = ({ story, metric }: { readonly story: ThingFigures; readonly metric: MetricInfo }) => {
  const text = useWords();
  const { chartBefore } = useWorkspaceWords();
  const write = writerFor(useLocale().locale);
  const has = (state: DayState) => story.days.some((day) => dayStateOf(day, metric) === state);
  const { comparison } = story.about;
  return (
    <Text size="sm" c="dimmed" className="chart-legend">
      {has('provisional') && (
        <span>
          <span className="hatch" aria-hidden="true" /> {text.dailyHatched}
        </span>
      )}
      {has('missing') && (
        <span>
          <span className="pale" aria-hidden="true" /> {text.dailyMissing}
        </span>
      )}
      {comparison !== null && (
        <span>
          <span className="dashed" aria-hidden="true" />{' '}
          {chartBefore(write.longDay(comparison.from), write.longDay(comparison.to))}
        </span>
      )}
    </Text>
  );
};

/** One figure day by day, as bars or as a table. */
export const DaysPanel = ({ story, keys }: { readonly story: ThingFigures; readonly keys: readonly string[] }) => {
  const text = useWords();
  const { address } = useWorkspace();
  const change = useChangeAddress();
  const [asTable, setAsTable] = useState(false);
  const shownOf = useShownMetrics();
  const choices = useMemo(() => shownOf(keys), [shownOf, keys]);
  const shown = choices.find((each) => each.metric.key === address.chart) ?? choices[0];
  if (shown === undefined) return null;
  return (
    <Paper withBorder p="md" component="section" aria-label={text.dailyTitle}>
      <div className="panel-head">
        <div>
          <Title order={2} size="h3">
            {text.dailyTitle}
          </Title>
          <Legend story={story} metric={shown.metric} />
        </div>
        <div className="panel-tools">
          <NativeSelect
            aria-label={text.dailyFigure}
            data={choices.map(({ metric, label }) => ({ value: metric.key, label }))}
            value={shown.metric.key}
            onChange={(event) => {
              const { value } = event.currentTarget;
              change({ chart: value === choices[0]?.metric.key ? undefined : value });
            }}
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
        {asTable ? <DaysTable story={story} shown={shown} /> : <DaysChart story={story} shown={shown} />}
      </Suspense>
    </Paper>
  );
};
