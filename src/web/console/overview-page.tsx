import { Paper, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Overview } from '../../api/contract.ts';
import { writerFor } from '../kit/numbers.ts';
import { useLocale, useTitle, useWords } from '../kit/preferences.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { ClientCards } from './client-cards.tsx';
import { ClientTable } from './client-table.tsx';
import { overviewQuery } from './queries.ts';
import { sorted } from './sorting.ts';

const Head = ({ overview }: { readonly overview: Overview }) => {
  const text = useWords();
  const write = writerFor(useLocale().locale);
  const { period, comparison } = overview;
  const [click = '', engagement = '', view = ''] = overview.window.split('/');
  return (
    <div>
      <Title order={1}>{text.clients}</Title>
      <Text>
        {text.periodOf(write.longDay(period.from), write.longDay(period.to))}
        <Text component="span" c="dimmed">
          {', '}
          {text.comparedWith(write.longDay(comparison.from), write.longDay(comparison.to))}
        </Text>
      </Text>
      <Text size="sm" c="dimmed" maw={820}>
        {text.utcDays} {text.countedAs(click, engagement, view)}
      </Text>
    </div>
  );
};

const NoClients = () => {
  const text = useWords();
  return (
    <Paper withBorder p="xl" className="empty">
      <Title order={2} size="h3">
        {text.noClients}
      </Title>
      <Text c="dimmed">{text.noClientsLead}</Text>
      <pre className="command">
        bin/prikbord client add{'\n'}bin/prikbord connect --client {'<id>'}
      </pre>
    </Paper>
  );
};

const Clients = ({ overview }: { readonly overview: Overview }) => {
  const text = useWords();
  const sorting = useSearch({ from: '/shell/' });
  const [wanted, setWanted] = useState('');
  if (overview.clients.length === 0) return <NoClients />;
  const named = overview.clients.filter((each) => each.name.toLowerCase().includes(wanted.trim().toLowerCase()));
  const shown = sorted(named, sorting);
  return (
    <>
      <TextInput
        type="search"
        aria-label={text.search}
        placeholder={text.search}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
        className="search"
      />
      {shown.length === 0 && (
        <Text c="dimmed" role="status">
          {text.noMatch}
        </Text>
      )}
      {shown.length > 0 && <ClientTable clients={shown} sorting={sorting} />}
      {shown.length > 0 && <ClientCards clients={shown} sorting={sorting} />}
    </>
  );
};

const Waiting = () => (
  <Stack gap="md" aria-busy="true" aria-label={useWords().loading}>
    <Skeleton height={34} width={180} />
    <Skeleton height={18} maw={360} />
    {['one', 'two', 'three', 'four', 'five', 'six'].map((row) => (
      <Skeleton key={row} height={56} />
    ))}
  </Stack>
);

/** Every client the reader may see, with the last 30 days against the 30 before. */
export const OverviewPage = () => {
  const text = useWords();
  useTitle(text.clients);
  const { data, error, failureReason, refetch } = useQuery(overviewQuery);
  if (data !== undefined) {
    return (
      <Stack gap="md">
        <Head overview={data} />
        <Clients overview={data} />
      </Stack>
    );
  }
  const trouble = error ?? failureReason;
  return trouble === null ? <Waiting /> : <Trouble error={trouble} onRetry={() => void refetch()} />;
};
