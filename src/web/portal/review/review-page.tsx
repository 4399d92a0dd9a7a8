import { Skeleton, Stack, Text, Title } from '@mantine/core';
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { ReviewPage as Opened } from '../../../api/contract.ts';
import type { Say } from '../../console/planning/say-form.tsx';
import { Switches } from '../../console/switches.tsx';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale, useTitle, useWords } from '../../kit/preferences.tsx';
import { ask } from '../../kit/server.ts';
import { Trouble } from '../../kit/trouble.tsx';
import { usePlanningWords } from '../../words/planning.ts';
import { BrandStripe } from '../brand-mark.tsx';
import { LinkPicture } from './link-picture.tsx';
import { ReviewCard } from './review-card.tsx';

const openedQuery = (token: string, locale: string) =>
  queryOptions({
    queryKey: ['review', token, locale],
    queryFn: () => ask<Opened>('/review/open', { method: 'POST', isHarmlessTwice: true, body: { token } }),
    gcTime: 0,
    retry: false,
  });

type Said = { readonly items: readonly { readonly outcome: string }[] };
type CardProps = { readonly token: string; readonly of: Opened['pins'][number] };

const Card = ({ token, of: { pin, finalLink, comments } }: CardProps) => {
  const say = useMutation({
    mutationFn: ({ word, comment }: { word: Say; comment: string }) =>
      ask<Said>('/review/say', {
        method: 'POST',
        isHarmlessTwice: true,
        body: { token, say: word, of: [{ id: pin.id, version: pin.version }], ...(comment !== '' && { comment }) },
      }),
  });
  return (
    <ReviewCard
      pin={pin}
      finalLink={finalLink}
      comments={comments}
      Picture={(props) => <LinkPicture token={token} {...props} />}
      said={{ isBusy: say.isPending, error: say.error, outcome: say.data?.items[0]?.outcome }}
      word={say.variables?.word}
      onSay={(word, comment) => say.mutate({ word, comment })}
    />
  );
};

const Pins = ({ token, opened }: { readonly token: string; readonly opened: Opened }) => {
  const { client: text, zone } = usePlanningWords();
  const { suggestLocale, locale } = useLocale();
  const write = writerFor(locale);
  const { locale: wished } = opened;
  useEffect(() => suggestLocale(wished), [suggestLocale, wished]);
  const waiting = opened.pins.filter(({ pin }) => pin.state === 'at-client').length;
  return (
    <Stack gap="md">
      <div>
        <Text fw={700} size="lg">
          {opened.brand.name}
        </Text>
        <Title order={1} size="h2">
          {waiting === 0 ? text.nothing : text.waiting(write.count(waiting))}
        </Title>
        <Text>{text.leadLink(opened.readerName)}</Text>
      </div>
      <ul className="review-cards">
        {opened.pins.map((each) => (
          <Card key={each.pin.id} token={token} of={each} />
        ))}
      </ul>
      <Text size="sm" c="dimmed">
        {zone(opened.zone)} {text.until(write.moment(opened.expiresAt))}
      </Text>
    </Stack>
  );
};

/** Pins for one named person without an account, opened by a link. */
export const ReviewPage = () => {
  const { client: text } = usePlanningWords();
  const { loading } = useWords();
  // Behind the hash: a browser sends that to nobody, so the link's secret stands in no log.
  const token = useLocation({ select: ({ hash }) => hash });
  const { locale } = useLocale();
  const { data, error, failureReason, refetch } = useQuery(openedQuery(token, locale));
  useTitle(text.link);
  const trouble = data === undefined ? (error ?? failureReason) : null;
  return (
    <>
      <BrandStripe colour={data?.brand.colour ?? null} />
      <main className="review-page" id="content">
        <Switches />
        {trouble !== null && (
          <Stack gap="sm">
            <Title order={1} size="h2">
              {text.linkEnded}
            </Title>
            <Trouble error={trouble} onRetry={() => void refetch()} />
          </Stack>
        )}
        {trouble === null && data === undefined && <Skeleton height={480} role="status" aria-label={loading} />}
        {data !== undefined && <Pins key={token} token={token} opened={data} />}
      </main>
    </>
  );
};
