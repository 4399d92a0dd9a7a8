import { Alert, Button, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import type { PinList } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale, useTitle, useWords } from '../../kit/preferences.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { useGalleryWords } from '../../words/gallery.ts';
import { type GalleryAddress, isChosen } from './address.ts';
import { GalleryChoices, useChangeGallery } from './gallery-choices.tsx';
import { PinCardView } from './pin-card.tsx';
import { galleryQuery } from './queries.ts';

/** What Pinterest says now, when that is not simply there. */
export const ContentNote = ({ content }: Pick<PinList, 'content'>) => {
  const text = useGalleryWords();
  if (content.state === 'known') return null;
  if (content.state === 'reading') {
    return (
      <Text size="sm" c="dimmed" role="status">
        {text.reading}
      </Text>
    );
  }
  return (
    <Alert color="gray" variant="outline" role="status" title={text.away}>
      {content.meaning} {content.remedy} {text.awayLead}
    </Alert>
  );
};

/** How many Pins, of which days, and how far those are in. */
const Lead = ({ list }: { readonly list: PinList }) => {
  const text = useGalleryWords();
  const { periodOf } = useWords();
  const write = writerFor(useLocale().locale);
  const { about, daysIn } = list;
  const { collected, provisional } = daysIn.delivery;
  return (
    <div className="gallery-lead">
      <Text fw={600} role="status">
        {text.count(write.count(list.count))}
      </Text>
      <Text size="sm" c="dimmed">
        {periodOf(write.longDay(about.period.from), write.longDay(about.period.to))} ·{' '}
        {text.daysIn(write.count(collected), write.count(daysIn.days))}
        {provisional > 0 && `, ${text.provisional(write.count(provisional))}`}
      </Text>
    </div>
  );
};

/** How the three lenses are measured; what holds for every Pin is said once. */
const LensLines = ({ list }: { readonly list: PinList }) => {
  const text = useGalleryWords();
  const write = writerFor(useLocale().locale);
  const { organic } = list;
  return (
    <Text size="sm" c="dimmed" className="lens-lines">
      {text.lenses.paid}: {text.lensLeads.paid.toLowerCase()} {text.lenses.earned}:{' '}
      {text.lensLeads.earned.toLowerCase()}{' '}
      {organic.source === 'live'
        ? text.organicLead(write.longDay(organic.from), write.longDay(organic.to))
        : text.organicStoredLead}{' '}
      {text.attribution(list.about.window)}
    </Text>
  );
};

// The Pins of a row stand at one height; how many there are to a row is the page's affair.
const besides = (links: readonly HTMLElement[], now: number, key: string): number => {
  const top = (place: number) => links[place]?.getBoundingClientRect().top ?? 0;
  const inRow = links.findIndex((_, place) => Math.abs(top(place) - top(0)) > 60);
  const columns = inRow === -1 ? links.length : inRow;
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: columns,
    ArrowUp: -columns,
  };
  const step = steps[key];
  return step === undefined ? now : now + step;
};

const walk = (event: KeyboardEvent<HTMLElement>): void => {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('.pin-link')];
  const now = links.findIndex((link) => link.matches(':focus'));
  if (now === -1 || event.metaKey || event.ctrlKey || event.altKey) return;
  const next = links[besides(links, now, event.key)];
  if (next === undefined || next === links[now]) return;
  event.preventDefault();
  next.focus();
};

const Nothing = ({ clientId, address }: { readonly clientId: string; readonly address: GalleryAddress }) => {
  const text = useGalleryWords();
  const change = useChangeGallery(clientId);
  const chosen = isChosen(address);
  return (
    <Paper withBorder p="xl" className="empty">
      <Title order={2} size="h4">
        {chosen ? text.noneChosen : text.none}
      </Title>
      <Text c="dimmed" mt="xs">
        {chosen ? text.noneChosenLead : text.noneLead}
      </Text>
      {!chosen && address.idle === undefined && (
        <Button mt="md" variant="default" onClick={() => change({ idle: 'yes' })}>
          {text.showIdle}
        </Button>
      )}
    </Paper>
  );
};

const Waiting = () => (
  <div className="gallery" aria-busy="true" role="status" aria-label={useWords().loading}>
    {[0, 1, 2, 3, 4, 5, 6, 7].map((place) => (
      <Skeleton key={place} height={420} />
    ))}
  </div>
);

type Found = {
  readonly clientId: string;
  readonly address: GalleryAddress;
  readonly pages: readonly PinList[];
  readonly isOld: boolean;
  readonly more: { readonly isAsking: boolean; readonly ask: () => void } | undefined;
};

const Grid = ({ clientId, address, pages, isOld, more }: Found) => {
  const text = useGalleryWords();
  const write = writerFor(useLocale().locale);
  const [first] = pages;
  if (first === undefined) return null;
  const pins = pages.flatMap((page) => page.pins);
  return (
    <>
      <Lead list={first} />
      <ContentNote content={first.content} />
      <span className="sr-only" id="gallery-keys">
        {text.keys}
      </span>
      {pins.length === 0 ? (
        <Nothing clientId={clientId} address={address} />
      ) : (
        <ul
          className={isOld ? 'gallery older' : 'gallery'}
          aria-busy={isOld}
          aria-label={text.title}
          aria-describedby="gallery-keys"
          onKeyDown={walk}
        >
          {pins.map((pin) => (
            <PinCardView key={pin.id} clientId={clientId} pin={pin} address={address} currency={first.about.currency} />
          ))}
        </ul>
      )}
      {more !== undefined && (
        <Button variant="default" onClick={more.ask} loading={more.isAsking} className="gallery-more">
          {text.more(write.count(first.count - pins.length))}
        </Button>
      )}
      <LensLines list={first} />
    </>
  );
};

/** The Pins of a client with what came of them: a gallery to look through, sort and choose from. */
export const GalleryPage = () => {
  const text = useGalleryWords();
  const { clientId } = useParams({ from: '/shell/clients/$clientId/pins' });
  const address = useSearch({ from: '/shell/clients/$clientId/pins' });
  const { locale } = useLocale();
  const asked = useInfiniteQuery(galleryQuery({ clientId, address, locale }));
  const { data, error, failureReason } = asked;
  useTitle(data === undefined ? text.title : `${text.title} · ${data.pages[0]?.about.client.name}`);
  const trouble = error ?? (data === undefined ? failureReason : null);
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>{text.title}</Title>
        <Text>{text.lead}</Text>
      </div>
      <GalleryChoices clientId={clientId} address={address} list={data?.pages[0]} />
      {trouble !== null && <Trouble error={trouble} onRetry={() => void asked.refetch()} />}
      {trouble === null && data === undefined && <Waiting />}
      {trouble === null && data !== undefined && (
        <Grid
          clientId={clientId}
          address={address}
          pages={data.pages}
          isOld={asked.isPlaceholderData}
          more={
            asked.hasNextPage
              ? { isAsking: asked.isFetchingNextPage, ask: () => void asked.fetchNextPage() }
              : undefined
          }
        />
      )}
    </Stack>
  );
};
