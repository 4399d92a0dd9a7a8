import { conversions } from './conversions.ts';
import { delivery } from './delivery.ts';
import type { BaseMetric, SumMetric } from './shapes.ts';
import { sums } from './sums.ts';
import { video } from './video.ts';

/** The figures of `facts_ad_days`, in the order of the ledger's columns. */
export const deliveryMetrics = { ...delivery, ...video } as const;
/** The figures of `facts_ad_conversions`. */
export const conversionMetrics = conversions;

/** Every figure the ledger keeps as a column. */
export const baseMetrics = { ...deliveryMetrics, ...conversionMetrics } as const;

/** Names of the figures the ledger keeps as columns. */
export type BaseKey = keyof typeof baseMetrics;
/** Names of the figures that may be added up: a column, or columns added together. */
export type AdditiveKey = BaseKey | keyof typeof sums;

/** Every figure that may be added up. */
export const additiveMetrics: Readonly<Record<AdditiveKey, BaseMetric | SumMetric<BaseKey>>> = {
  ...baseMetrics,
  ...sums,
};

/** True for a figure the ledger keeps as a column. @personal none */
export const isBaseKey = (key: string): key is BaseKey => Object.hasOwn(baseMetrics, key);

/** The base figures by name, in the order of the ledger's columns. @personal none */
export const baseKeys: readonly BaseKey[] = Object.keys(baseMetrics).filter(isBaseKey);
