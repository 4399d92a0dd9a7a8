import type { Client } from '../../clients/index.ts';
import type { AccountFigures, PeriodFigures } from '../../facts/index.ts';
import { evaluate, type MetricKey, totalOf } from '../../facts/metrics.ts';
import { type Day, daysBetween } from '../../foundation/kit/index.ts';
import type { ClientFigures, Figure, Ratio, SyncState } from '../contract.ts';

/** What the page shows of one ad account of a client. */
export type FiguresInput = {
  readonly client: Client;
  readonly figures: AccountFigures;
  readonly currency: string | null;
  readonly period: { readonly from: Day; readonly to: Day };
  readonly spendByDay: readonly (bigint | null)[];
  readonly sync: SyncState;
  /** Set when the client has several ad accounts, each its own row. */
  readonly suffix: string | undefined;
};

/** Every figure a row of the overview tells; its ratio's parts are among its counts. */
export const rowMetrics = ['spend', 'impressions', 'clicks', 'saves', 'conversions', 'checkout-value', 'roas'] as const;

type Whole = Parameters<typeof totalOf>[0];

// Half a period compared with a whole one would look like a change; a comparison needs all its days.
const isWhole = (figures: PeriodFigures, days: number): boolean =>
  figures.delivery.collected >= days && figures.conversions.collected >= days;

const sumsToCompare = (figures: AccountFigures, days: number): PeriodFigures['sums'] =>
  isWhole(figures.before, days) && isWhole(figures.current, days) ? figures.before.sums : {};

/** One row of the overview. */
export const presentFigures = (input: FiguresInput): ClientFigures => {
  const { client, figures, period } = input;
  const days = daysBetween(period.from, period.to) + 1;
  const now = figures.current.sums;
  const then = sumsToCompare(figures, days);
  const figureOf = (key: Whole): Figure => ({
    value: totalOf(key, now)?.toString() ?? null,
    before: totalOf(key, then)?.toString() ?? null,
  });
  const ratioOf = (key: MetricKey): Ratio => ({
    value: evaluate(key, now) ?? null,
    before: evaluate(key, then) ?? null,
  });
  return {
    id: String(client.clientId),
    account: figures.account === '' ? null : figures.account,
    name: input.suffix === undefined ? client.name : `${client.name} · ${input.suffix}`,
    currency: input.currency,
    spend: figureOf('spend'),
    impressions: figureOf('impressions'),
    clicks: figureOf('clicks'),
    saves: figureOf('saves'),
    conversions: figureOf('conversions'),
    value: figureOf('checkout-value'),
    roas: ratioOf('roas'),
    spendByDay: input.spendByDay.map((value) => value?.toString() ?? null),
    days,
    delivery: figures.current.delivery,
    conversionDays: figures.current.conversions,
    sync: input.sync,
  };
};
