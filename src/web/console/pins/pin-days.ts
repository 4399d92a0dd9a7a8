import type { Cell, DayState, PinStory } from '../../../api/contract.ts';
import type { PinRow } from './lenses.tsx';

/** One day of one figure under the three lenses; null is unknown. */
export type PinDay = {
  readonly day: string;
  readonly paid: number | null;
  readonly earned: number | null;
  readonly organic: number | null;
  readonly state: DayState;
};

const numberOf = (cell: Cell | undefined): number | null => (cell === null || cell === undefined ? null : Number(cell));

/** One figure of a Pin, day by day. */
export const pinDaysOf = (story: Pick<PinStory, 'days'>, row: PinRow): PinDay[] =>
  story.days.map(({ day, delivery, figures, organic }) => ({
    day,
    paid: numberOf(figures[`paid-${row}`]),
    earned: numberOf(figures[`earned-${row}`]),
    organic: numberOf(organic[row]),
    state: delivery,
  }));
