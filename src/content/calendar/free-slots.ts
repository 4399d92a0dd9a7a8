/** A weekday (1 is Monday) and a time on the client's wall at which Pins go out, in a queue; '' is the usual one. */
export type Slot = { readonly queue: string; readonly weekday: number; readonly at: string };

// A queue of one slot a week holds a year of Pins; whoever needs more has too few slots.
const WEEKS_AHEAD = 53;

/**
 * The next free moments of some slots, earliest first; fewer than asked for when a year is full.
 *
 * @param input.after the wall clock after which they lie, '2026-11-25T09:00'
 * @param input.taken wall clocks at which something is planned already
 * @personal none
 */
export const freeSlots = (
  slots: readonly Slot[],
  input: { readonly after: string; readonly taken: ReadonlySet<string>; readonly count: number },
): string[] => {
  const { after, taken, count } = input;
  const first = Temporal.PlainDate.from(after.slice(0, 10));
  const found: string[] = [];
  const times = new Map<number, string[]>();
  for (const { weekday, at } of slots) times.set(weekday, [...new Set([...(times.get(weekday) ?? []), at])].sort());
  for (let ahead = 0; ahead < WEEKS_AHEAD * 7 && found.length < count; ahead += 1) {
    const day = first.add({ days: ahead });
    for (const at of times.get(day.dayOfWeek) ?? []) {
      const moment = `${day}T${at}`;
      if (moment > after && !taken.has(moment) && found.length < count) found.push(moment);
    }
  }
  return found;
};
