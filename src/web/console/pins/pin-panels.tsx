import { NativeSelect, Paper, SegmentedControl, Skeleton, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { PinStory } from '../../../api/contract.ts';
import { loadPart } from '../../kit/load-part.ts';
import { type Writer, writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { useGalleryWords } from '../../words/gallery.ts';
import { FigureCell } from '../figure-cell.tsx';
import { type DaysAddress, daysOf } from './address.ts';
import { figureIn, type PinLens, type PinRow, pinLenses, pinRows, writerOf } from './lenses.tsx';
import { pinDaysOf } from './pin-days.ts';

// The chart library is half the weight of the page; it comes after the figures are drawn.
const figure = () => loadPart(() => import('./pin-days-figure.tsx'));
const PinDaysChart = lazy(async () => ({ default: (await figure()).PinDaysChart }));
const PinDaysTable = lazy(async () => ({ default: (await figure()).PinDaysTable }));

/** Of which days the organic figures are, in words. */
const useOrganicNote = () => {
  const text = useGalleryWords();
  const write = writerFor(useLocale().locale);
  return ({ organic, organicMissing }: PinStory): string => {
    if (organic === null) return organicMissing ?? text.organicUnknown;
    const { source, from, to, knownDays, days } = organic;
    const when = source === 'stored' ? text.organicStored : text.organicLive(write.longDay(from), write.longDay(to));
    const isPart = knownDays !== null && knownDays < days;
    return isPart ? `${when} · ${text.knownDays(write.count(knownDays), write.count(days))}` : when;
  };
};

const useLensNote = () => {
  const text = useGalleryWords();
  const organicNote = useOrganicNote();
  return (story: PinStory, lens: PinLens): string | undefined => {
    if (lens === 'organic') return organicNote(story);
    return story.ads.length === 0 ? text.notAdvertisedLong : undefined;
  };
};

const Lens = ({ story, lens }: { readonly story: PinStory; readonly lens: PinLens }) => {
  const text = useGalleryWords();
  const write = writerFor(useLocale().locale);
  const note = useLensNote()(story, lens);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={`lens-${lens}`} className={`lens lens-of-${lens}`}>
      <Title order={2} size="h4" id={`lens-${lens}`}>
        {text.lenses[lens]}
      </Title>
      <Text size="sm" c="dimmed">
        {text.lensLeads[lens]}
      </Text>
      <dl className="lens-figures">
        {pinRows.map((row) => (
          <div key={row}>
            <dt>{text.rows[row]}</dt>
            <dd>
              <FigureCell figure={figureIn(story, lens, row)} write={writerOf(write, row, 'full')} better="higher" />
            </dd>
          </div>
        ))}
      </dl>
      <Text size="xs" c="dimmed">
        {note}
      </Text>
    </Paper>
  );
};

/** Paid, earned and organic of one Pin, side by side and alike. */
export const Lenses = ({ story }: { readonly story: PinStory }) => (
  <div className="lenses">
    {pinLenses.map((lens) => (
      <Lens key={lens} story={story} lens={lens} />
    ))}
  </div>
);

const unknown = { value: null, before: null };

const moneyWriter = (write: Writer, currency: string | null) => (value: number) =>
  currency === null ? '–' : write.money(value, currency);

/** What all ads of the Pin cost and brought. */
export const MoneyPanel = ({ story }: { readonly story: PinStory }) => {
  const text = useGalleryWords();
  const write = writerFor(useLocale().locale);
  if (story.ads.length === 0) return null;
  const money = moneyWriter(write, story.about.currency);
  const figures = [
    { key: 'spend', write: money, better: 'neither' },
    { key: 'conversions', write: write.count, better: 'higher' },
    { key: 'checkout-value', write: money, better: 'higher' },
    { key: 'roas', write: write.ratio, better: 'higher' },
  ] as const;
  return (
    <section aria-label={text.result}>
      <dl className="key-figures">
        {figures.map((figure) => (
          <div key={figure.key} className="key-figure">
            <dt>{text.money[figure.key]}</dt>
            <dd>
              <FigureCell
                figure={story.figures[figure.key] ?? unknown}
                write={figure.write}
                better={figure.better}
                large
              />
            </dd>
          </div>
        ))}
      </dl>
      <Text size="sm" c="dimmed" mt="xs">
        {text.attribution(story.about.window)}
      </Text>
    </section>
  );
};

/** One figure of the Pin by day, as a chart or a table. */
export const DaysPanel = ({ story }: { readonly story: PinStory }) => {
  const text = useGalleryWords();
  const [row, setRow] = useState<PinRow>('impressions');
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const days = useMemo(() => pinDaysOf(story, row), [story, row]);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="pin-days">
      <div className="panel-head">
        <Title order={2} size="h3" id="pin-days">
          {text.daily}
        </Title>
        <div className="panel-tools">
          <NativeSelect
            size="xs"
            aria-label={text.figure}
            value={row}
            data={pinRows.map((value) => ({ value, label: text.rows[value] }))}
            onChange={(event) => setRow(pinRows.find((each) => each === event.currentTarget.value) ?? 'impressions')}
          />
          <SegmentedControl
            size="xs"
            aria-label={text.daily}
            value={view}
            onChange={(value) => setView(value === 'table' ? 'table' : 'chart')}
            data={[
              { value: 'chart', label: text.chart },
              { value: 'table', label: text.table },
            ]}
          />
        </div>
      </div>
      <Suspense fallback={<Skeleton height={300} />}>
        {view === 'chart' ? <PinDaysChart days={days} row={row} /> : <PinDaysTable days={days} row={row} />}
      </Suspense>
      <Text size="sm" c="dimmed" className="chart-legend">
        {view === 'chart' &&
          pinLenses.map((lens) => (
            <span key={lens}>
              <span className={`lens-line lens-line-${lens}`} aria-hidden="true" /> {text.lenses[lens]}
            </span>
          ))}
        <span>{text.dailyUnknown}</span>
      </Text>
    </Paper>
  );
};

