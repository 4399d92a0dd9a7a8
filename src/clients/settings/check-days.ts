import { type Day, daysBetween, Fault } from '../../foundation/kit/index.ts';

/** As long as facts answer for: longer is a slip of the pen in a year. */
const LONGEST_DAYS = 1100;

/** Refuses days that end before they begin, or never end. @throws CLIENTS_DAYS_INVALID naming the field */
export const checkDays = ({ from, to }: { from: Day; to: Day }): void => {
  const days = daysBetween(from, to) + 1;
  if (days < 1 || days > LONGEST_DAYS) {
    throw new Fault('CLIENTS_DAYS_INVALID', 'invalid', `Days are 1 to ${LONGEST_DAYS}.`, {
      facts: { field: 'to', days },
    });
  }
};
