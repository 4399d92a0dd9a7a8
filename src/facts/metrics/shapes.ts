import type { Words } from '../../foundation/kit/index.ts';
import type { AdColumn } from '../../pinterest/contract.ts';

/**
 * Whose doing a figure is. `paid`: the ad as it was shown; `earned`: after somebody saved it; `total`: both together.
 * `money` and `outcome` have no such split at Pinterest and may stand over any of the three; paid, earned and total are
 * never mixed in one ratio.
 */
export type Lens = 'paid' | 'earned' | 'total' | 'money' | 'outcome';

/** What a figure is counted in: pieces, micros of the account's currency, or a fraction (0.014, never 1.4 %). */
export type Unit = 'count' | 'micros' | 'ratio';

type Described = {
  readonly label: Words;
  readonly definition: Words;
  readonly lens: Lens;
  /** Which way is good; `neither` for volumes that say nothing by themselves. */
  readonly better: 'higher' | 'lower' | 'neither';
};

/** A figure as Pinterest reports it and the ledger keeps it: one column. It may be added up. */
export type BaseMetric = Described & {
  readonly kind: 'base';
  readonly unit: 'count' | 'micros';
  /** Delivery does not depend on attribution; conversions carry window and report time. */
  readonly family: 'delivery' | 'conversion';
  readonly column: string;
  readonly pinterest: AdColumn;
};

/** Base figures added together. */
export type SumMetric<Key extends string = string> = Described & {
  readonly kind: 'sum';
  readonly unit: 'count' | 'micros';
  readonly sumOf: readonly Key[];
  /** Pinterest's own column for the same figure, where it has one. */
  readonly pinterest?: string;
};

/**
 * One sum over another, over whatever rows were chosen; never an average of ratios. `per` multiplies the result (1000 for
 * a price per thousand).
 */
export type RatioMetric<Key extends string = string> = Described & {
  readonly kind: 'ratio';
  readonly unit: 'ratio' | 'micros';
  readonly over: readonly [Key, Key];
  readonly per?: number;
  readonly pinterest?: string;
};
