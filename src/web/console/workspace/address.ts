// The whole state of a workspace stands in its address, so that a view is shared by sharing the address. What is as usual is
// left out, which keeps addresses short and lets the usual change for everybody at once.

/** Periods with a name, in the order of the picker. `custom` stands for two days of one's own. */
export const periodChoices = [
  'last-7',
  'last-28',
  'last-30',
  'last-90',
  'month',
  'last-month',
  'quarter',
  'last-quarter',
  'year',
  'last-year',
] as const;
/** With which days a period may be compared. */
export const comparisons = ['previous', 'same-weekdays', 'year', 'none'] as const;
/** Whose doing the figures are: all of it, what was shown as an ad, or what followed after somebody saved it. */
export const lenses = ['total', 'paid', 'earned'] as const;
/** The levels of a table. */
export const tableLevels = ['campaign', 'adGroup', 'ad'] as const;

/** By what figures are divided: the first unless the address says otherwise. */
export const breakdownChoices = ['country', 'gender', 'age', 'device', 'placement', 'keyword'] as const;

export type BreakdownChoice = (typeof breakdownChoices)[number];
export type PeriodChoice = (typeof periodChoices)[number];
export type ComparisonChoice = (typeof comparisons)[number];
export type LensChoice = (typeof lenses)[number];
export type TableLevel = (typeof tableLevels)[number];

/** What a workspace shows. */
export type WorkspaceAddress = {
  readonly account?: string;
  readonly period?: PeriodChoice;
  readonly from?: string;
  readonly to?: string;
  readonly compare?: ComparisonChoice;
  readonly window?: string;
  readonly reportTime?: 'TIME_OF_AD_ACTION' | 'TIME_OF_CONVERSION';
  readonly lens?: LensChoice;
  /** Instead of the ads: what the client's own account did without them. */
  readonly view?: 'organic';
  /** The thing looked at, as `campaign-626735565838`; the whole account when absent. */
  readonly of?: string;
  readonly level?: TableLevel;
  readonly columns?: string;
  readonly sort?: string;
  readonly order?: 'up' | 'down';
  readonly search?: string;
  readonly idle?: 'yes';
  /** The figure of the chart. */
  readonly chart?: string;
  /** By what the figures are divided, and by which figure the parts are sorted. */
  readonly by?: BreakdownChoice;
  readonly bySort?: string;
};

// The router reads `7` as a number and `true` as a truth; here everything is text.
const text = (value: unknown): string | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;

const matching =
  (pattern: RegExp) =>
  (value: unknown): string | undefined => {
    const given = text(value);
    return given !== undefined && pattern.test(given) ? given : undefined;
  };

const oneOf =
  <Word extends string>(words: readonly Word[]) =>
  (value: unknown): Word | undefined =>
    words.find((word) => word === value);

const day = matching(/^\d{4}-\d{2}-\d{2}$/);
const metricName = matching(/^[a-z0-9-]{1,60}$/);

const readers = {
  account: matching(/^\d{1,24}$/),
  period: oneOf(periodChoices),
  from: day,
  to: day,
  compare: oneOf(comparisons),
  window: matching(/^\d{1,2}\/\d{1,2}\/\d{1,2}$/),
  reportTime: oneOf(['TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION'] as const),
  lens: oneOf(lenses),
  view: oneOf(['organic'] as const),
  of: matching(/^(?:campaign|adGroup|ad)-\d{1,24}$/),
  level: oneOf(tableLevels),
  columns: matching(/^[a-z0-9,-]{1,1200}$/),
  sort: metricName,
  order: oneOf(['up', 'down'] as const),
  search: text,
  idle: oneOf(['yes'] as const),
  chart: metricName,
  by: oneOf(breakdownChoices),
  bySort: metricName,
} satisfies { readonly [Key in keyof Required<WorkspaceAddress>]: (value: unknown) => WorkspaceAddress[Key] };

/** Reads an address; what is not understood is as usual, so that no address is a broken page. */
export const readAddress = (search: Readonly<Record<string, unknown>>): WorkspaceAddress => {
  const read = Object.entries(readers).flatMap(([key, reader]) => {
    const value = reader(search[key]);
    return value === undefined ? [] : [[key, value]];
  });
  const address: WorkspaceAddress = Object.fromEntries(read);
  // Half a period of one's own is none.
  if ((address.from === undefined) === (address.to === undefined)) return address;
  const { from: _from, to: _to, ...rest } = address;
  return rest;
};

const levelsDown = ['account', ...tableLevels] as const;

/** The level of the thing looked at. */
export const levelOf = ({ of }: WorkspaceAddress): 'account' | TableLevel =>
  tableLevels.find((level) => of?.startsWith(`${level}-`)) ?? 'account';

/** The levels a table may have: those below the thing looked at. An ad has none. */
export const levelsBelow = (address: WorkspaceAddress): TableLevel[] => {
  const own = levelsDown.indexOf(levelOf(address));
  return tableLevels.filter((level) => levelsDown.indexOf(level) > own);
};

/** The level of the table: the one chosen if it lies below the thing looked at, else the next one down; none for an ad. */
export const tableLevel = (address: WorkspaceAddress): TableLevel | undefined => {
  const below = levelsBelow(address);
  return below.find((level) => level === address.level) ?? below[0];
};

/** The address of another thing in the same days and figures: what is about the former table alone is left behind. */
export const lookAt = (address: WorkspaceAddress, of: string | undefined): WorkspaceAddress => {
  const { of: _of, level: _level, search: _search, view: _view, ...kept } = address;
  return of === undefined ? kept : { ...kept, of };
};

const questionKeys = ['account', 'period', 'from', 'to', 'compare', 'window', 'reportTime'] as const;

/** The part of a question to the server that every figure of the page has in common. */
export const questionOf = (address: WorkspaceAddress): URLSearchParams => {
  const query = new URLSearchParams();
  for (const key of questionKeys) {
    const value = address[key];
    // Two days of one's own stand instead of a name.
    if (value !== undefined && !(key === 'period' && address.from !== undefined)) query.set(key, value);
  }
  return query;
};

/** The question for the table, without the stretch of it. */
export const tableQuestion = (
  address: WorkspaceAddress,
  table: { level: TableLevel; columns: readonly string[] },
): URLSearchParams => {
  const query = questionOf(address);
  query.set('level', table.level);
  query.set('metrics', table.columns.join(','));
  if (address.of !== undefined) query.set('within', address.of);
  for (const key of ['sort', 'order', 'search', 'idle'] as const) {
    const value = address[key];
    if (value !== undefined) query.set(key, value);
  }
  return query;
};

/** An address as the search part of a link. */
export const addressText = (address: WorkspaceAddress): string =>
  new URLSearchParams(Object.entries(address).map(([key, value]) => [key, String(value)])).toString();
