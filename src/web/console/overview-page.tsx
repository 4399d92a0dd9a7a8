import { Alert, Button, Paper, Skeleton, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ClientFigures, Overview } from '../../api/contract.ts';
import { writerFor } from '../kit/numbers.ts';
import { useLocale, useWords } from '../kit/preferences.tsx';
import { shownFigures } from './client-figures.ts';
import { FigureCell } from './figure-cell.tsx';
import { overviewQuery } from './queries.ts';
import { SparkLine } from './spark-line.tsx';
import { Finality, SyncBadge } from './sync-badge.tsx';

type Rows = { readonly clients: readonly ClientFigures[] };

const ClientLink = ({ client }: { readonly client: ClientFigures }) => (
  <Link to="/clients/$clientId" params={{ clientId: client.id }} className="client-link">
    {client.name}
  </Link>
);

const WideTable = ({ clients }: Rows) => {
  const text = useWords();
  const write = writerFor(useLocale().locale);
  const heads = ['spend', 'impressions', 'clicks', 'saves', 'conversions', 'value', 'roas'] as const;
  return (
    <Table.ScrollContainer minWidth={1080} className="wide" type="native">
      <Table verticalSpacing="sm" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.client}</Table.Th>
            {heads.map((head) => (
              <Table.Th key={head} className="number">
                {text[head]}
              </Table.Th>
            ))}
            <Table.Th>{text.sync}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {clients.map((client) => (
            <Table.Tr key={client.id}>
              <Table.Td>
                <ClientLink client={client} />
                <Finality provisional={client.provisionalDays} missing={client.missingDays} />
              </Table.Td>
              {shownFigures(client, write).map((shown) => (
                <Table.Td key={shown.key} className="number">
                  <FigureCell figure={shown.figure} write={shown.write} better={shown.better} />
                  {shown.key === 'spend' && <SparkLine values={client.spendByDay} />}
                </Table.Td>
              ))}
              <Table.Td className="sync-column">
                <SyncBadge sync={client.sync} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
};

const Cards = ({ clients }: Rows) => {
  const text = useWords();
  const write = writerFor(useLocale().locale);
  return (
    <Stack className="cards">
      {clients.map((client) => (
        <Paper key={client.id} withBorder p="md" component="section" aria-label={client.name}>
          <ClientLink client={client} />
          <Finality provisional={client.provisionalDays} missing={client.missingDays} />
          <dl className="card-figures">
            {shownFigures(client, write).map((shown) => (
              <div key={shown.key}>
                <dt>{text[shown.key]}</dt>
                <dd>
                  <FigureCell figure={shown.figure} write={shown.write} better={shown.better} />
                </dd>
              </div>
            ))}
          </dl>
          <SyncBadge sync={client.sync} />
        </Paper>
      ))}
    </Stack>
  );
};

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
      <Text size="sm" c="dimmed">
        {text.utcDays} {text.countedAs(overview.window)}
      </Text>
    </div>
  );
};

const Clients = ({ overview }: { readonly overview: Overview }) => {
  const text = useWords();
  const [wanted, setWanted] = useState('');
  const shown = overview.clients.filter((client) => client.name.toLowerCase().includes(wanted.trim().toLowerCase()));
  if (overview.clients.length === 0) {
    return (
      <Paper withBorder p="xl" className="empty">
        <Title order={2} size="h3">
          {text.noClients}
        </Title>
        <Text c="dimmed">{text.noClientsLead}</Text>
      </Paper>
    );
  }
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
      {shown.length === 0 ? (
        <Text c="dimmed">{text.noMatch}</Text>
      ) : (
        <>
          <Paper withBorder className="wide">
            <WideTable clients={shown} />
          </Paper>
          <Cards clients={shown} />
        </>
      )}
    </>
  );
};

/** Every client the reader may see, with the last 30 days against the 30 before. */
export const OverviewPage = () => {
  const text = useWords();
  const overview = useQuery(overviewQuery);
  if (overview.data !== undefined) {
    return (
      <Stack gap="lg">
        <Head overview={overview.data} />
        <Clients overview={overview.data} />
      </Stack>
    );
  }
  if (overview.error !== null) {
    return (
      <Alert color="red" role="alert" title={text.offline}>
        <Button size="xs" variant="default" onClick={() => void overview.refetch()}>
          {text.retry}
        </Button>
      </Alert>
    );
  }
  return (
    <Stack gap="md" aria-busy="true" aria-label={text.loading}>
      <Skeleton height={34} width={180} />
      <Skeleton height={18} width={360} />
      {['one', 'two', 'three', 'four', 'five', 'six'].map((row) => (
        <Skeleton key={row} height={56} />
      ))}
    </Stack>
  );
};
