import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Goal, GoalList, GoalRequest, MetricInfo } from '../../../api/contract.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { ask } from '../../kit/server.ts';
import { useGoalsWords } from '../../words/goals.ts';
import type { Catalogue } from '../workspace/figures.ts';
import { isRate } from './amounts.ts';
import { Dialog, fieldErrors } from './dialog.tsx';
import { type Draft, draftOf, requestOf, type Unread, usualResults } from './goal-form.ts';
import { refresh } from './queries.ts';

type Props = {
  readonly list: GoalList;
  readonly catalogue: Catalogue;
  /** The goal to change; a new one when left out. */
  readonly goal?: Goal | undefined;
  readonly today: string;
  readonly onClose: () => void;
};

const kinds = ['budget', 'at-least', 'at-most'] as const;

const useMetricChoices = (catalogue: Catalogue) => {
  const text = useGoalsWords();
  const { locale } = useLocale();
  const item = (metric: MetricInfo) => ({ value: metric.key, label: metric.label[locale] });
  const usual = usualResults.flatMap((key) => catalogue.get(key) ?? []);
  const others = [...catalogue.values()]
    .filter((metric) => !usual.includes(metric))
    .map(item)
    .sort((one, other) => one.label.localeCompare(other.label, locale));
  return [
    { group: text.metricsUsual, items: usual.map(item) },
    { group: text.metricsOther, items: others },
  ];
};

const useTargetLabel = (metric: MetricInfo | undefined, currency: string | null): string => {
  const text = useGoalsWords();
  if (metric?.unit === 'micros') return currency === null ? text.target : text.targetMoney(currency);
  if (metric?.unit === 'ratio') return isRate(metric) ? text.targetRate : text.targetRatio;
  return text.target;
};

const useErrors = (error: Error | null, unread: Unread): Readonly<Record<string, string>> => {
  const text = useGoalsWords();
  return {
    ...fieldErrors(error),
    ...(unread.target === true ? { target: text.targetUnread } : {}),
    ...(unread.from === true ? { from: text.dayUnread } : {}),
    ...(unread.to === true ? { to: text.dayUnread } : {}),
  };
};

type FieldsProps = {
  readonly draft: Draft;
  readonly errors: Readonly<Record<string, string>>;
  readonly change: (part: Partial<Draft>) => void;
  readonly list: GoalList;
  readonly catalogue: Catalogue;
};

const Fields = ({ draft, errors, change, list, catalogue }: FieldsProps) => {
  const text = useGoalsWords();
  const choices = useMetricChoices(catalogue);
  const currency = list.accounts.find((each) => each.id === draft.account)?.currency ?? null;
  const targetLabel = useTargetLabel(catalogue.get(draft.metric), currency);
  const changeKind = (value: string): void => {
    const kind = kinds.find((each) => each === value) ?? 'budget';
    const isSpend = draft.metric === 'spend';
    change({ kind, metric: kind === 'budget' ? 'spend' : isSpend ? 'roas' : draft.metric });
  };
  return (
    <>
      <NativeSelect
        label={text.kind}
        value={draft.kind}
        data={kinds.map((kind) => ({ value: kind, label: text.kinds[kind] }))}
        onChange={(event) => changeKind(event.currentTarget.value)}
      />
      {draft.kind !== 'budget' && (
        <NativeSelect
          label={text.metric}
          value={draft.metric}
          data={choices}
          error={errors.metric}
          onChange={(event) => change({ metric: event.currentTarget.value })}
        />
      )}
      {(list.accounts.length > 1 || errors.account !== undefined) && (
        <NativeSelect
          label={text.account}
          value={draft.account}
          data={list.accounts.map(({ id }) => id)}
          error={errors.account}
          onChange={(event) => change({ account: event.currentTarget.value })}
        />
      )}
      <Group grow align="start" gap="sm">
        <TextInput
          type="date"
          label={text.from}
          value={draft.from}
          error={errors.from}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={text.to}
          value={draft.to}
          error={errors.to}
          onChange={(event) => change({ to: event.currentTarget.value })}
        />
      </Group>
      <TextInput
        label={targetLabel}
        value={draft.target}
        inputMode="decimal"
        autoComplete="off"
        error={errors.target}
        onChange={(event) => change({ target: event.currentTarget.value })}
      />
    </>
  );
};

/** Sets a goal, or changes one. What is wrong stands beside its field. */
export const GoalDialog = ({ list, catalogue, goal, today, onClose }: Props) => {
  const text = useGoalsWords();
  const { locale } = useLocale();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(goal, { list, catalogue, locale, today }));
  const [unread, setUnread] = useState<Unread>({});
  const path = `/clients/${list.client.id}/goals${goal === undefined ? '' : `/${goal.id}`}`;
  const send = useMutation({
    mutationFn: (body: GoalRequest) => ask<Goal>(path, { method: goal === undefined ? 'POST' : 'PATCH', body }),
    onSuccess: async () => {
      await refresh(client, 'goals', list.client.id);
      onClose();
    },
  });
  const submit = (): void => {
    const read = requestOf(draft, catalogue.get(draft.metric), locale);
    setUnread('unread' in read ? read.unread : {});
    if ('request' in read) send.mutate(read.request);
  };
  const errors = useErrors(send.error, unread);
  return (
    <Dialog
      title={goal === undefined ? text.addTitle : text.changeTitle}
      action={text.save}
      error={send.error}
      isBusy={send.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Fields
        draft={draft}
        errors={errors}
        change={(part) => setDraft((before) => ({ ...before, ...part }))}
        list={list}
        catalogue={catalogue}
      />
    </Dialog>
  );
};
