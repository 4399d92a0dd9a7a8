import type { GoalTerms } from '../../clients/index.ts';
import type { Pacing } from './pacing.ts';

/**
 * How a goal stands.
 *
 * | state     | budget                            | at least                          | at most                           |
 * |-----------|-----------------------------------|-----------------------------------|-----------------------------------|
 * | waiting   | its first day is not over         | the same                          | the same                          |
 * | unknown   | no day of it is in                | the same, or the ratio is none    | the same                          |
 * | on-track  | within a twentieth of the plan    | reaches it at this pace           | stays under it at this pace       |
 * | ahead     | spends more than planned          | more than a twentieth over plan   | goes over it at this pace         |
 * | behind    | spends less than planned          | does not reach it at this pace    | a ratio is over it                |
 * | met       | over, and spent to a twentieth    | reached                           | over, and stayed under            |
 * | missed    | more was spent than there was     | over, and not reached             | gone over                         |
 * | short     | over, and money was left          | -                                 | -                                 |
 * | undecided | over, and days of it are missing  | the same                          | the same                          |
 */
export type GoalState =
  | 'waiting'
  | 'unknown'
  | 'on-track'
  | 'ahead'
  | 'behind'
  | 'met'
  | 'missed'
  | 'short'
  | 'undecided';

/** What a goal's state is told from. */
export type Standing = {
  readonly kind: GoalTerms['kind'];
  /** Millionths, as the value. */
  readonly target: number;
  readonly value: number | undefined;
  readonly length: number;
  readonly done: number;
  readonly missing: number;
  /** Undefined for a ratio, which is as it is on any day. */
  readonly pacing: Pick<Pacing, 'index'> | undefined;
};

/** Nearer to the plan than this nobody would turn a knob for: campaigns waver more from day to day. */
const TOLERANCE = 0.05;

const ofBudget = ({ target, length, done, missing, pacing }: Standing, value: number): GoalState => {
  if (value > target) return 'missed';
  if (done === length) {
    if (value >= target * (1 - TOLERANCE)) return 'met';
    return missing > 0 ? 'undecided' : 'short';
  }
  const index = pacing?.index ?? 1;
  if (index >= 1 - TOLERANCE && index <= 1 + TOLERANCE) return 'on-track';
  return index > 1 ? 'ahead' : 'behind';
};

const ofRatio = ({ kind, target, length, done, missing }: Standing, value: number): GoalState => {
  const isGood = kind === 'at-least' ? value >= target : value <= target;
  if (done < length) return isGood ? 'on-track' : 'behind';
  if (missing > 0) return 'undecided';
  return isGood ? 'met' : 'missed';
};

const ofFloor = ({ target, length, done, missing, pacing }: Standing, value: number): GoalState => {
  if (value >= target) return 'met';
  if (done === length) return missing > 0 ? 'undecided' : 'missed';
  const index = pacing?.index ?? 1;
  if (index < 1) return 'behind';
  return index > 1 + TOLERANCE ? 'ahead' : 'on-track';
};

const ofCeiling = ({ target, length, done, missing, pacing }: Standing, value: number): GoalState => {
  if (value > target) return 'missed';
  if (done === length) return missing > 0 ? 'undecided' : 'met';
  return (pacing?.index ?? 1) > 1 ? 'ahead' : 'on-track';
};

/** How a goal stands, by what is known of it. @personal none */
export const goalState = (standing: Standing): GoalState => {
  const { done, missing, value, kind, pacing } = standing;
  if (done === 0) return 'waiting';
  if (done === missing || value === undefined) return 'unknown';
  if (kind === 'budget') return ofBudget(standing, value);
  if (pacing === undefined) return ofRatio(standing, value);
  return kind === 'at-least' ? ofFloor(standing, value) : ofCeiling(standing, value);
};
