import { NativeSelect, Paper, SegmentedControl, Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { Goal, MetricInfo } from '../../../api/contract.ts';
import { loadPart } from '../../kit/load-part.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { useGoalsWords } from '../../words/goals.ts';
import type { Catalogue } from '../workspace/figures.ts';
import { type GoalWriter, goalWriter } from './amounts.ts';
import { GoalState, useIndexWords } from './goal-state.tsx';
import { goalStoryQuery } from './queries.ts';
import { summedDays } from './summed-days.ts';
import { useGoalName } from './use-goal-name.ts';

// The chart library is most of the weight of the page; it comes after the figures are drawn.
const chart = () => loadPart(() => import('./pace-chart.tsx'));
const PaceChart = lazy(async () => ({ default: (await chart()).PaceChart }));
const PaceTable = lazy(async () => ({ default: (await chart()).PaceTable }));

type Shown = { readonly goal: Goal; readonly metric: MetricInfo; readonly written: GoalWriter };

const Tile = ({ label, children }: { readonly label: string; readonly children: string }) => (
  <div className="pace-tile">
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

const Tiles = ({ goal, written }: Shown) => {
  const text = useGoalsWords();
  const { progress, target } = goal;
  const amount = (value: string | null): string => (value === null ? text.unknown : written.amount(value));
  const isOver = progress.done === progress.days;
  return (
    <dl className="pace-tiles">
      <Tile label={text.tiles.sofar}>
        {text.spent(progress.value === null ? text.unknown : written.value(progress.value), written.amount(target))}
      </Tile>
      <Tile label={text.tiles.plan}>{amount(progress.plan)}</Tile>
      <Tile label={text.tiles.forecast}>{isOver ? text.over : amount(progress.forecast)}</Tile>
      <Tile label={text.tiles.needed}>{isOver ? text.over : amount(progress.neededPerDay)}</Tile>
    </dl>
  );
};

const Days = ({ clientId, goal, written }: Shown & { readonly clientId: string }) => {
  const text = useGoalsWords();
  const write = writerFor(useLocale().locale);
  const nameOf = useGoalName();
  const [asTable, setAsTable] = useState(false);
  const { data, error, failureReason, refetch } = useQuery(goalStoryQuery(clientId, goal.id));
  const days = useMemo(() => (data === undefined ? [] : summedDays(data)), [data]);
  const trouble = data === undefined ? (error ?? failureReason) : null;
  if (trouble !== null) return <Trouble error={trouble} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={300} />;
  const { value, plan } = goal.progress;
  const description = text.chartDescription(
    nameOf(goal, written),
    write.longDay(goal.from),
    write.longDay(goal.to),
    value === null ? text.unknown : written.value(value),
    plan === null ? text.unknown : written.amount(plan),
  );
  return (
    <>
      <div className="pace-legend">
        <Text size="sm" c="dimmed" component="div" className="chart-legend">
          <span>
            <span className="pace-line" aria-hidden="true" /> {text.chart.actual}
          </span>
          <span>
            <span className="pace-dots" aria-hidden="true" /> {text.chart.forecast}
          </span>
          <span>
            <span className="dashed" aria-hidden="true" /> {text.chart.plan}
          </span>
          {goal.progress.missing > 0 && (
            <span>
              <span className="pale" aria-hidden="true" /> {text.chart.missing}
            </span>
          )}
        </Text>
        <SegmentedControl
          size="xs"
          aria-label={text.asTable}
          value={asTable ? 'table' : 'chart'}
          onChange={(value) => setAsTable(value === 'table')}
          data={[
            { value: 'chart', label: text.asChart },
            { value: 'table', label: text.asTable },
          ]}
        />
      </div>
      <Suspense fallback={<Skeleton height={300} />}>
        {asTable ? (
          <PaceTable days={days} written={written} description={description} />
        ) : (
          <PaceChart days={days} written={written} description={description} />
        )}
      </Suspense>
    </>
  );
};

const Headline = ({ goal }: { readonly goal: Goal }) => {
  const text = useGoalsWords();
  const write = writerFor(useLocale().locale);
  const indexWords = useIndexWords();
  const { index, done, days, missing, provisional } = goal.progress;
  const parts = [
    text.days(write.count(done), write.count(days)),
    ...(provisional > 0 ? [text.provisional(provisional)] : []),
    ...(missing > 0 ? [text.missing(missing)] : []),
  ];
  return (
    <div>
      <p className="pace-headline">
        {index === null ? '' : indexWords(index)} <GoalState goal={goal} />
      </p>
      <Text size="sm" c="dimmed">
        {parts.join(' · ')}
      </Text>
    </div>
  );
};

type Props = { readonly clientId: string; readonly goals: readonly Goal[]; readonly catalogue: Catalogue };

/** What a budget, or another goal that adds up, came to so far: the running budget first. */
export const PacePanel = ({ clientId, goals, catalogue }: Props) => {
  const text = useGoalsWords();
  const write = writerFor(useLocale().locale);
  const nameOf = useGoalName();
  const shown = goals.flatMap((goal): Shown[] => {
    const metric = catalogue.get(goal.metric);
    return metric?.additive === true ? [{ goal, metric, written: goalWriter(goal, metric, write) }] : [];
  });
  const [chosen, setChosen] = useState<string>();
  const isRunning = ({ goal: { progress } }: Shown) => progress.done > 0 && progress.done < progress.days;
  const first = shown.find((each) => each.goal.kind === 'budget' && isRunning(each)) ?? shown.find(isRunning);
  const now = shown.find((each) => each.goal.id === chosen) ?? first ?? shown[0];
  if (now === undefined) return null;
  const { goal } = now;
  const when = (each: Goal) => `${write.day(each.from)} – ${write.day(each.to)}`;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="pace">
      <div className="panel-head">
        <div>
          <Title order={2} size="h3" id="pace">
            {nameOf(goal, now.written)}
          </Title>
          <Text size="sm" c="dimmed">
            {write.longDay(goal.from)} – {write.longDay(goal.to)}
          </Text>
        </div>
        {shown.length > 1 && (
          <NativeSelect
            aria-label={text.which}
            value={goal.id}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={shown.map((each) => ({
              value: each.goal.id,
              label: `${nameOf(each.goal, each.written)}, ${when(each.goal)}`,
            }))}
          />
        )}
      </div>
      <Headline goal={goal} />
      <Tiles {...now} />
      {goal.progress.missing > 0 && (
        <Text size="sm" className="pace-missing">
          {text.missingLead}
        </Text>
      )}
      <Days key={goal.id} clientId={clientId} {...now} />
      <Text size="sm" c="dimmed" mt="xs">
        {goal.progress.weekdays === null ? text.weekdaysEqual : text.weekdays}
      </Text>
    </Paper>
  );
};
