import {
  Alert,
  Anchor,
  Badge,
  Paper,
  SegmentedControl,
  Select,
  Skeleton,
  Stack,
  Table,
  Text,
  Title,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Daily } from '../../api/contract.ts';
import { writerFor } from '../kit/numbers.ts';
import { useLocale, useWords } from '../kit/preferences.tsx';
import { ServerProblem } from '../kit/server.ts';
import { shownFigures } from './client-figures.ts';
import type { DailyKey } from './daily-figure.tsx';
import { FigureCell } from './figure-cell.tsx';
import { connectionQuery, dailyQuery, gapsQuery } from './queries.ts';
import { Finality, SyncBadge } from './sync-badge.tsx';

// The chart library is three quarters of the weight of the page; it comes after the figures are drawn.
const DailyBars = lazy(() => import('./daily-figure.tsx').then((module) => ({ default: module.DailyBars })));
const DailyTable = lazy(() => import('./daily-figure.tsx').then((module) => ({ default: module.DailyTable })));

const dailyKeys: readonly DailyKey[] = ['spend', 'impressions', 'clicks', 'saves', 'conversions', 'value'];

const isDailyKey = (text: string | null): text is DailyKey => dailyKeys.some((key) => key === text);

const DailyPanel = ({ daily }: { readonly daily: Daily }) => {
  const text = useWords();
  const [shown, setShown] = useState<DailyKey>('spend');
  const [asTable, setAsTable] = useState(false);
  return (
    <Paper withBorder p="md" component="section" aria-label={text.dailyTitle}>
      <div className="panel-head">
        <div>
          <Title order={2} size="h3">
            {text.dailyTitle}
          </Title>
          <Text size="sm" c="dimmed">
            <span className="hatch" aria-hidden="true" /> {text.dailyHatched}
          </Text>
        </div>
        <div className="panel-tools">
          <Select
            aria-label={text.dailyTitle}
            data={dailyKeys.map((key) => ({ value: key, label: text[key] }))}
            value={shown}
            onChange={(value) => isDailyKey(value) && setShown(value)}
            allowDeselect={false}
            w={160}
          />
          <SegmentedControl
            value={asTable ? 'table' : 'chart'}
            onChange={(value) => setAsTable(value === 'table')}
            data={[
              { value: 'chart', label: text.asChart },
              { value: 'table', label: text.asTable },
            ]}
          />
        </div>
      </div>
      <Suspense fallback={<Skeleton height={280} />}>
        {asTable ? <DailyTable daily={daily} shown={shown} /> : <DailyBars daily={daily} shown={shown} />}
      </Suspense>
    </Paper>
  );
};

const ConnectionPanel = ({ clientId }: { readonly clientId: string }) => {
  const text = useWords();
  const write = writerFor(useLocale().locale);
  const { data } = useQuery(connectionQuery(clientId));
  if (data === undefined) return <Skeleton height={160} />;
  return (
    <Paper withBorder p="md" component="section" aria-label={text.connection}>
      <div className="panel-head">
        <Title order={2} size="h3">
          {text.connection}
        </Title>
        <Badge variant="outline" color={data.state === 'healthy' ? 'pine' : 'red'}>
          {text.connectionState[data.state]}
        </Badge>
      </div>
      <dl className="pairs">
        <div>
          <dt>{text.connectedAs}</dt>
          <dd>{data.userName ?? text.nameUnknown}</dd>
        </div>
        {data.connectedAt !== null && (
          <div>
            <dt>{text.connectedAt}</dt>
            <dd>{write.moment(data.connectedAt)}</dd>
          </div>
        )}
        {data.expiresAt !== null && (
          <div>
            <dt>{text.expiresAt}</dt>
            <dd>{write.moment(data.expiresAt)}</dd>
          </div>
        )}
        <div>
          <dt>{text.accounts}</dt>
          <dd>
            {data.accounts.map((account) => (
              <div key={account.id}>
                {account.name ?? account.id}
                <Text component="span" size="sm" c="dimmed">
                  {' '}
                  {account.id} · {account.currency}
                </Text>
              </div>
            ))}
          </dd>
        </div>
      </dl>
      <Text size="xs" c="dimmed">
        {text.nameLive}
      </Text>
    </Paper>
  );
};

const GapsPanel = ({ clientId }: { readonly clientId: string }) => {
  const text = useWords();
  const write = writerFor(useLocale().locale);
  const { data } = useQuery(gapsQuery(clientId));
  if (data === undefined) return <Skeleton height={120} />;
  return (
    <Paper withBorder p="md" component="section" aria-label={text.gapsTitle}>
      <Title order={2} size="h3">
        {text.gapsTitle}
      </Title>
      {data.items.length === 0 ? (
        <Text c="dimmed">{text.noGaps}</Text>
      ) : (
        <Table.ScrollContainer minWidth={320} type="native">
          <Table>
            <Table.Tbody>
              {data.items.map((gap) => (
                <Table.Tr key={`${gap.account}${gap.level}${gap.reportTime}${gap.from}`}>
                  <Table.Td>
                    {write.day(gap.from)} – {write.day(gap.to)}
                  </Table.Td>
                  <Table.Td>
                    {Object.entries(text.levels).find(([level]) => level === gap.level)?.[1] ?? gap.level}
                  </Table.Td>
                  <Table.Td>{gap.reason}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Paper>
  );
};

const ClientBody = ({ daily }: { readonly daily: Daily }) => {
  const text = useWords();
  const write = writerFor(useLocale().locale);
  const { client } = daily;
  return (
    <Stack gap="lg">
      <div>
        <Anchor component={Link} to="/" size="sm">
          ← {text.toOverview}
        </Anchor>
        <Title order={1}>{client.name}</Title>
        <Text>{text.periodOf(write.longDay(daily.period.from), write.longDay(daily.period.to))}</Text>
        <Finality provisional={client.provisionalDays} missing={client.missingDays} />
      </div>
      <dl className="key-figures">
        {shownFigures(client, write).map((shown) => (
          <div key={shown.key} className="key-figure">
            <dt>{text[shown.key]}</dt>
            <dd>
              <FigureCell figure={shown.figure} write={shown.write} better={shown.better} large />
            </dd>
          </div>
        ))}
      </dl>
      <DailyPanel daily={daily} />
      <div className="two">
        <ConnectionPanel clientId={client.id} />
        <Stack>
          <Paper withBorder p="md" component="section" aria-label={text.sync}>
            <Title order={2} size="h3" mb="xs">
              {text.sync}
            </Title>
            <SyncBadge sync={client.sync} detailed />
          </Paper>
          <GapsPanel clientId={client.id} />
        </Stack>
      </div>
    </Stack>
  );
};

/** One client: key figures, days, connection and what is missing. */
export const ClientPage = () => {
  const text = useWords();
  const { clientId } = useParams({ from: '/shell/clients/$clientId' });
  const daily = useQuery(dailyQuery(clientId));
  if (daily.data !== undefined) return <ClientBody daily={daily.data} />;
  if (daily.error !== null) {
    return (
      <Alert color="red" role="alert">
        {daily.error instanceof ServerProblem && daily.error.status === 404 ? text.notFound : text.offline}
      </Alert>
    );
  }
  return (
    <Stack aria-busy="true" aria-label={text.loading}>
      <Skeleton height={34} width={240} />
      <Skeleton height={96} />
      <Skeleton height={320} />
    </Stack>
  );
};
