import type { PinRow } from '../../../facts/index.ts';
import type { MetricKey } from '../../../facts/metrics.ts';
import { Fault } from '../../../foundation/kit/index.ts';
import type { PinCard as LiveCard } from '../../../ingest/index.ts';
import type { OrganicFigures, PinCard } from '../../contract.ts';
import { type Compared, cellOf, pairsOf } from '../cells.ts';

/** What a gallery shows of a Pin's ads, lens by lens; none of them mixes two. */
export const galleryMetrics = [
  'spend',
  'conversions',
  'checkout-value',
  'roas',
  'paid-impressions',
  'paid-clicks',
  'paid-outbound-clicks',
  'paid-saves',
  'paid-ctr',
  'earned-impressions',
  'earned-clicks',
  'earned-outbound-clicks',
  'earned-saves',
  'earned-ctr',
] as const satisfies readonly MetricKey[];

/** By what a gallery can be sorted. */
export const gallerySorts = [
  ...galleryMetrics,
  'organic-impressions',
  'organic-clicks',
  'organic-outbound-clicks',
  'organic-saves',
  'organic-ctr',
  'created',
  'title',
] as const;

/** By what a gallery is sorted. */
export type GallerySort = (typeof gallerySorts)[number];

/** Where the Pins of a gallery come from: those of the ads, those Pinterest lists, and those with organic figures. */
export type GallerySources = {
  readonly rows: readonly PinRow[];
  readonly compared: Compared;
  /** Undefined while Pinterest has not told. */
  readonly cards: readonly LiveCard[] | undefined;
  readonly organic: ReadonlyMap<string, OrganicFigures>;
};

const pictureOf = (card: LiveCard | undefined): PinCard['picture'] =>
  card === undefined ? 'unknown' : card.hasPicture ? 'there' : 'none';

const cardOf = (id: string, of: { row: PinRow | undefined; card: LiveCard | undefined }): Omit<PinCard, 'organic'> => ({
  id,
  title: of.card?.title ?? null,
  format: of.card?.format ?? null,
  createdAt: of.card?.createdAt?.toISOString() ?? null,
  colour: of.card?.colour ?? null,
  picture: pictureOf(of.card),
  adName: of.row?.adName ?? null,
  ads: of.row?.ads ?? 0,
  activeAds: of.row?.activeAds ?? 0,
  figures: {},
});

/** A Pin of the gallery, before its figures are written out: most of a gallery is not on the page that is asked. */
export type GalleryPin = { readonly card: PinCard; readonly row: PinRow | undefined; readonly moved: boolean };

const isSome = (value: unknown): boolean => typeof value === 'string' && value !== '0';

/** All Pins from everywhere, each once. */
export const gather = ({ rows, cards, organic }: Omit<GallerySources, 'compared'>): GalleryPin[] => {
  const byRow = new Map(rows.map((row) => [row.pin, row]));
  const byCard = new Map((cards ?? []).map((card) => [card.pinId, card]));
  const ids = new Set([...byRow.keys(), ...byCard.keys(), ...organic.keys()]);
  return [...ids].map((id) => {
    const row = byRow.get(id);
    const own = organic.get(id) ?? null;
    const seen = own !== null && isSome(own.figures.impressions?.value);
    return {
      row,
      card: { ...cardOf(id, { row, card: byCard.get(id) }), organic: own },
      moved: row?.moved === true || seen,
    };
  });
};

/** Writes out the figures of the Pins on the page; a Pin that is not advertised has none. */
export const withFigures = (pins: readonly GalleryPin[], compared: Compared): PinCard[] =>
  pins.map(({ card, row }) => (row === undefined ? card : { ...card, figures: pairsOf(compared, row) }));

/** Which Pins are wanted. */
export type GalleryWishes = {
  readonly search?: string | undefined;
  readonly format?: string | undefined;
  readonly status?: 'active' | 'paused' | 'none' | undefined;
  readonly organic?: boolean | undefined;
  /** Micros. */
  readonly minSpend?: bigint | undefined;
  readonly idle: boolean;
};