const useNamed = () => {
  const { nameless } = useGalleryWords();
  return ({ id, name }: { readonly id: string; readonly name: string | null }): string => name ?? `${id} (${nameless})`;
};

const useAdStatus = () => {
  const statuses: Readonly<Record<string, string>> = useGalleryWords().adStatuses;
  return (status: string | null): string => statuses[status ?? ''] ?? status?.toLowerCase() ?? '';
};

type AdsProps = { readonly story: PinStory; readonly clientId: string; readonly address: DaysAddress };

/** The ads that show the Pin, each leading into the workspace; those with the most spend first. */
export const AdsPanel = ({ story, clientId, address }: AdsProps) => {
  const text = useGalleryWords();
  const named = useNamed();
  const statusOf = useAdStatus();
  const write = writerFor(useLocale().locale);
  const money = moneyWriter(write, story.about.currency);
  if (story.ads.length === 0) return null;
  const link = (of: string, name: string) => (
    <Link to="/clients/$clientId" params={{ clientId }} search={{ ...daysOf(address), of }} className="trail-link">
      {name}
    </Link>
  );
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="pin-ads">
      <Title order={2} size="h3" mb="xs" id="pin-ads">
        {text.inAds}
      </Title>
      <ul className="pin-ad-list">
        {story.ads.map((ad) => (
          <li key={ad.id}>
            <div>
              <strong>{link(`ad-${ad.id}`, named(ad))}</strong>{' '}
              <span className={`entity-status ${ad.status === 'ACTIVE' ? 'active' : ''}`}>{statusOf(ad.status)}</span>
              <Text size="sm" c="dimmed">
                {ad.campaign !== null && link(`campaign-${ad.campaign.id}`, named(ad.campaign))}
                {ad.adGroup !== null && <> › {link(`adGroup-${ad.adGroup.id}`, named(ad.adGroup))}</>}
              </Text>
            </div>
            <dl className="pin-ad-figures">
              {(['spend', 'paid-impressions', 'roas'] as const).map((key) => {
                const value = ad.figures[key]?.value ?? null;
                const writers = { spend: money, 'paid-impressions': write.count, roas: write.ratio };
                return (
                  <div key={key}>
                    <dt>{key === 'paid-impressions' ? text.rows.impressions : text.money[key]}</dt>
                    <dd>{value === null ? '–' : writers[key](Number(value))}</dd>
                  </div>
                );
              })}
            </dl>
          </li>
        ))}
      </ul>
    </Paper>
  );
};
