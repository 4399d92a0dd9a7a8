import { Button, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Overview, OverviewRow } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale, useTitle, useWords } from '../../kit/preferences.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { useOverviewWords } from '../../words/overview.ts';
import { overviewQuery } from '../queries.ts';
import { AddClient } from '../settings/add-client.tsx';
import { chosen } from './address.ts';
import { gravestOf } from './attention.ts';
import { AttentionList } from './attention-list.tsx';
import { ClientCards } from './client-cards.tsx';
import { ClientTable } from './client-table.tsx';
import { FilterBar } from './filter-bar.tsx';
import { walkRows } from './row-keys.ts';
import { sorted } from './sorting.ts';

// Below this the eight columns do not fit beside each other.
const NARROW = '(max-width: 78em)';

const Head = ({ overview }: { readonly overview: Overview }) => {
  const text = useWords();
  const write = writerFor(useLocale().locale);
  const { period, comparison } = overview;
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
    </div>
  );
};

/** How the figures are counted: it holds for all rows, and who looks at them daily knows it. */
const HowCounted = ({ overview }: { readonly overview: Overview }) => {
  const text = useWords();
  const [click = '', engagement = '', view = ''] = overview.window.split('/');
  return (
    <Text size="sm" c="dimmed" maw={820}>
      {text.utcDays} {text.countedAs(click, engagement, view)}
    </Text>
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

const NoMatch = () => {
  const text = useOverviewWords();
  const navigate = useNavigate();
  return (
    <div className="empty" role="status">
      <Text c="dimmed">{text.noMatch}</Text>
      <Button variant="default" mt="sm" onClick={() => void navigate({ to: '/', search: {}, replace: true })}>
        {text.clear}
      </Button>
    </div>
  );
};

const AFTER_ALL = Number.MAX_SAFE_INTEGER;

const Clients = ({ overview }: { readonly overview: Overview }) => {
  const text = useWords();
  const address = useSearch({ from: '/shell/' });
  const isNarrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  const gravest = useMemo(() => gravestOf(overview.attention), [overview.attention]);
  const reasonOf = useCallback((row: OverviewRow) => gravest(row)?.item, [gravest]);
  const needy = overview.clients.filter((row) => gravest(row) !== undefined).length;
  const rows = useMemo(() => {
    const found = chosen(overview.clients, address, (row) => gravest(row) !== undefined);
    return sorted(found, address, (row) => gravest(row)?.place ?? AFTER_ALL);
  }, [overview.clients, address, gravest]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys walk through the links inside; each is reached without them
    <div onKeyDown={walkRows} className="clients">
      <FilterBar all={overview.clients.length} needy={needy} isNarrow={isNarrow} />
      {rows.length === 0 && <NoMatch />}
      {rows.length > 0 && !isNarrow && <ClientTable rows={rows} reasonOf={reasonOf} caption={text.clients} />}
      {rows.length > 0 && isNarrow && <ClientCards rows={rows} reasonOf={reasonOf} />}
    </div>
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

/** Every client the reader may see: who needs somebody and why, then all of them, the last 30 days against the 30 before. */
export const OverviewPage = () => {
  const text = useWords();
  const { locale } = useLocale();
  useTitle(text.clients);
  const { data, error, failureReason, refetch } = useQuery(overviewQuery(locale));
  if (data !== undefined) {
    return (
      <Stack gap="md">
        <div className="panel-head">
          <Head overview={data} />
          <AddClient />
        </div>
        {data.clients.length === 0 ? (
          <NoClients />
        ) : (
          <>
            <AttentionList items={data.attention} />
            <Clients overview={data} />
            <HowCounted overview={data} />
          </>
        )}
      </Stack>
    );
  }
  const trouble = error ?? failureReason;
  return trouble === null ? <Waiting /> : <Trouble error={trouble} onRetry={() => void refetch()} />;
};
