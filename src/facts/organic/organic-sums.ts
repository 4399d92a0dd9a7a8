import type { Day } from '../../foundation/kit/index.ts';
import { type OrganicColumn, organicColumns } from './organic-columns.ts';
import type { OrganicDay, OrganicFigures } from './organic-figures.ts';

/** Organic figures over some days, with how many of those days they stand on. */
export type OrganicSums = { readonly figures: OrganicFigures; readonly knownDays: number };

const isOrganic = (name: string): name is keyof typeof organicColumns => Object.hasOwn(organicColumns, name);

/**
 * A day as Pinterest gives it live, in the ledger's names, so that what is stored and what is asked are read alike. What
 * Pinterest left out stays unknown.
 * @personal none
 */
export const organicDayOf = (given: {
  readonly day: Day;
  readonly status: string;
  readonly metrics: Readonly<Record<string, number>>;
}): OrganicDay => {
  const figures: Partial<Record<OrganicColumn, bigint>> = {};
  for (const [name, value] of Object.entries(given.metrics)) {
    if (isOrganic(name) && Number.isSafeInteger(value)) figures[organicColumns[name]] = BigInt(value);
  }
  return { day: given.day, status: given.status, figures, knownFrom: null };
};

/**
 * The days within two dates added up. A figure no day has is absent: unknown is not zero; how many days are known says how
 * much of the stretch the sums stand for.
 *
 * @unit counts
 * @personal none
 */
export const sumOrganic = (days: readonly OrganicDay[], within: { from: Day; to: Day }): OrganicSums => {
  const figures: Partial<Record<OrganicColumn, bigint>> = {};
  let knownDays = 0;
  for (const { day, figures: own } of days) {
    if (day < within.from || day > within.to) continue;
    if (own.impressions !== undefined) knownDays += 1;
    for (const name of Object.values(organicColumns)) {
      const value = own[name];
      if (value !== undefined) figures[name] = (figures[name] ?? 0n) + value;
    }
  }
  return { figures, knownDays };
};

/**
 * How often organic seeing became a click: sum over sum, organic over organic, never over anything paid.
 *
 * @unit a fraction; undefined when a part is unknown or there were no impressions
 * @personal none
 */
export const organicCtr = ({ impressions, pin_clicks: clicks }: OrganicFigures): number | undefined =>
  clicks === undefined || impressions === undefined || impressions === 0n
    ? undefined
    : Number(clicks) / Number(impressions);
