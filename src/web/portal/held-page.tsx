import { Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Held } from '../../api/contract.ts';
import { writerFor } from '../kit/numbers.ts';
import { useLocale, useTitle } from '../kit/preferences.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { usePortalWords } from '../words/portal.ts';
import { heldQuery, ownWindowQuery } from './queries.ts';

const Pair = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Accounts = ({ accounts }: Pick<Held, 'accounts'>) => {
  const { accountsNone } = usePortalWords();
  if (accounts.length === 0) return <>{accountsNone}</>;
  return accounts.map(({ id, currency }) => (
    <div key={id}>
      <span className="account-id">{currency === null ? id : `${id} · ${currency}`}</span>
    </div>
  ));
};

const Windows = ({ windows }: Pick<Held, 'windows'>) => {
  const { windowOf } = usePortalWords();
  return windows.map((window) => {
    const [click = '', engagement = '', view = ''] = window.split('/');
    return <div key={window}>{windowOf(click, engagement, view)}</div>;
  });
};

const Kept = ({ held }: { readonly held: Held }) => {
  const text = usePortalWords();
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="kept">
      <Title order={2} size="h3" mb="xs" id="kept">
        {text.kept}
      </Title>
      <dl className="pairs">
        <Pair name={text.campaignFigures}>{text.campaignFiguresLead}</Pair>
        <Pair name={text.organicFigures}>
          {held.organicStored ? text.organicStored(held.organicGround ?? '') : text.organicLive}
        </Pair>
        <Pair name={text.personal}>{text.personalLead}</Pair>
      </dl>
    </Paper>
  );
};

const Term = ({ held }: { readonly held: Held }) => {
  const text = usePortalWords();
  const write = writerFor(useLocale().locale);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="term">
      <Title order={2} size="h3" mb="xs" id="term">
        {text.term}
      </Title>
      <dl className="pairs">
        <Pair name={text.term}>{text.termOf(write.count(held.keepMonths), write.longDay(held.keptFrom))}</Pair>
        <Pair name={text.oldest}>{held.oldestDay === null ? text.oldestNone : write.longDay(held.oldestDay)}</Pair>
        <Pair name={text.accounts}>
          <Accounts accounts={held.accounts} />
        </Pair>
        <Pair name={text.connectedSince}>
          {held.connectedAt === null ? text.connectedNever : write.moment(held.connectedAt)}
        </Pair>
        <Pair name={text.windows}>
          <Windows windows={held.windows} />
        </Pair>
      </dl>
    </Paper>
  );
};

const HeldOf = ({ clientId }: { readonly clientId: string }) => {
  const text = usePortalWords();
  const { data, error, failureReason, refetch } = useQuery(heldQuery(clientId));
  useTitle(text.yourData);
  const trouble = error ?? (data === undefined ? failureReason : null);
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{text.yourData}</Title>
        <Text>{text.yourDataLead}</Text>
      </div>
      {trouble !== null && <Trouble error={trouble} onRetry={() => void refetch()} />}
      {trouble === null && data === undefined && <Skeleton height={320} />}
      {data !== undefined && (
        <div className="two">
          <Kept held={data} />
          <Stack gap="lg">
            <Term held={data} />
            <Paper withBorder p="md" component="section" aria-labelledby="promise">
              <Title order={2} size="h3" mb="xs" id="promise">
                {text.promise}
              </Title>
              <ul className="promises">
                {text.promises.map((each) => (
                  <li key={each}>{each}</li>
                ))}
              </ul>
            </Paper>
          </Stack>
        </div>
      )}
    </Stack>
  );
};

/** What is held on behalf of the client one belongs to, for how long, and what one may ask. */
export const HeldPage = () => {
  const { data, error, failureReason, refetch } = useQuery(ownWindowQuery);
  if (data !== undefined) return <HeldOf clientId={data.clientId} />;
  const trouble = error ?? failureReason;
  return trouble === null ? <Skeleton height={320} /> : <Trouble error={trouble} onRetry={() => void refetch()} />;
};
