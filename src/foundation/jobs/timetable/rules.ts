import { z } from 'zod';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** When something recurs: at a local time of a zone, or every so many minutes. Stored beside the due time. */
export const rule = z.discriminatedUnion('every', [
  z.object({ every: z.literal('day'), at: clockTime, zone: z.string() }),
  z.object({ every: z.literal('week'), on: z.enum(weekdays), at: clockTime, zone: z.string() }),
  z.object({ every: z.literal('month'), day: z.int().min(1).max(28), at: clockTime, zone: z.string() }),
  z.object({ every: z.literal('minutes'), minutes: z.int().min(1).max(1440) }),
]);

/** A recurrence rule. */
export type Rule = z.infer<typeof rule>;

type Zoned = Exclude<Rule, { every: 'minutes' }>;

const firstDate = (given: Zoned, today: Temporal.PlainDate): Temporal.PlainDate => {
  if (given.every === 'day') return today;
  if (given.every === 'month') return today.with({ day: given.day });
  return today.add({ days: (weekdays.indexOf(given.on) + 1 - today.dayOfWeek + 7) % 7 });
};

const step = { day: { days: 1 }, week: { weeks: 1 }, month: { months: 1 } } as const;

/**
 * The first instant after `after` at which a rule is due.
 *
 * A local time that a clock change skips (02:30 in spring) is due at the moment it would have been, an hour later by the
 * wall clock; one that occurs twice (02:30 in autumn) is due the first time only. "Every n minutes" counts from midnight UTC.
 */
export const nextDue = (given: Rule, after: Date): Date => {
  if (given.every === 'minutes') {
    const span = given.minutes * 60_000;
    return new Date((Math.floor(after.getTime() / span) + 1) * span);
  }
  const from = Temporal.Instant.fromEpochMilliseconds(after.getTime());
  const plainTime = Temporal.PlainTime.from(given.at);
  // From yesterday, since yesterday's local time may lie after `from` where a clock change moved it past midnight.
  const today = from.toZonedDateTimeISO(given.zone).toPlainDate();
  let date = firstDate(given, given.every === 'day' ? today.subtract({ days: 1 }) : today);
  for (;;) {
    const due = date.toZonedDateTime({ timeZone: given.zone, plainTime }).toInstant();
    if (Temporal.Instant.compare(due, from) > 0) return new Date(due.epochMilliseconds);
    date = date.add(step[given.every]);
  }
};
