import { questionOf, readAddress, type WorkspaceAddress } from '../workspace/address.ts';

// As in the workspace the whole state of a page stands in its address; the days and the way of counting are the same words.

/** The days and the way of counting, which a Pin, the gallery and the workspace have in common. */
export type DaysAddress = Pick<
  WorkspaceAddress,
  'account' | 'period' | 'from' | 'to' | 'compare' | 'window' | 'reportTime'
>;

/** By what the gallery can be sorted on the page. The API knows some more. */
export const sorts = [
  'spend',
  'roas',
  'conversions',
  'paid-impressions',
  'paid-saves',
  'paid-ctr',
  'earned-impressions',
  'earned-saves',
  'organic-impressions',
  'organic-clicks',
  'organic-ctr',
  'created',
  'title',
] as const;
/** What a Pin may show. */
export const formats = ['image', 'video', 'carousel', 'product', 'collection', 'idea', 'other'] as const;
/** Whether ads show it. */
export const statuses = ['active', 'paused', 'none'] as const;

export type Sort = (typeof sorts)[number];

/** What the gallery shows. */
export type GalleryAddress = DaysAddress & {
  readonly sort?: Sort;
  readonly order?: 'up' | 'down';
  readonly search?: string;
  readonly format?: (typeof formats)[number];
  readonly status?: (typeof statuses)[number];
  readonly organic?: 'yes';
  /** In whole units of the account's currency. */
  readonly minSpend?: number;
  readonly idle?: 'yes';
};

const daysKeys = ['account', 'period', 'from', 'to', 'compare', 'window', 'reportTime'] as const;

/** The days of an address, without the rest of it: what goes along from one page to another. */
export const daysOf = (address: DaysAddress): DaysAddress =>
  Object.fromEntries(daysKeys.flatMap((key) => (address[key] === undefined ? [] : [[key, address[key]]])));

/** Reads the days of an address; what is not understood is as usual. */
export const readDays = (search: Readonly<Record<string, unknown>>): DaysAddress => daysOf(readAddress(search));

const oneOf = <Word extends string>(words: readonly Word[], value: unknown): Word | undefined =>
  words.find((word) => word === value);

const wholeAmount = (value: unknown): number | undefined => {
  const amount = Number(value);
  return Number.isSafeInteger(amount) && amount > 0 && amount < 1e9 ? amount : undefined;
};

/** Reads the address of the gallery; what is not understood is as usual, so that no address is a broken page. */
export const readGallery = (search: Readonly<Record<string, unknown>>): GalleryAddress => {
  const { search: text } = readAddress(search);
  const own = {
    sort: oneOf(sorts, search.sort),
    order: oneOf(['up', 'down'] as const, search.order),
    search: text,
    format: oneOf(formats, search.format),
    status: oneOf(statuses, search.status),
    organic: oneOf(['yes'] as const, search.organic),
    minSpend: wholeAmount(search.minSpend),
    idle: oneOf(['yes'] as const, search.idle),
  };
  const read = Object.entries(own).filter(([, value]) => value !== undefined);
  return { ...readDays(search), ...Object.fromEntries(read) };
};

const MICROS = 1_000_000;

/** The question to the server; the place in the list is put to it where it is known. */
export const galleryQuestion = (address: GalleryAddress): URLSearchParams => {
  const query = questionOf(address);
  for (const key of ['sort', 'order', 'search', 'format', 'status', 'organic', 'idle'] as const) {
    const value = address[key];
    if (value !== undefined) query.set(key, value);
  }
  if (address.minSpend !== undefined) query.set('minSpend', String(address.minSpend * MICROS));
  return query;
};

/** Whether Pins are left out by choice: then an empty gallery says something else. */
export const isChosen = ({ search, format, status, organic, minSpend }: GalleryAddress): boolean =>
  [search, format, status, organic, minSpend].some((value) => value !== undefined);
