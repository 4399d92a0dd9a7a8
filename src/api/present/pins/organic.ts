import { type OrganicPin, type OrganicSums, organicCtr } from '../../../facts/index.ts';
import type { Period } from '../../../facts/metrics.ts';
import { daysBetween } from '../../../foundation/kit/index.ts';
import type { PinCard as LiveCard } from '../../../ingest/index.ts';
import type { Cell, OrganicDays, OrganicFigures } from '../../contract.ts';

type Figures = OrganicSums['figures'];

/** Organic figures by the names they leave with; the ratio is sum over sum. */
const cellsOf = (figures: Figures): Record<string, Cell> => ({
  impressions: figures.impressions?.toString() ?? null,
  clicks: figures.pin_clicks?.toString() ?? null,
  'outbound-clicks': figures.outbound_clicks?.toString() ?? null,
  saves: figures.saves?.toString() ?? null,
  ctr: organicCtr(figures) ?? null,
});

/** Organic figures of one day. */
export const organicCells = cellsOf;

const pairs = (now: Figures, before: Figures | undefined): OrganicFigures['figures'] => {
  const earlier = before === undefined ? undefined : cellsOf(before);
  return Object.fromEntries(
    Object.entries(cellsOf(now)).map(([name, value]) => [name, { value, before: earlier?.[name] ?? null }]),
  );
};

const lengthOf = ({ from, to }: Period): number => daysBetween(from, to) + 1;

/** Sums of a stretch and of the one before; compared only when both have all their days. */
export const presentOrganic = (
  stretch: Period & Pick<OrganicDays, 'source'>,
  now: OrganicSums | OrganicPin | undefined,
  earlier: { readonly sums: OrganicSums | OrganicPin | undefined; readonly period: Period } | undefined,
): OrganicFigures | null => {
  if (now === undefined || Object.keys(now.figures).length === 0) return null;
  const days = lengthOf(stretch);
  const isWhole =
    earlier?.sums !== undefined && now.knownDays >= days && earlier.sums.knownDays >= lengthOf(earlier.period);
  return {
    ...stretch,
    days,
    knownDays: now.knownDays,
    figures: pairs(now.figures, isWhole ? earlier?.sums?.figures : undefined),
  };
};

/** What Pinterest says now of the last 90 days; it gives the sums only, without saves. */
export const presentQuarter = (stretch: Period, { quarter }: Pick<LiveCard, 'quarter'>): OrganicFigures | null => {
  const given = Object.entries(quarter).map(([name, value]) => [name, BigInt(Math.trunc(value))]);
  if (given.length === 0) return null;
  const figures: Figures = Object.fromEntries(given);
  return { ...stretch, source: 'live', days: lengthOf(stretch), knownDays: null, figures: pairs(figures, undefined) };
};
