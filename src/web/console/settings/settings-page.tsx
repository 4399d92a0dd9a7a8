import { Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ClientSettings } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale, useTitle, useWords } from '../../kit/preferences.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { useSettingsWords } from '../../words/settings.ts';
import { useMay } from '../me.ts';
import { CountingSection } from './counting-section.tsx';
import { DetailsSection } from './details-section.tsx';
import { FeesSection } from './fees-section.tsx';
import { OrganicSection } from './organic-section.tsx';
import { settingsQuery } from './queries.ts';
import { TermSection } from './term-section.tsx';

const Terms = ({ acceptedAt }: { readonly acceptedAt: string | null }) => {
  const { terms: text } = useSettingsWords();
  const write = writerFor(useLocale().locale);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="terms">
      <Title order={2} size="h3" id="terms">
        {text.title}
      </Title>
      <Text mt="xs">{acceptedAt === null ? text.never : text.accepted(write.moment(acceptedAt))}</Text>
    </Paper>
  );
};

const Body = ({ settings }: { readonly settings: ClientSettings }) => (
  <Stack gap="lg" maw={960}>
    <DetailsSection settings={settings} />
    <TermSection settings={settings} />
    <OrganicSection settings={settings} />
    <CountingSection settings={settings} />
    <FeesSection clientId={settings.id} today={settings.today} />
    <Terms acceptedAt={settings.termsAcceptedAt} />
  </Stack>
);

/** What was agreed with a client: name, what is collected and kept, and the agency's fee. */
export const SettingsPage = () => {
  const { clientId } = useParams({ from: '/shell/clients/$clientId/settings' });
  const text = useSettingsWords();
  const { loading } = useWords();
  const mayChange = useMay('clients.manage');
  const { data, error, failureReason, refetch } = useQuery(settingsQuery(clientId));
  useTitle(data === undefined ? text.title : `${text.title}, ${data.name}`);
  const trouble = data === undefined ? (error ?? failureReason) : null;
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{text.title}</Title>
        <Text c="dimmed">
          {text.lead} {mayChange ? '' : text.readOnly}
        </Text>
      </div>
      {trouble !== null && <Trouble error={trouble} onRetry={() => void refetch()} />}
      {trouble === null && data === undefined && (
        <Stack aria-busy="true" aria-label={loading}>
          <Skeleton height={180} />
          <Skeleton height={160} />
        </Stack>
      )}
      {data !== undefined && <Body key={clientId} settings={data} />}
    </Stack>
  );
};
