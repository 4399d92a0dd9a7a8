/** When to look whether a report is done, learnt from how long reports took lately. */
export type ReportPace = {
  /** How long after the asking the first look, the second and so on are worth a call. @unit milliseconds */
  readonly looks: () => readonly number[];
  /** A report was found done at the nth look (from 0), so long after it was asked. @unit milliseconds */
  readonly found: (look: number, afterMs: number) => void;
};

// Until a first report has come: quick enough for a person who waits, and a report of half a minute is found with five looks.
const FIRST_GUESS_MS = 500;
const SHORTEST_MS = 150;
const LONGEST_MS = 60_000;

// Soon after the usual time most reports are done; the rare slow one is looked at ever more seldom.
const SECOND_LOOK = 1.5;
const GROWTH = 2.5;

/** After this the chunk goes back in the queue with its token kept. @unit milliseconds */
const PATIENCE_MS = 600_000;

// A report that was done at the first look may have been done long before: a little earlier next time.
const EARLIER = 0.9;

const looksFrom = (usualMs: number): number[] => {
  const looks = [usualMs, usualMs * SECOND_LOOK];
  for (let last = usualMs * SECOND_LOOK; last < PATIENCE_MS; looks.push(last)) {
    last = Math.min(last * GROWTH, last + LONGEST_MS);
  }
  return looks;
};

/**
 * A pace that learns. Reports take from under a second to minutes, alike at one time of day: whoever asks at fixed times either
 * lets quick ones lie or spends calls on slow ones.
 */
export const reportPace = (): ReportPace => {
  let usualMs = FIRST_GUESS_MS;
  return {
    looks: () => looksFrom(usualMs),
    found: (look, afterMs) => {
      const learnt = look === 0 ? usualMs * EARLIER : (usualMs + afterMs) / 2;
      usualMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, learnt));
    },
  };
};
