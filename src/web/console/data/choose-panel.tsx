import { Button, Paper, Skeleton, Text, Title } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { AccountChoice } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { ask } from '../../kit/server.ts';
import { Trouble } from '../../kit/trouble.tsx';
import { useSettingsWords } from '../../words/settings.ts';
import { useMay } from '../me.ts';
import { connectionQuery } from '../queries.ts';

// Names come live and are kept no longer than the page is open.
const choiceQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['account-choice', clientId],
    queryFn: () => ask<AccountChoice>(`/clients/${clientId}/connection/accounts`),
    gcTime: 0,
  });

type Item = AccountChoice['items'][number];

const Account = (props: { readonly item: Item; readonly isOn: boolean; readonly onTick: (isOn: boolean) => void }) => {
  const { choose: text } = useSettingsWords();
  const { item } = props;
  return (
    <label className="way">
      <input type="checkbox" checked={props.isOn} onChange={(event) => props.onTick(event.currentTarget.checked)} />
      <span>
        <span className="way-name">{item.name ?? item.id}</span>
        <span className="way-lead">
          {[item.id, item.currency, item.country, item.isOwned ? text.owned : text.shared]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
      </span>
    </label>
  );
};

const Choice = ({ clientId, items }: { readonly clientId: string; readonly items: readonly Item[] }) => {
  const { choose: text } = useSettingsWords();
  const { count } = writerFor(useLocale().locale);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    items.filter((item) => item.isOwned).map((item) => item.id),
  );
  const send = useMutation({
    mutationFn: () =>
      ask<void>(`/clients/${clientId}/connection/accounts`, { method: 'POST', body: { accounts: chosen } }),
    onSuccess: async () => {
      void client.invalidateQueries();
      await navigate({ to: '/clients/$clientId/data', params: { clientId }, search: { connected: 'yes' } });
    },
  });
  const tick = (id: string, isOn: boolean): void =>
    setChosen(items.map((item) => item.id).filter((each) => (each === id ? isOn : chosen.includes(each))));
  if (items.length === 0) return <Text role="status">{text.none}</Text>;
  return (
    <>
      <fieldset className="choice-set">
        <legend className="sr-only">{text.title}</legend>
        {items.map((item) => (
          <Account key={item.id} item={item} isOn={chosen.includes(item.id)} onTick={(isOn) => tick(item.id, isOn)} />
        ))}
      </fieldset>
      <Text size="sm" c="dimmed" my="xs">
        {chosen.length === 0 ? text.nothing : text.names}
      </Text>
      <Refusal error={send.error} />
      <Button
        mt="xs"
        disabled={chosen.length === 0}
        loading={send.isPending || send.isSuccess}
        onClick={() => send.mutate()}
      >
        {text.action(count(chosen.length))}
      </Button>
    </>
  );
};

/** The choice of ad accounts after a first consent, for as long as it waits; nothing otherwise. */
export const ChoosePanel = ({ clientId }: { readonly clientId: string }) => {
  const { choose: text } = useSettingsWords();
  const mayChoose = useMay('connect.manage');
  const { data: connection } = useQuery(connectionQuery(clientId));
  const isWaiting = mayChoose && connection?.state === 'paused';
  const { data, error, refetch } = useQuery({ ...choiceQuery(clientId), enabled: isWaiting });
  if (!isWaiting) return null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="choose-accounts">
      <Title order={2} size="h3" id="choose-accounts">
        {text.title}
      </Title>
      <Text size="sm" mb="xs">
        {text.lead}
      </Text>
      {data === undefined && error === null && <Skeleton height={120} />}
      {data === undefined && error !== null && <Trouble error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Choice clientId={clientId} items={data.items} />}
    </Paper>
  );
};
