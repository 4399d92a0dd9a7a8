import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useLocale, useTitle, useWords } from '../../kit/preferences.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { ReviewList } from '../../portal/review/review-list.tsx';
import { usePlanningWords } from '../../words/planning.ts';
import { useIsOfClient, useMay } from '../me.ts';
import type { PlanAddress } from './address.ts';
import { ChosenBar } from './chosen-bar.tsx';
import { LinksPanel } from './links-panel.tsx';
import { MonthView } from './month-view.tsx';
import { NoPins, PinList } from './pin-list.tsx';
import { PlanChoices } from './plan-choices.tsx';
import { PlanningHead } from './planning-nav.tsx';
import { PublishingLine } from './publishing-line.tsx';
import { boardsQuery, planQuery } from './queries.ts';

type Shown = { readonly clientId: string; readonly address: PlanAddress };

/** The names of boards by id; empty while Pinterest has not said them. */
export const useBoardNames = (clientId: string): ReadonlyMap<string, string> => {
  const { data } = useQuery(boardsQuery(clientId));
  return new Map(data?.items.map(({ id, name }) => [id, name]));
};

const List = ({ clientId, address }: Shown) => {
  const text = usePlanningWords();
  const { loading } = useWords();
  const { locale } = useLocale();
  const boards = useBoardNames(clientId);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const asked = useInfiniteQuery(planQuery({ clientId, address, locale }));
  const { data, error, failureReason } = asked;
  const trouble = error ?? (data === undefined ? failureReason : null);
  if (trouble !== null) return <Trouble error={trouble} onRetry={() => void asked.refetch()} />;
  if (data === undefined) return <Skeleton height={360} role="status" aria-label={loading} aria-busy="true" />;
  const pins = data.pages.flatMap((page) => page.items);
  const choose = (pinId: string, isChosen: boolean) =>
    setChosen((before) => new Set(isChosen ? [...before, pinId] : [...before].filter((each) => each !== pinId)));
  return (
    <>
      <ChosenBar
        clientId={clientId}
        pins={pins.filter(({ id }) => chosen.has(id))}
        onDone={() => setChosen(new Set())}
      />
      {pins.length === 0 ? (
        <NoPins isChosen={address.state !== undefined || address.search !== undefined} />
      ) : (
        <>
          <PinList
            clientId={clientId}
            pins={pins}
            boards={boards}
            chosen={chosen}
            onChoose={choose}
            more={
              asked.hasNextPage
                ? { isAsking: asked.isFetchingNextPage, ask: () => void asked.fetchNextPage() }
                : undefined
            }
          />
          <Text size="sm" c="dimmed">
            {text.zone(data.pages[0]?.zone ?? '')}
          </Text>
        </>
      )}
    </>
  );
};

const Plan = ({ clientId, address }: Shown) => {
  const text = usePlanningWords();
  const mayReview = useMay('content.review');
  useTitle(text.title);
  return (
    <Stack gap="md">
      <PlanningHead
        clientId={clientId}
        title={text.title}
        lead={text.lead}
        actions={
          <Button
            renderRoot={(props) => <Link to="/clients/$clientId/planning/new" params={{ clientId }} {...props} />}
          >
            {text.newPin}
          </Button>
        }
      />
      <PublishingLine clientId={clientId} />
      <PlanChoices clientId={clientId} address={address} />
      {address.view === 'month' ? (
        <MonthView clientId={clientId} month={address.month} />
      ) : (
        <List clientId={clientId} address={address} />
      )}
      {mayReview && address.view === undefined && <LinksPanel clientId={clientId} />}
    </Stack>
  );
};

/** Pins of a client: the agency's plan, or what the client's own people are asked about. */
export const PlanningPage = () => {
  const { clientId } = useParams({ from: '/shell/clients/$clientId/planning' });
  const address = useSearch({ from: '/shell/clients/$clientId/planning' });
  return useIsOfClient() ? <ReviewList clientId={clientId} /> : <Plan clientId={clientId} address={address} />;
};
