import type { OverviewRow, RowGoal, SyncState } from '../../../api/contract.ts';

/** What the overview can be sorted by. */
export const sortKeys = [
  'attention',
  'client',
  'spend',
  'budget',
  'result',
  'conversions',
  'value',
  'roas',
  'sync',
] as const;

export type SortKey = (typeof sortKeys)[number];

/** The usual order: who needs somebody stands first. */
export const usualSort: SortKey = 'attention';

/** How the overview is sorted; kept in the address, so that the way back finds it again. */
export type Sorting = { readonly sort?: SortKey; readonly order?: 'up' | 'down' };

const isSortKey = (value: unknown): value is SortKey => sortKeys.some((key) => key === value);

/** Reads the sorting from an address; what is not understood is the usual order. */
export const readSorting = ({ sort, order }: Record<string, unknown>): Sorting => ({
  ...(isSortKey(sort) ? { sort } : {}),
  ...(order === 'up' || order === 'down' ? { order } : {}),
});

// Names from A; everything that stands for trouble with the gravest first; numbers from the largest.
const fromBelow: readonly SortKey[] = ['attention', 'client', 'result', 'sync'];

/** The direction a column starts with. */
export const firstOrder = (key: SortKey): 'up' | 'down' => (fromBelow.includes(key) ? 'up' : 'down');

/** What a click on a column's head does: sort by it, and the second time turn it around. */
export const nextSorting = (now: Sorting, key: SortKey): Required<Sorting> => {
  if ((now.sort ?? usualSort) !== key) return { sort: key, order: firstOrder(key) };
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

/** Whether a goal's state is good or bad news; of what is not to be passed `ahead` is bad. */
export const toneOf = ({ kind, state }: Pick<RowGoal, 'kind' | 'state'>): 'good' | 'bad' | 'unknown' => {
  if (state === 'ahead') return kind === 'at-least' ? 'good' : 'bad';
  if (state === 'on-track' || state === 'met') return 'good';
  return state === 'behind' || state === 'missed' || state === 'short' ? 'bad' : 'unknown';
};

const tones = { bad: 0, unknown: 1, good: 2 } as const;

const numbers: Readonly<Record<Exclude<SortKey, 'client' | 'attention'>, (row: OverviewRow) => number | null>> = {
  spend: ({ spend }) => (spend.value === null ? null : Number(spend.value)),
  budget: ({ budget }) => budget?.index ?? null,
  result: ({ result }) => (result === null ? null : tones[toneOf(result)]),
  conversions: ({ conversions }) => (conversions.value === null ? null : Number(conversions.value)),
  value: ({ value }) => (value.value === null ? null : Number(value.value)),
  roas: ({ roas }) => roas.value,
  sync: ({ sync }) => urgency[sync.state],
};

const isMoney = (key: SortKey): boolean => key === 'spend' || key === 'value';

const byName = (one: OverviewRow, other: OverviewRow): number => one.name.localeCompare(other.name);

const numberOf = (row: OverviewRow, key: SortKey, places: (row: OverviewRow) => number): number | null => {
  if (key === 'attention') return places(row);
  return key === 'client' ? null : numbers[key](row);
};

const compare = (
  one: OverviewRow,
  other: OverviewRow,
  by: { key: SortKey; sign: number; placeOf: (row: OverviewRow) => number },
): number => {
  const { key, sign } = by;
  if (key === 'client') return sign * byName(one, other);
  const [a, b] = [numberOf(one, key, by.placeOf), numberOf(other, key, by.placeOf)];
  // Unknown is neither the smallest nor the largest: it stands at the end, whichever way.
  if (a === null || b === null) return a === b ? byName(one, other) : a === null ? 1 : -1;
  // 900 of one currency says nothing beside 1000 of another.
  if (isMoney(key) && one.currency !== other.currency) return (one.currency ?? '').localeCompare(other.currency ?? '');
  return sign * (a - b) || byName(one, other);
};

/**
 * The rows in the order asked.
 * @param placeOf where a row stands in the list of who needs attention; larger than any of them when it is in none
 */
export const sorted = (
  rows: readonly OverviewRow[],
  sorting: Sorting,
  placeOf: (row: OverviewRow) => number,
): OverviewRow[] => {
  const key = sorting.sort ?? usualSort;
  const sign = (sorting.order ?? firstOrder(key)) === 'up' ? 1 : -1;
  return [...rows].sort((one, other) => compare(one, other, { key, sign, placeOf }));
};
