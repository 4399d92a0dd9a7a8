import { Paper, Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Connection } from '../../api/contract.ts';
import { writerFor } from '../kit/numbers.ts';
import { useLocale, useWords } from '../kit/preferences.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { ConnectButton } from './data/connect-button.tsx';
import { useMay } from './me.ts';
import { connectionQuery } from './queries.ts';

const Pair = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Remedy = ({ connection }: { readonly connection: Connection }) => {
  const text = useWords();
  const mayConnect = useMay('connect.manage');
  if (connection.state !== 'reconnect' && connection.state !== 'none') return null;
  return (
    <div role="status">
      <Text size="sm">{connection.state === 'reconnect' ? text.connectAgain : text.connectFirst}</Text>
      {mayConnect ? (
        <ConnectButton clientId={connection.clientId} isAgain={connection.state === 'reconnect'} />
      ) : (
        <Text size="sm">{text.connectByOther}</Text>
      )}
    </div>
  );
};

const Details = ({ connection }: { readonly connection: Connection }) => {
  const text = useWords();
  const write = writerFor(useLocale().locale);
  return (
    <dl className="pairs">
      <Pair name={text.connectedAs}>{connection.userName ?? text.nameUnknown}</Pair>
      <Pair name={text.accounts}>
        {connection.accounts.map((account) => (
          <div key={account.id}>
            {account.name !== null && `${account.name} `}
            <span className="account-id">
              {account.id} · {account.currency}
            </span>
          </div>
        ))}
      </Pair>
      {connection.connectedAt !== null && <Pair name={text.connectedAt}>{write.moment(connection.connectedAt)}</Pair>}
      {connection.expiresAt !== null && <Pair name={text.expiresAt}>{write.moment(connection.expiresAt)}</Pair>}
    </dl>
  );
};

/** The consent to Pinterest, with names asked live and held no longer than the page is open. */
export const ConnectionPanel = ({ clientId }: { readonly clientId: string }) => {
  const text = useWords();
  const { data, error, refetch } = useQuery(connectionQuery(clientId));
  return (
    <Paper withBorder p="md" component="section" aria-label={text.connection}>
      <div className="panel-head">
        <Title order={2} size="h3">
          {text.connection}
        </Title>
        {data !== undefined && (
          <span className={`connection-state connection-${data.state}`}>{text.connectionState[data.state]}</span>
        )}
      </div>
      {data === undefined && error === null && <Skeleton height={160} />}
      {data === undefined && error !== null && <Trouble error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Remedy connection={data} />}
      {data !== undefined && data.state !== 'none' && <Details connection={data} />}
      <Text size="xs" c="dimmed">
        {text.nameLive}
      </Text>
    </Paper>
  );
};
