import { Button, Group, Paper, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { SlotList } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale, useWords } from '../../kit/preferences.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { ask } from '../../kit/server.ts';
import { Trouble } from '../../kit/trouble.tsx';
import { usePlanningWords } from '../../words/planning.ts';
import { slotsQuery } from './queries.ts';
import { wordsOf } from './words-of.ts';

/** Times of a queue as they are typed: one line per weekday, from Monday. */
type QueueDraft = { readonly queue: string; readonly days: readonly string[] };

const WEEK = [1, 2, 3, 4, 5, 6, 7];
// A Monday, so that the names of weekdays come from the calendar of the language.
const MONDAY = '2026-11-23';

const draftsOf = ({ items }: SlotList): QueueDraft[] => {
  const queues = [...new Set(['', ...items.map(({ queue }) => queue)])];
  return queues.map((queue) => ({
    queue,
    days: WEEK.map((weekday) =>
      items
        .filter((slot) => slot.queue === queue && slot.weekday === weekday)
        .map(({ at }) => at)
        .join(', '),
    ),
  }));
};

// 9:00 is what people write, 09:00 is what it means.
const timeOf = (text: string): string => text.replace('.', ':').padStart(5, '0');

const slotsOf = (drafts: readonly QueueDraft[]): SlotList['items'] =>
  drafts.flatMap(({ queue, days }) =>
    days.flatMap((line, at) => wordsOf(line).map((text) => ({ queue, weekday: at + 1, at: timeOf(text) }))),
  );

const Form = ({ clientId, kept }: { readonly clientId: string; readonly kept: SlotList }) => {
  const { slots: text } = usePlanningWords();
  const write = writerFor(useLocale().locale);
  const client = useQueryClient();
  const [drafts, setDrafts] = useState(() => draftsOf(kept));
  const [name, setName] = useState('');
  const save = useMutation({
    mutationFn: () => ask<SlotList>(`/clients/${clientId}/slots`, { method: 'PUT', body: { items: slotsOf(drafts) } }),
    onSuccess: (answer) => {
      client.setQueryData(slotsQuery(clientId).queryKey, answer);
      setDrafts(draftsOf(answer));
    },
  });
  const change = (queue: string, day: number, line: string) =>
    setDrafts((before) =>
      before.map((each) => (each.queue === queue ? { ...each, days: each.days.with(day, line) } : each)),
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  const addQueue = () => {
    const queue = name.trim();
    if (queue === '' || drafts.some((each) => each.queue === queue)) return;
    setDrafts((before) => [...before, { queue, days: WEEK.map(() => '') }]);
    setName('');
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {drafts.map(({ queue, days }) => (
          <fieldset key={queue} className="utm-fields">
            <legend>{queue === '' ? text.usual : queue}</legend>
            <div className="slot-days">
              {WEEK.map((weekday, day) => (
                <TextInput
                  key={weekday}
                  label={write.weekday(`${MONDAY.slice(0, 8)}${22 + weekday}`)}
                  value={days[day] ?? ''}
                  onChange={(event) => change(queue, day, event.currentTarget.value)}
                />
              ))}
            </div>
            <Text size="sm" c="dimmed">
              {kept.next.find((each) => each.queue === queue)?.plannedFor == null
                ? text.noneFree
                : text.nextFree(write.wall(kept.next.find((each) => each.queue === queue)?.plannedFor ?? ''))}
            </Text>
          </fieldset>
        ))}
        <Group align="end" gap="sm">
          <TextInput
            label={text.newQueue}
            value={name}
            maxLength={60}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button variant="default" onClick={addQueue}>
            {text.addQueue}
          </Button>
        </Group>
        <Refusal error={save.isPending ? null : save.error} />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {text.save}
          </Button>
          <Text role="status" size="sm">
            {save.isSuccess ? text.saved : ''}
          </Text>
        </Group>
      </Stack>
    </form>
  );
};

/** When Pins of a client usually go out, by queue and weekday. */
export const SlotsPanel = ({ clientId }: { readonly clientId: string }) => {
  const { slots: text } = usePlanningWords();
  const { loading } = useWords();
  const { data, error, failureReason, refetch } = useQuery(slotsQuery(clientId));
  const trouble = data === undefined ? (error ?? failureReason) : null;
  return (
    <Paper withBorder p="md" maw={720} component="section" aria-labelledby="slots">
      <Title order={2} size="h3" id="slots">
        {text.title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {text.lead}
      </Text>
      {trouble !== null && <Trouble error={trouble} onRetry={() => void refetch()} />}
      {trouble === null && data === undefined && <Skeleton height={200} role="status" aria-label={loading} />}
      {data !== undefined && <Form clientId={clientId} kept={data} />}
    </Paper>
  );
};
