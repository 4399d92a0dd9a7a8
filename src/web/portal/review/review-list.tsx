import { Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { PlannedPinTold } from '../../../api/contract.ts';
import { useMay } from '../../console/me.ts';
import { AssetPicture } from '../../console/planning/asset-picture.tsx';
import { PinThumb } from '../../console/planning/pin-thumb.tsx';
import { plannedPinQuery, planQuery } from '../../console/planning/queries.ts';
import { useSay } from '../../console/planning/review-panel.tsx';
import { StateBadge } from '../../console/planning/state-badge.tsx';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale, useTitle, useWords } from '../../kit/preferences.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { usePlanningWords } from '../../words/planning.ts';
import { ReviewCard } from './review-card.tsx';

const Waiting = ({ clientId, pin }: { readonly clientId: string; readonly pin: PlannedPinTold }) => {
  const { locale } = useLocale();
  const say = useSay(clientId, pin);
  const { data } = useQuery(plannedPinQuery({ clientId, pinId: pin.id, locale }));
  return (
    <ReviewCard
      pin={pin}
      finalLink={data?.finalLink ?? null}
      comments={data?.comments ?? []}
      Picture={(props) => <AssetPicture clientId={clientId} {...props} />}
      said={{ isBusy: say.isPending, error: say.error, outcome: say.data?.items[0]?.outcome }}
      word={say.variables?.say}
      onSay={(word, comment) => say.mutate({ as: 'client-say', say: word, comment })}
    />
  );
};

const Planned = ({ clientId, pin }: { readonly clientId: string; readonly pin: PlannedPinTold }) => {
  const text = usePlanningWords();
  const write = writerFor(useLocale().locale);
  return (
    <li className="plan-row">
      <PinThumb clientId={clientId} media={pin.content.media} />
      <div className="plan-what">
        <strong>{pin.content.title === '' ? text.untitled : pin.content.title}</strong>
        <Text size="sm" c="dimmed">
          {pin.plannedFor === null ? text.unplanned : write.wall(pin.plannedFor)}
        </Text>
      </div>
      <StateBadge pin={pin} />
    </li>
  );
};

/** What the client's own people are asked about, and what is planned and went out. */
export const ReviewList = ({ clientId }: { readonly clientId: string }) => {
  const words = usePlanningWords();
  const { client: text } = words;
  const { loading } = useWords();
  const { locale } = useLocale();
  const write = writerFor(locale);
  const mayApprove = useMay('content.approve');
  const asked = useInfiniteQuery(planQuery({ clientId, address: {}, locale }));
  const { data, error, failureReason } = asked;
  useTitle(text.title);
  const trouble = error ?? (data === undefined ? failureReason : null);
  if (trouble !== null) return <Trouble error={trouble} onRetry={() => void asked.refetch()} />;
  if (data === undefined) return <Skeleton height={360} role="status" aria-label={loading} aria-busy="true" />;
  const pins = data.pages.flatMap((page) => page.items);
  const waiting = mayApprove ? pins.filter(({ state }) => state === 'at-client') : [];
  const rest = pins.filter((pin) => !waiting.includes(pin));
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>{text.title}</Title>
        <Text>{text.lead}</Text>
      </div>
      <Title order={2} size="h3">
        {waiting.length === 0 ? text.nothing : text.waiting(write.count(waiting.length))}
      </Title>
      {waiting.length === 0 && <Text c="dimmed">{text.nothingLead}</Text>}
      <ul className="review-cards">
        {waiting.map((pin) => (
          <Waiting key={`${pin.id} ${pin.version}`} clientId={clientId} pin={pin} />
        ))}
      </ul>
      {rest.length > 0 && (
        <>
          <Title order={2} size="h3">
            {text.planned}
          </Title>
          <ul className="plan-list">
            {rest.map((pin) => (
              <Planned key={pin.id} clientId={clientId} pin={pin} />
            ))}
          </ul>
        </>
      )}
      {asked.hasNextPage && (
        <Button
          variant="default"
          loading={asked.isFetchingNextPage}
          onClick={() => void asked.fetchNextPage()}
          className="gallery-more"
        >
          {words.more}
        </Button>
      )}
      <Text size="sm" c="dimmed">
        {words.zone(data.pages[0]?.zone ?? '')}
      </Text>
    </Stack>
  );
};
