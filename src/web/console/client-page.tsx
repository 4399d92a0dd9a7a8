import { Anchor, NativeSelect, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { Daily } from '../../api/contract.ts';
import { writerFor } from '../kit/numbers.ts';
import { useLocale, useTitle, useWords } from '../kit/preferences.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { shownFigures } from './client-figures.ts';
import { ConnectionPanel } from './connection-panel.tsx';
import { DailyPanel } from './daily-panel.tsx';
import { FinalityLines } from './finality.tsx';
import { GapsPanel } from './gaps-panel.tsx';
import { KeyFigure } from './key-figure.tsx';
import { useMay } from './me.ts';
import { type AccountOfClient, dailyQuery } from './queries.ts';
import { SyncBadge } from './sync-badge.tsx';

const BackLink = () => (
  <Anchor component={Link} to="/" size="sm">
    ← {useWords().toOverview}
  </Anchor>
);

const AccountChoice = ({ daily }: { readonly daily: Daily }) => {
  const text = useWords();
  const navigate = useNavigate();
  if (daily.accounts.length < 2) return null;
  return (
    <NativeSelect
      className="account-choice"
      aria-label={text.account}
      data={daily.accounts}
      value={daily.client.account ?? ''}
      onChange={(event) =>
        void navigate({
          to: '/clients/$clientId',
          params: { clientId: daily.client.id },
          search: { account: event.currentTarget.value },
        })
      }
    />
  );
};

const Head = ({ daily }: { readonly daily: Daily }) => {
  const text = useWords();
  const write = writerFor(useLocale().locale);
  return (
    <div>
      <BackLink />
      <div className="client-head">
        <div>
          <Title order={1}>{daily.client.name}</Title>
          <Text>
            {text.periodOf(write.longDay(daily.period.from), write.longDay(daily.period.to))}
            <Text component="span" c="dimmed">
              {' '}
              · {text.utcDays}
            </Text>
          </Text>
        </div>
        <AccountChoice daily={daily} />
      </div>
    </div>
  );
};

const ClientBody = ({ daily, about }: { readonly daily: Daily; readonly about: AccountOfClient }) => {
  const text = useWords();
  const write = writerFor(useLocale().locale);
  const seesSync = useMay('sync.read');
  const seesConnection = useMay('connect.read');
  const { client } = daily;
  return (
    <Stack gap="lg">
      <Head daily={daily} />
      <div>
        <dl className="key-figures">
          {shownFigures(client, write).map((shown) => (
            <KeyFigure key={shown.key} about={about} shown={shown} />
          ))}
        </dl>
        <FinalityLines daily={daily} />
      </div>
      <DailyPanel daily={daily} />
      <div className="two">
        {seesConnection && <ConnectionPanel clientId={client.id} />}
        {seesSync && (
          <Stack>
            <Paper withBorder p="md" component="section" aria-label={text.sync}>
              <Title order={2} size="h3" mb="xs">
                {text.sync}
              </Title>
              <SyncBadge sync={client.sync} detailed />
            </Paper>
            <GapsPanel clientId={client.id} />
          </Stack>
        )}
      </div>
    </Stack>
  );
};

/** One client: key figures, days, connection and what is missing. */
export const ClientPage = () => {
  const text = useWords();
  const { clientId } = useParams({ from: '/shell/clients/$clientId' });
  const { account } = useSearch({ from: '/shell/clients/$clientId' });
  const about = { clientId, account };
  const { data, error, failureReason, refetch } = useQuery(dailyQuery(about));
  useTitle(data?.client.name);
  if (data !== undefined) return <ClientBody daily={data} about={about} />;
  const trouble = error ?? failureReason;
  if (trouble !== null) {
    return (
      <Stack>
        <BackLink />
        <Trouble error={trouble} onRetry={() => void refetch()} />
      </Stack>
    );
  }
  return (
    <Stack aria-busy="true" aria-label={text.loading}>
      <Skeleton height={34} maw={240} />
      <Skeleton height={96} />
      <Skeleton height={320} />
    </Stack>
  );
};
