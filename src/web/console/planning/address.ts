import type { PlannedPinTold } from '../../../api/contract.ts';

/** How far a planned Pin is. */
export type PinState = PlannedPinTold['state'];

/** The states in the order of a Pin's life. */
export const pinStates: readonly PinState[] = [
  'draft',
  'in-review',
  'at-client',
  'changes-asked',
  'rejected',
  'approved',
  'live',
  'failed',
  'removed',
];

/** What the plan shows; all of it stands in the address. */
export type PlanAddress = {
  readonly view?: 'month';
  readonly state?: PinState;
  readonly search?: string;
  /** '2026-11'; this month when left out. */
  readonly month?: string;
};

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Reads the address of the plan; what is unknown is left out. */
export const readPlan = (given: Record<string, unknown>): PlanAddress => {
  const state = pinStates.find((each) => each === given.state);
  return {
    ...(given.view === 'month' && { view: 'month' }),
    ...(state !== undefined && { state }),
    ...(typeof given.search === 'string' && given.search.trim() !== '' && { search: given.search.slice(0, 120) }),
    ...(typeof given.month === 'string' && MONTH.test(given.month) && { month: given.month }),
  };
};
