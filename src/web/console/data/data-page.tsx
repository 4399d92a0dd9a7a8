import { Alert, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useLocale, useTitle, useWords } from '../../kit/preferences.tsx';
import { useDataWords } from '../../words/data.ts';
import { ConnectionPanel } from '../connection-panel.tsx';
import { GapsPanel } from '../gaps-panel.tsx';
import { useMay } from '../me.ts';
import { clientListQuery } from '../operate/queries.ts';
import { overviewQuery } from '../queries.ts';
import { SyncBadge } from '../sync-badge.tsx';
import { ChoosePanel } from './choose-panel.tsx';
import { ImportPanel } from './import/import-panel.tsx';
import { faultQuery } from './queries.ts';
import { RunsPanel } from './runs-panel.tsx';
import { ScopesPanel } from './scopes-panel.tsx';

const Refusal = ({ code }: { readonly code: string }) => {
  const text = useDataWords();
  const { data } = useQuery(faultQuery(code, useLocale().locale));
  return (
    <Alert color="red" variant="outline" role="alert" title={text.refused}>
      <Text size="sm">
        {data?.meaning} {data?.remedy} <code>{code}</code>
      </Text>
    </Alert>
  );
};

/** How a person came back from Pinterest's page, if they just did. */
const ComingBack = () => {
  const text = useDataWords();
  const { connected, refused } = useSearch({ from: '/shell/clients/$clientId/data' });
  if (refused !== undefined) return <Refusal code={refused} />;
  if (connected === undefined) return null;
  return (
    <Paper withBorder p="md" className="verdict" role="status" data-calm="true">
      {text.connected}
    </Paper>
  );
};

const NowPanel = ({ clientId }: { readonly clientId: string }) => {
  const text = useDataWords();
  const { data } = useQuery(overviewQuery(useLocale().locale));
  const sync = data?.clients.find((each) => each.id === clientId)?.sync;
  return (
    <Paper withBorder p="md" component="section" aria-label={text.now}>
      <Title order={2} size="h3" mb="xs">
        {text.now}
      </Title>
      {data !== undefined && sync === undefined && <Text c="dimmed">{text.noSync}</Text>}
      {sync !== undefined && <SyncBadge sync={sync} detailed />}
    </Paper>
  );
};

/** How a client's figures get here: the consent, what goes on now, what each night brought, and what is missing. */
export const DataPage = () => {
  const text = useDataWords();
  const { notFound } = useWords();
  const { clientId } = useParams({ from: '/shell/clients/$clientId/data' });
  const { data: clients } = useQuery(clientListQuery);
  const client = clients?.find((each) => each.id === clientId);
  useTitle(client === undefined ? text.short : text.title(client.name));
  const seesConnection = useMay('connect.read');
  const seesSync = useMay('sync.read');
  if (clients !== undefined && client === undefined) return <Alert role="alert">{notFound}</Alert>;
  return (
    <Stack gap="lg">
      <div>
        <Link to="/clients/$clientId" params={{ clientId }} className="text-link">
          ← {text.toClient}
        </Link>
        <Title order={1}>{client === undefined ? text.short : text.title(client.name)}</Title>
        <Text c="dimmed">{text.lead}</Text>
      </div>
      <ComingBack />
      <ChoosePanel clientId={clientId} />
      <div className="two">
        {seesConnection && <ConnectionPanel clientId={clientId} />}
        <Stack>
          {seesSync && <NowPanel clientId={clientId} />}
          {seesConnection && <ScopesPanel clientId={clientId} />}
        </Stack>
      </div>
      {seesSync && <GapsPanel clientId={clientId} />}
      {seesSync && <ImportPanel clientId={clientId} />}
      {seesSync && <RunsPanel clientId={clientId} />}
    </Stack>
  );
};
