import type { Cell, DayState, MetricInfo, ThingFigures } from '../../../api/contract.ts';
import type { Writer } from '../../kit/numbers.ts';
import type { LensChoice, WorkspaceAddress } from './address.ts';

/** The figures a workspace opens with, by the names they have without a lens. */
const usual = ['spend', 'impressions', 'clicks', 'saves', 'conversions', 'checkout-value', 'roas'] as const;

/** All metrics by name. */
export type Catalogue = ReadonlyMap<string, MetricInfo>;

const isOfLens = (metric: MetricInfo | undefined, lens: LensChoice): metric is MetricInfo =>
  metric !== undefined && (metric.lens === lens || metric.lens === 'money' || metric.lens === 'outcome');

/**
 * The same figure under another lens: `clicks` paid is `paid-clicks`. A figure without that lens is left out rather than
 * shown under a lens that is not its own; money and outcomes have none and stay.
 */
const underLens = (catalogue: Catalogue, key: string, lens: LensChoice): string[] => {
  const bare = key.replace(/^(?:paid|earned)-/, '');
  const found = [lens === 'total' ? bare : `${lens}-${bare}`, key].find((name) => isOfLens(catalogue.get(name), lens));
  return found === undefined ? [] : [found];
};

/** Figures under another lens, in the same order, each once. */
export const figuresUnder = (catalogue: Catalogue, keys: readonly string[], lens: LensChoice): string[] => [
  ...new Set(keys.flatMap((key) => underLens(catalogue, key, lens))),
];

/** The key figures of a lens. */
export const keyFiguresOf = (catalogue: Catalogue, lens: LensChoice): string[] => figuresUnder(catalogue, usual, lens);

/** The columns of the table: those chosen, as far as they exist, else the key figures. */
export const columnsOf = (catalogue: Catalogue, { columns, lens = 'total' }: WorkspaceAddress): string[] => {
  const chosen = [...new Set(columns?.split(',') ?? [])].filter((key) => catalogue.has(key));
  return chosen.length > 0 ? chosen : keyFiguresOf(catalogue, lens);
};

/** Writes a figure: money in the account's currency (a dash while that is not known), rates as percents. */
export const figureWriter = (metric: MetricInfo, write: Writer, currency: string | null) => {
  const value = (given: number): string => {
    if (metric.unit === 'count') return write.count(given);
    if (metric.unit === 'ratio') return metric.lens === 'outcome' ? write.ratio(given) : write.rate(given);
    if (currency === null) return '–';
    return metric.additive ? write.money(given, currency) : write.moneyExact(given, currency);
  };
  const short = (given: number): string => {
    if (metric.unit === 'count') return write.shortCount(given);
    if (metric.unit === 'ratio' || currency === null) return value(given);
    return metric.additive ? write.shortMoney(given, currency) : write.moneyExact(given, currency);
  };
  const exact = (given: number): string =>
    metric.unit === 'micros' && currency !== null ? write.moneyExact(given, currency) : value(given);
  return { value, short, exact };
};

/** How a metric's figures are written. */
export type FigureWriter = ReturnType<typeof figureWriter>;

/** A cell as a number; null stays unknown. */
export const numberOf = (cell: Cell | undefined): number | null =>
  cell === null || cell === undefined ? null : Number(cell);

const finality: readonly DayState[] = ['missing', 'provisional', 'ready', 'settled'];

/** How final a figure of a day is: as final as the least final kind of number it is made of. */
export const dayStateOf = (day: ThingFigures['days'][number], metric: MetricInfo): DayState => {
  const states = metric.families.map((family) => (family === 'delivery' ? day.delivery : day.conversions));
  return finality.find((state) => states.includes(state)) ?? 'settled';
};
