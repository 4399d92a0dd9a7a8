import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ClientChoice as Choice, KeyAnswer } from '../../../api/contract.ts';
import { Refusal } from '../../kit/refusal.tsx';
import { ask } from '../../kit/server.ts';
import { usePeopleWords } from '../../words/people.ts';
import { ClientChoice } from './client-choice.tsx';
import { useFresh } from './fresh-code.tsx';
import { keysQuery, rightsQuery } from './queries.ts';
import { ShownOnce } from './shown-once.tsx';

const LIVES = [30, 90, 365];

const Scopes = (props: { readonly value: readonly string[]; readonly onValue: (scopes: string[]) => void }) => {
  const text = usePeopleWords();
  const { data } = useQuery(rightsQuery);
  return (
    <fieldset className="choice-set">
      <legend>{text.keyRights}</legend>
      <div className="choice-list">
        {data?.keyScopes.map((scope) => (
          <label key={scope}>
            <input
              type="checkbox"
              checked={props.value.includes(scope)}
              onChange={(event) =>
                props.onValue(
                  event.currentTarget.checked ? [...props.value, scope] : props.value.filter((each) => each !== scope),
                )
              }
            />{' '}
            {text.actions[scope] ?? scope}
          </label>
        ))}
      </div>
    </fieldset>
  );
};

const useMakeKey = () => {
  const withFresh = useFresh();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: unknown) => withFresh(() => ask<KeyAnswer>('/keys', { method: 'POST', body })),
    onSuccess: () => client.invalidateQueries({ queryKey: keysQuery.queryKey }),
  });
};

/** Making a key: what for, what it may do, for which clients, how long; then the key itself, this once. */
export const KeyForm = ({ onDone }: { readonly onDone: () => void }) => {
  const text = usePeopleWords();
  const [label, setLabel] = useState('');
  const [scopes, setScopes] = useState<string[]>(['facts.read']);
  const [clientIds, setClientIds] = useState<Choice>('all');
  const [days, setDays] = useState(LIVES[1] ?? 90);
  const make = useMakeKey();
  if (make.data !== undefined) {
    return (
      <Stack gap="sm" role="status">
        <Text fw={600}>{text.keyReady}</Text>
        <ShownOnce value={make.data.key} label={text.keyReady} />
        <div>
          <Button onClick={onDone}>{text.done}</Button>
        </div>
      </Stack>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!make.isPending) make.mutate({ label, scopes, clientIds, expiresInDays: days });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <div className="form-columns">
          <TextInput
            label={text.keyLabel}
            description={text.keyLabelLead}
            name="label"
            autoComplete="off"
            autoFocus
            required
            withAsterisk={false}
            maxLength={60}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <NativeSelect
            label={text.keyDays}
            value={String(days)}
            onChange={(event) => setDays(Number(event.currentTarget.value))}
            data={LIVES.map((each) => ({ value: String(each), label: text.days(each) }))}
          />
        </div>
        <Scopes value={scopes} onValue={setScopes} />
        <ClientChoice sees="all-or-given" value={clientIds} onValue={setClientIds} />
        <Refusal error={make.isPending ? null : make.error} />
        <Group>
          <Button type="submit" loading={make.isPending}>
            {text.makeKey}
          </Button>
          <Button variant="default" onClick={onDone}>
            {text.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
