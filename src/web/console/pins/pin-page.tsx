import { Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import type { PinStory } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale, useTitle, useWords } from '../../kit/preferences.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { useGalleryWords } from '../../words/gallery.ts';
import { type DaysAddress, daysOf, readDays } from './address.ts';
import { type DaysChange, DaysChoices } from './days-choices.tsx';
import { ContentNote } from './gallery-page.tsx';
import { FromPinterest, usePinTitle } from './pin-card.tsx';
import { AdsPanel, DaysPanel, Lenses, MoneyPanel } from './pin-panels.tsx';
import { PinPicture } from './pin-picture.tsx';
import { pinQuery } from './queries.ts';

type Shown = { readonly clientId: string; readonly story: PinStory; readonly title: string };

/** The picture, and on a press as large as the window. */
const Preview = ({ clientId, story, title }: Shown) => {
  const text = useGalleryWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const { pin } = story;
  const alt = pin.altText ?? text.pictureOf(title);
  return (
    <>
      <button
        type="button"
        className="pin-preview"
        onClick={() => dialog.current?.showModal()}
        aria-label={text.enlarge}
        aria-haspopup="dialog"
      >
        <PinPicture clientId={clientId} pin={pin} size="large" alt={alt} />
      </button>
      <dialog ref={dialog} className="pin-large" aria-label={alt}>
        <PinPicture clientId={clientId} pin={pin} size="large" alt={alt} />
        <Button variant="default" onClick={() => dialog.current?.close()} autoFocus>
          {text.close}
        </Button>
      </dialog>
    </>
  );
};

// An address somebody entered at Pinterest: shown as text, and led to only when it is one of the web.
const Goal = ({ link }: { readonly link: string }) => {
  const { goesTo } = useGalleryWords();
  const url = URL.parse(link);
  const isOfWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  return (
    <Text size="sm" className="pin-goal">
      {goesTo}:{' '}
      {isOfWeb ? (
        <a href={link} target="_blank" rel="noreferrer noopener nofollow" className="trail-link">
          {url.host}
          {url.pathname}
        </a>
      ) : (
        link
      )}
    </Text>
  );
};

const Texts = ({ story, title }: Omit<Shown, 'clientId'>) => {
  const text = useGalleryWords();
  const write = writerFor(useLocale().locale);
  const { pin } = story;
  return (
    <div className="pin-texts">
      <Text size="sm" c="dimmed">
        {[
          pin.format === null ? undefined : text.formats[pin.format],
          pin.createdAt === null ? undefined : text.made(write.longDay(pin.createdAt.slice(0, 10))),
        ]
          .filter((part) => part !== undefined)
          .join(' · ')}
      </Text>
      {pin.description !== null && <Text size="sm">{pin.description}</Text>}
      {pin.altText !== null && (
        <Text size="sm" c="dimmed">
          {text.alt}: {pin.altText}
        </Text>
      )}
      {pin.link !== null && <Goal link={pin.link} />}
      <FromPinterest id={pin.id} title={title} long />
    </div>
  );
};

const Trail = ({ clientId, address }: { readonly clientId: string; readonly address: DaysAddress }) => {
  const text = useGalleryWords();
  return (
    <nav aria-label={text.where}>
      <Link to="/clients/$clientId/pins" params={{ clientId }} search={daysOf(address)} className="trail-link">
        ← {text.back}
      </Link>
    </nav>
  );
};

const usePinDays = (clientId: string, pinId: string) => {
  const navigate = useNavigate();
  return (change: DaysChange): void => {
    const search = (now: Record<string, unknown>): DaysAddress => readDays({ ...now, ...change });
    void navigate({
      to: '/clients/$clientId/pins/$pinId',
      params: { clientId, pinId },
      search,
      replace: true,
      resetScroll: false,
    });
  };
};

const Body = ({ clientId, story, address }: { clientId: string; story: PinStory; address: DaysAddress }) => {
  const words = useWords();
  const write = writerFor(useLocale().locale);
  const adName = story.ads.find((ad) => ad.name !== null)?.name ?? null;
  const title = usePinTitle()({ ...story.pin, adName });
  const onChange = usePinDays(clientId, story.pin.id);
  const { about } = story;
  return (
    <div className="pin-page">
      <aside className="pin-side">
        <Preview clientId={clientId} story={story} title={title} />
        <Texts story={story} title={title} />
      </aside>
      <Stack gap="lg" className="pin-main">
        <div>
          <Title order={1}>{title}</Title>
          <Text>
            {words.periodOf(write.longDay(about.period.from), write.longDay(about.period.to))}
            {about.comparison !== null && (
              <Text component="span" c="dimmed">
                {`, ${words.comparedWith(write.longDay(about.comparison.from), write.longDay(about.comparison.to))}`}
              </Text>
            )}
          </Text>
        </div>
        <div className="day-choices">
          <DaysChoices address={address} accounts={about.accounts} account={about.account} onChange={onChange} />
        </div>
        <ContentNote content={story.content} />
        <Lenses story={story} />
        <MoneyPanel story={story} />
        <DaysPanel story={story} />
        <AdsPanel story={story} clientId={clientId} address={address} />
      </Stack>
    </div>
  );
};

/** One Pin: its picture, and what came of it, paid, earned and organic side by side. */
export const PinPage = () => {
  const { clientId, pinId } = useParams({ from: '/shell/clients/$clientId/pins/$pinId' });
  const address = useSearch({ from: '/shell/clients/$clientId/pins/$pinId' });
  const { locale } = useLocale();
  const words = useWords();
  const { untitled } = useGalleryWords();
  const { data, error, failureReason, refetch, isPlaceholderData } = useQuery(
    pinQuery({ clientId, pinId, address, locale }),
  );
  useTitle(data?.pin.title ?? untitled(pinId));
  const trouble = error ?? (data === undefined ? failureReason : null);
  return (
    <Stack gap="md">
      <Trail clientId={clientId} address={address} />
      {trouble !== null && <Trouble error={trouble} onRetry={() => void refetch()} />}
      {trouble === null && data === undefined && (
        <div className="pin-page" aria-busy="true" role="status" aria-label={words.loading}>
          <Skeleton height={540} />
          <Skeleton height={540} />
        </div>
      )}
      {trouble === null && data !== undefined && (
        <div className={isPlaceholderData ? 'older' : undefined} aria-busy={isPlaceholderData}>
          <Body key={data.pin.id} clientId={clientId} story={data} address={address} />
        </div>
      )}
    </Stack>
  );
};
