/**
 * The sandbox's two times. Virtual time is what Pinterest's calendar shows: token life, days, readiness, review. Real time
 * is the machine's: limits, report polling, list lag, media processing.
 */
export type Clock = {
  /** Virtual now. */
  readonly now: () => Date;
  /** Real milliseconds since 1970. */
  readonly real: () => number;
  /** Jumps so that virtual now is `at`. */
  readonly set: (at: Date) => void;
  /** Moves on by an ISO 8601 duration such as `P1D`. @throws RangeError when it is none */
  readonly advance: (duration: string) => void;
};

/** The machine's time. @unit milliseconds since 1970 */
export const realNow = (): number => Date.now();

/** A clock at real time plus an offset; `keep` is told every new offset so that it survives a restart. @unit offsetMs milliseconds */
export const createClock = (start: { offsetMs: number; keep: (offsetMs: number) => void }): Clock => {
  let offset = start.offsetMs;
  const move = (next: number): void => {
    offset = next;
    start.keep(offset);
  };
  return {
    now: () => new Date(realNow() + offset),
    real: realNow,
    set: (at) => move(at.getTime() - realNow()),
    advance: (duration) => {
      const from = Temporal.Instant.fromEpochMilliseconds(realNow() + offset).toZonedDateTimeISO('UTC');
      move(from.add(Temporal.Duration.from(duration)).epochMilliseconds - realNow());
    },
  };
};
