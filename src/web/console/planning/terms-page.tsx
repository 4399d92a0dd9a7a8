import { Button, Group, NativeSelect, Paper, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { ContentTerms } from '../../../api/contract.ts';
import { useTitle, useWords } from '../../kit/preferences.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { ask } from '../../kit/server.ts';
import { Trouble } from '../../kit/trouble.tsx';
import { usePlanningWords } from '../../words/planning.ts';
import { useMay } from '../me.ts';
import { PlanningHead } from './planning-nav.tsx';
import { termsQuery } from './queries.ts';
import { SlotsPanel } from './slots-panel.tsx';

const numbers = ['windowDays', 'lateHours', 'spacingDays', 'dayCap', 'reminderHours'] as const;
const utms = ['source', 'medium', 'campaign', 'content', 'term'] as const;
const overdues = ['late', 'next-slot', 'hold'] as const;
const places = ['query', 'fragment'] as const;

type Change = (part: Partial<ContentTerms>) => void;
type Part = { readonly terms: ContentTerms; readonly change: Change };

const Handling = ({ terms, change }: Part) => {
  const { terms: text } = usePlanningWords();
  return (
    <>
      <label className="check-line">
        <input
          type="checkbox"
          checked={terms.clientReview}
          onChange={(event) => change({ clientReview: event.currentTarget.checked })}
        />{' '}
        {text.clientReview}
      </label>
      <NativeSelect
        label={text.overdue}
        value={terms.overdue}
        data={overdues.map((value) => ({ value, label: text.overdues[value] }))}
        onChange={(event) => change({ overdue: overdues.find((each) => each === event.currentTarget.value) ?? 'late' })}
      />
      {numbers.map((name) => (
        <TextInput
          key={name}
          type="number"
          label={text[name]}
          value={terms[name]}
          min={0}
          step={1}
          onChange={(event) => change({ [name]: event.currentTarget.valueAsNumber || 0 })}
        />
      ))}
    </>
  );
};

const Links = ({ terms, change }: Part) => {
  const { terms: text } = usePlanningWords();
  return (
    <fieldset className="utm-fields">
      <legend>{text.utm}</legend>
      <Text size="sm" c="dimmed">
        {text.utmLead}
      </Text>
      {utms.map((name) => (
        <TextInput
          key={name}
          label={`utm_${name}`}
          value={terms.utm[name]}
          onChange={(event) => change({ utm: { ...terms.utm, [name]: event.currentTarget.value } })}
        />
      ))}
      <NativeSelect
        label={text.markPlace}
        description={text.markLead}
        value={terms.markPlace}
        data={places.map((value) => ({ value, label: text.markPlaces[value] }))}
        onChange={(event) =>
          change({ markPlace: places.find((each) => each === event.currentTarget.value) ?? 'query' })
        }
      />
    </fieldset>
  );
};

const Form = ({ clientId, kept }: { readonly clientId: string; readonly kept: ContentTerms }) => {
  const { terms: text } = usePlanningWords();
  const client = useQueryClient();
  const mayChange = useMay('clients.manage');
  const [terms, setTerms] = useState(kept);
  const save = useMutation({
    mutationFn: () => ask<ContentTerms>(`/clients/${clientId}/content-terms`, { method: 'PATCH', body: terms }),
    onSuccess: (answer) => client.setQueryData(termsQuery(clientId).queryKey, answer),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  const change: Change = (part) => setTerms((before) => ({ ...before, ...part }));
  return (
    <Paper withBorder p="md" component="form" onSubmit={submit} maw={720}>
      <fieldset disabled={!mayChange} className="plain-fieldset">
        <Stack gap="md">
          <Handling terms={terms} change={change} />
          <Links terms={terms} change={change} />
          <Refusal error={save.isPending ? null : save.error} />
          {mayChange ? (
            <Group>
              <Button type="submit" loading={save.isPending}>
                {text.save}
              </Button>
              <Text role="status" size="sm">
                {save.isSuccess && JSON.stringify(save.data) === JSON.stringify(terms) ? text.saved : ''}
              </Text>
            </Group>
          ) : (
            <Text size="sm">{text.readOnly}</Text>
          )}
        </Stack>
      </fieldset>
    </Paper>
  );
};

/** How Pins of a client are approved and published. */
export const TermsPage = () => {
  const { clientId } = useParams({ from: '/shell/clients/$clientId/planning/terms' });
  const { terms: text } = usePlanningWords();
  const { loading } = useWords();
  const { data, error, failureReason, refetch } = useQuery(termsQuery(clientId));
  useTitle(text.title);
  const trouble = data === undefined ? (error ?? failureReason) : null;
  return (
    <Stack gap="md">
      <PlanningHead clientId={clientId} title={text.title} lead={text.lead} />
      {trouble !== null && <Trouble error={trouble} onRetry={() => void refetch()} />}
      {trouble === null && data === undefined && <Skeleton height={360} role="status" aria-label={loading} />}
      {data !== undefined && <Form clientId={clientId} kept={data} />}
      <SlotsPanel clientId={clientId} />
    </Stack>
  );
};