const statusOf = ({ ads, activeAds }: PinCard): GalleryWishes['status'] =>
  ads === 0 ? 'none' : activeAds > 0 ? 'active' : 'paused';

const found = ({ id, title, adName }: PinCard, search: string): boolean =>
  id === search || [title, adName].some((text) => text?.toLowerCase().includes(search.toLowerCase()));

/** Whether a Pin is one of those wanted; what is unknown is none of them. */
export const isWanted = ({ card, row, moved }: GalleryPin, wishes: GalleryWishes): boolean => {
  const { search, format, status, organic, minSpend } = wishes;
  return [
    wishes.idle || moved,
    search === undefined || found(card, search),
    format === undefined || card.format === format,
    status === undefined || statusOf(card) === status,
    organic !== true || (card.organic !== null && isSome(card.organic.figures.impressions?.value)),
    minSpend === undefined || (row?.sums.spend ?? -1n) >= minSpend,
  ].every(Boolean);
};

type SortValue = number | string | null;

const isMetric = (sort: GallerySort): sort is (typeof galleryMetrics)[number] =>
  galleryMetrics.some((metric) => metric === sort);

/** What a Pin has of what the gallery is sorted by. Doubles will do: two Pins equal to 15 digits may stand either way. */
const sortValue = (pin: GalleryPin, sort: GallerySort): SortValue => {
  const { card, row } = pin;
  if (sort === 'title') return (card.title ?? card.adName)?.toLowerCase() ?? null;
  if (sort === 'created') return card.createdAt === null ? null : Date.parse(card.createdAt);
  if (isMetric(sort)) {
    const value = row === undefined ? null : cellOf(sort, row.sums);
    return value === null ? null : Number(value);
  }
  const value = card.organic?.figures[sort.slice('organic-'.length)]?.value ?? null;
  return value === null ? null : Number(value);
};

type Place = { readonly value: SortValue; readonly id: string };

const byId = (one: string, other: string): number =>
  one.length === other.length ? (one < other ? -1 : one > other ? 1 : 0) : one.length - other.length;

/** Unknown is neither the most nor the least: it stands at the end, whichever way. Equals stand by age. */
const compare = (one: Place, other: Place, sign: number): number => {
  if (one.value === null || other.value === null) {
    return one.value === other.value ? byId(one.id, other.id) : one.value === null ? 1 : -1;
  }
  if (one.value === other.value) return byId(one.id, other.id);
  return sign * (one.value < other.value ? -1 : 1);
};

const readCursor = (cursor: string): Place => {
  try {
    const [value, id]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isValue = value === null || typeof value === 'number' || typeof value === 'string';
    if (isValue && typeof id === 'string') return { value, id };
  } catch (error) {
    throw new Fault('API_REQUEST_INVALID', 'invalid', 'This is no place in the list.', { cause: error });
  }
  throw new Fault('API_REQUEST_INVALID', 'invalid', 'This is no place in the list.');
};

/**
 * A stretch of the gallery in its order. The cursor is what the last Pin shown had and was, so that what comes or goes
 * meanwhile neither repeats nor hides the rest.
 */
export const stretchOf = (
  pins: readonly GalleryPin[],
  order: { readonly by: GallerySort; readonly direction: 'up' | 'down' },
  asked: { readonly cursor: string | undefined; readonly limit: number },
): { readonly pins: GalleryPin[]; readonly next: string | null } => {
  const sign = order.direction === 'up' ? 1 : -1;
  const after = asked.cursor === undefined ? undefined : readCursor(asked.cursor);
  const placed = pins
    .map((pin) => ({ pin, value: sortValue(pin, order.by), id: pin.card.id }))
    .filter((place) => after === undefined || compare(place, after, sign) > 0)
    .sort((one, other) => compare(one, other, sign));
  const shown = placed.slice(0, asked.limit);
  const last = shown.at(-1);
  const isMore = placed.length > shown.length && last !== undefined;
  return {
    pins: shown.map(({ pin }) => pin),
    next: isMore ? Buffer.from(JSON.stringify([last.value, last.id]), 'utf8').toString('base64url') : null,
  };
};
