import type { Day } from '../../foundation/kit/index.ts';
import type { DayState } from '../derive/day-states.ts';

/** One day of a figure that may be added up. A day that is not in has state `gap` and no value: unknown, not zero. */
export type GoalDay = {
  readonly day: Day;
  /** Millionths: micros of money, a million for each piece. */
  readonly value: bigint | undefined;
  readonly state: DayState | 'gap';
};

/** True for a day whose figure is in. @personal none */
export const isKnown = (day: GoalDay): boolean => day.state !== 'gap' && day.value !== undefined;
