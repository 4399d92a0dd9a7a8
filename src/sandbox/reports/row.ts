import type { Subject } from '../world/figures.ts';

/** What a column of an answer is: the thing itself, its day, something else about it, or a figure. */
export type Column =
  | { readonly name: string; readonly kind: 'id' | 'date' }
  | { readonly name: string; readonly kind: 'dimension'; readonly read: (subject: Subject) => string | number | null }
  | { readonly name: string; readonly kind: 'cut'; readonly read: (cut: Cut) => string | number }
  | {
      readonly name: string;
      readonly kind: 'figure';
      readonly place: number;
      readonly read: (matrix: Float64Array, offset: number) => number | null;
    };

/** One row of an answer: its thing, its day (empty for TOTAL), and where its figures stand in `matrix`. */
export type Row = { subject: Subject; date: string; matrix: Float64Array; offset: number; cut: Cut };

/** Which part of a row it is, when rows are cut by hour or by audience. */
export type Cut = { readonly type: string; readonly value: string | number };

/** Which things an answer is narrowed to; a thing passes when this says so. */
export type Pass = (subject: Subject) => boolean;
