import type { CallParts } from './call.ts';
import type { Journal } from './journal.ts';

/** All moving parts of one running sandbox. */
export type Engine = CallParts & {
  readonly journal: Journal;
  readonly plant: string | undefined;
  /** Back to seed and start: state, clock, faults, limits, journal. */
  readonly reset: () => void;
};
