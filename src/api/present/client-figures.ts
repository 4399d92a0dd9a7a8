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

type Whole = Parameters<typeof totalOf>[0];

const figureOf = (key: Whole, { current, before }: AccountFigures): Figure => ({
  value: totalOf(key, current.sums)?.toString() ?? null,
  before: totalOf(key, before.sums)?.toString() ?? null,
});

const ratioOf = (key: MetricKey, { current, before }: AccountFigures): Ratio => ({
  value: evaluate(key, current.sums) ?? null,
  before: evaluate(key, before.sums) ?? null,
});

// A figure over a period in which a day is missing would look like a fall; the page says how many days are missing instead.
const provisionalOf = (figures: PeriodFigures): number =>
  Math.max(figures.delivery.provisional, figures.conversions.provisional);

/** One row of the overview. */
export const presentFigures = (input: FiguresInput): ClientFigures => {
  const { client, figures, period } = input;
  const days = daysBetween(period.from, period.to) + 1;
  return {
    id: String(client.clientId),
    name: input.suffix === undefined ? client.name : `${client.name} · ${input.suffix}`,
    currency: input.currency,
    spend: figureOf('spend', figures),
    impressions: figureOf('impressions', figures),
    clicks: figureOf('clicks', figures),
    saves: figureOf('saves', figures),
    conversions: figureOf('conversions', figures),
    value: figureOf('checkout-value', figures),
    roas: ratioOf('roas', figures),
    spendByDay: input.spendByDay.map((value) => value?.toString() ?? null),
    provisionalDays: provisionalOf(figures.current),
    missingDays: days - Math.min(figures.current.delivery.collected, figures.current.conversions.collected),
    sync: input.sync,
  };
};
