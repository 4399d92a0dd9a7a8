import type { ClientFigures, SyncState } from '../../api/contract.ts';

/** What the overview can be sorted by. */
export const sortKeys = [
  'client',
  'spend',
  'impressions',
  'clicks',
  'saves',
  'conversions',
  'value',
  'roas',
  'sync',
] as const;

export type SortKey = (typeof sortKeys)[number];

/** How the overview is sorted; kept in the address, so that the way back finds it again. */
export type Sorting = { readonly sort?: SortKey; readonly order?: 'up' | 'down' };

const isSortKey = (value: unknown): value is SortKey => sortKeys.some((key) => key === value);

/** Reads the sorting from an address; what is not understood is the usual order, by name. */
export const readSorting = ({ sort, order }: Record<string, unknown>): Sorting => ({
  ...(isSortKey(sort) ? { sort } : {}),
  ...(order === 'up' || order === 'down' ? { order } : {}),
});

/** The direction a column starts with: names from A, numbers from the largest, syncs from what needs attention. */
export const firstOrder = (key: SortKey): 'up' | 'down' => (key === 'client' || key === 'sync' ? 'up' : 'down');

/** What a click on a column's head does: sort by it, and the second time turn it around. */
export const nextSorting = (now: Sorting, key: SortKey): Sorting => {
  if ((now.sort ?? 'client') !== key) return { sort: key, order: firstOrder(key) };
  return { sort: key, order: (now.order ?? firstOrder(key)) === 'up' ? 'down' : 'up' };
};

const urgency: Readonly<Record<SyncState['state'], number>> = {
  reconnect: 0,
  never: 1,
  gaps: 2,
  waiting: 3,
  running: 4,
  deriving: 5,
  history: 6,
  complete: 7,
};

const numberOf = (client: ClientFigures, key: Exclude<SortKey, 'client'>): number | null => {
  if (key === 'sync') return urgency[client.sync.state];
  const { value } = client[key];
  return value === null ? null : Number(value);
};

const isMoney = (key: SortKey): boolean => key === 'spend' || key === 'value';

const byName = (one: ClientFigures, other: ClientFigures): number => one.name.localeCompare(other.name);

const compare = (one: ClientFigures, other: ClientFigures, by: { key: SortKey; sign: number }): number => {
  const { key, sign } = by;
  if (key === 'client') return sign * byName(one, other);
  const [a, b] = [numberOf(one, key), numberOf(other, key)];
  // Unknown is neither the smallest nor the largest: it stands at the end, whichever way.
  if (a === null || b === null) return a === b ? byName(one, other) : a === null ? 1 : -1;
  // 900 of one currency says nothing beside 1000 of another.
  if (isMoney(key) && one.currency !== other.currency) return (one.currency ?? '').localeCompare(other.currency ?? '');
  return sign * (a - b) || byName(one, other);
};

/** The clients in the order asked. */
export const sorted = (clients: readonly ClientFigures[], sorting: Sorting): ClientFigures[] => {
  const key = sorting.sort ?? 'client';
  const sign = (sorting.order ?? firstOrder(key)) === 'up' ? 1 : -1;
  return [...clients].sort((one, other) => compare(one, other, { key, sign }));
};
