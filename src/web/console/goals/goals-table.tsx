import { Button, Paper, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Goal, GoalList } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { useGoalsWords } from '../../words/goals.ts';
import { useMay } from '../me.ts';
import type { Catalogue } from '../workspace/figures.ts';
import { type GoalWriter, goalWriter } from './amounts.ts';
import { GoalDialog } from './goal-dialog.tsx';
import { GoalState, useIndexWords } from './goal-state.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { useGoalName } from './use-goal-name.ts';

type RowProps = {
  readonly goal: Goal;
  readonly written: GoalWriter;
  readonly severalAccounts: boolean;
  readonly onChange: (() => void) | undefined;
  readonly onRemove: () => void;
};

const Sofar = ({ goal, written }: Pick<RowProps, 'goal' | 'written'>) => {
  const text = useGoalsWords();
  const write = writerFor(useLocale().locale);
  const { value, done, days, missing, settled } = goal.progress;
  return (
    <>
      <span className="goal-value">{value === null ? text.unknown : written.value(value)}</span>
      <span className="goal-days">
        {text.days(write.count(done), write.count(days))}
        {done > 0 && ` · ${text.settled(write.count(settled), write.count(done))}`}
        {missing > 0 && ` · ${text.missing(missing)}`}
      </span>
    </>
  );
};

const Row = ({ goal, written, severalAccounts, onChange, onRemove }: RowProps) => {
  const text = useGoalsWords();
  const write = writerFor(useLocale().locale);
  const name = useGoalName()(goal, written);
  const indexWords = useIndexWords();
  const { index } = goal.progress;
  const what = `${name}, ${write.day(goal.from)} – ${write.day(goal.to)}`;
  return (
    <tr>
      <th scope="row" data-label={text.columns.goal}>
        {name}
        {severalAccounts && <span className="goal-days">{`${text.account} ${goal.account}`}</span>}
      </th>
      <td data-label={text.columns.period}>
        {write.longDay(goal.from)} – {write.longDay(goal.to)}
      </td>
      <td data-label={text.columns.sofar}>
        <Sofar goal={goal} written={written} />
      </td>
      <td data-label={text.columns.state}>
        <GoalState goal={goal} />
        {index !== null && <span className="goal-days">{indexWords(index)}</span>}
      </td>
      {onChange !== undefined && (
        <td>
          <div className="goal-actions">
            <Button size="compact-sm" variant="default" aria-label={text.change(what)} onClick={onChange}>
              {text.changeShort}
            </Button>
            <Button size="compact-sm" variant="subtle" aria-label={text.remove(what)} onClick={onRemove}>
              {text.removeShort}
            </Button>
          </div>
        </td>
      )}
    </tr>
  );
};

type Open = { readonly what: 'change' | 'remove'; readonly goal: Goal } | { readonly what: 'add' };

type Props = { readonly list: GoalList; readonly catalogue: Catalogue; readonly today: string };

const Dialogs = ({ open, list, catalogue, today, onClose }: Props & { open: Open; onClose: () => void }) => {
  const text = useGoalsWords();
  const write = writerFor(useLocale().locale);
  const nameOf = useGoalName();
  if (open.what !== 'remove') {
    const goal = open.what === 'change' ? open.goal : undefined;
    return <GoalDialog list={list} catalogue={catalogue} goal={goal} today={today} onClose={onClose} />;
  }
  const metric = catalogue.get(open.goal.metric);
  const name = metric === undefined ? open.goal.metric : nameOf(open.goal, goalWriter(open.goal, metric, write));
  return (
    <RemoveDialog
      clientId={list.client.id}
      what="goals"
      path={`/clients/${list.client.id}/goals/${open.goal.id}`}
      title={text.removeTitle}
      lead={text.removeLead(name)}
      onClose={onClose}
    />
  );
};

/** Every goal of a client with how it stands; who may set goals adds, changes and removes them here. */
export const GoalsTable = ({ list, catalogue, today }: Props) => {
  const text = useGoalsWords();
  const write = writerFor(useLocale().locale);
  const mayManage = useMay('goals.manage');
  const [open, setOpen] = useState<Open>();
  const { columns } = text;
  const canAdd = mayManage && list.accounts.length > 0;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="goals">
      <div className="panel-head">
        <Title order={2} size="h3" id="goals">
          {text.tableTitle}
        </Title>
        {canAdd && <Button onClick={() => setOpen({ what: 'add' })}>{text.add}</Button>}
      </div>
      {list.items.length === 0 ? (
        <div className="goals-none">
          <Text fw={600}>{text.none}</Text>
          <Text c="dimmed">{list.accounts.length === 0 ? text.noAccounts : text.noneLead}</Text>
        </div>
      ) : (
        <Table className="goals">
          <Table.Caption className="sr-only">{text.tableTitle}</Table.Caption>
          <thead>
            <tr>
              <th scope="col">{columns.goal}</th>
              <th scope="col">{columns.period}</th>
              <th scope="col">{columns.sofar}</th>
              <th scope="col">{columns.state}</th>
              {mayManage && (
                <th scope="col">
                  <span className="sr-only">{columns.actions}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {list.items.flatMap((goal) => {
              const metric = catalogue.get(goal.metric);
              if (metric === undefined) return [];
              return [
                <Row
                  key={goal.id}
                  goal={goal}
                  written={goalWriter(goal, metric, write)}
                  severalAccounts={list.accounts.length > 1}
                  onChange={mayManage ? () => setOpen({ what: 'change', goal }) : undefined}
                  onRemove={() => setOpen({ what: 'remove', goal })}
                />,
              ];
            })}
          </tbody>
        </Table>
      )}
      {open !== undefined && (
        <Dialogs open={open} list={list} catalogue={catalogue} today={today} onClose={() => setOpen(undefined)} />
      )}
    </Paper>
  );
};
