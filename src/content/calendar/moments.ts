import { Fault } from '../../foundation/kit/index.ts';

// To the minute, as people plan; a wall clock carries no zone and no seconds.
const WALL_CLOCK = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

const refused = (plannedFor: string): Fault =>
  new Fault('CONTENT_MOMENT_REFUSED', 'invalid', 'A moment is written as 2026-11-25T09:00.', {
    facts: { field: 'plannedFor', value: plannedFor.slice(0, 40) },
  });

/** What the clock on a wall in this zone shows at a moment, to the minute. @personal none */
export const wallClockOf = (zone: string, at: Date): string =>
  at.toTemporalInstant().toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });

/**
 * The moment at which the clock on a wall in this zone shows this date and time. A time that the clock skips in spring is
 * moved on by what it skips (02:30 becomes 03:30); of a time it shows twice in autumn the first is meant. That is the rule
 * `compatible` of Temporal, which calendars everywhere keep to.
 *
 * @throws CONTENT_MOMENT_REFUSED for what is no date and time
 * @personal none
 */
export const momentOf = (zone: string, plannedFor: string): Date => {
  if (!WALL_CLOCK.test(plannedFor)) throw refused(plannedFor);
  try {
    const wall = Temporal.PlainDateTime.from(plannedFor, { overflow: 'reject' });
    return new Date(wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds);
  } catch (error) {
    if (error instanceof RangeError) throw refused(plannedFor);
    throw error;
  }
};
