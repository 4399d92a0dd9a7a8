import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Refusal } from '../../kit/refusal.tsx';
import { ask } from '../../kit/server.ts';
import { usePlanningWords } from '../../words/planning.ts';
import { refreshPlan } from './queries.ts';

type Decision = { readonly say: 'send' | 'drop' } | { readonly say: 'done'; readonly pin: string };

// A Pin's number, or its address at Pinterest, which is what people copy.
const numberOf = (text: string): string | undefined => /(?:^|\/pin\/)(\d{1,32})(?:\/|\?|$)/.exec(text.trim())?.[1];

/** What somebody says of a Pin of which nobody knows whether it went out, or that was refused. */
export const DecideForm = ({ clientId, pinId }: { readonly clientId: string; readonly pinId: string }) => {
  const { decide: text } = usePlanningWords();
  const client = useQueryClient();
  const [address, setAddress] = useState('');
  const [isTried, setTried] = useState(false);
  const send = useMutation({
    mutationFn: (decision: Decision) =>
      ask<void>(`/clients/${clientId}/planned-pins/${pinId}/decide`, { method: 'POST', body: decision }),
    onSettled: () => refreshPlan(client, clientId),
  });
  const pin = numberOf(address);
  const isThere = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (pin !== undefined && !send.isPending) send.mutate({ say: 'done', pin });
  };
  return (
    <Stack gap="sm" className="decide-form">
      <Text size="sm">{text.lead}</Text>
      <Group gap="sm">
        <Button loading={send.isPending} onClick={() => send.mutate({ say: 'send' })}>
          {text.send}
        </Button>
        <Button variant="subtle" onClick={() => send.mutate({ say: 'drop' })}>
          {text.drop}
        </Button>
      </Group>
      <form onSubmit={isThere}>
        <Group align="end" gap="sm">
          <TextInput
            label={text.address}
            placeholder="https://www.pinterest.com/pin/…"
            value={address}
            error={isTried && pin === undefined ? text.noNumber : undefined}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={send.isPending}>
            {text.done}
          </Button>
        </Group>
      </form>
      <Refusal error={send.isPending ? null : send.error} />
    </Stack>
  );
};
