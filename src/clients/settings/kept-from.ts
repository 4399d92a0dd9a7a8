import { addDays, type Day, monthOf } from '../../foundation/kit/index.ts';

/**
 * The first day of a client's figures that is kept: the present month and the months of the term before it, all of them
 * whole. The database says the same for statements in `client_kept_from(client_id)`.
 *
 * @unit keepMonths calendar months; today and the answer UTC days
 * @personal none
 */
export const keptFrom = (keepMonths: number, today: Day): Day => {
  let first = monthOf(today);
  for (let month = 0; month < keepMonths; month += 1) first = monthOf(addDays(first, -1));
  return first;
};
