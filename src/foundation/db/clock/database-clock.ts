import { readFile } from 'node:fs/promises';
import type { Clock } from '../../kit/index.ts';
import { Fault } from '../../kit/index.ts';
import type { Database } from '../access/database.ts';
import { insideOf } from '../access/database.ts';
import { cleanly } from '../access/failures.ts';

/** A clock that follows the database's `clock_now()`. */
export type DatabaseClock = Clock & {
  /** Asks the database now, after moving the offset to what the clock file says. Failures are told. */
  readonly refresh: () => Promise<void>;
  readonly close: () => Promise<void>;
};

// Every second, so that a demo follows its clock file at once; the database writes the mark once in four at most.
const TICK_MS = 1000;

const duration = /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?$/;

const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** The duration in the clock file; undefined without a file, or while it is being written. */
const readClockFile = async (path: string): Promise<string | undefined> => {
  try {
    const text = (await readFile(path, 'utf8')).trim();
    if (text === '') return undefined;
    if (duration.test(text)) return text;
    throw new Fault('DB_CLOCK_FILE', 'invalid', 'The clock file holds one ISO 8601 duration such as P1D.');
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
};

const ask = async (db: Database): Promise<Date> => {
  const { pool, config } = insideOf(db);
  // Only while the Pinterest address is this machine: real clients' time is never moved.
  const path = config.pinterest.isLoopback ? config.clockFile : undefined;
  const offset = path === undefined ? undefined : await readClockFile(path);
  const { rows } = await cleanly(() =>
    pool.query<{ at: Date }>('select clock_tick($1::interval) as at', [offset ?? null]),
  );
  return rows[0]?.at ?? new Date(0);
};

/**
 * The calendar clock of this process. It follows the database's `clock_now()`, never goes back, moves the high-water mark
 * along at least every five seconds, and takes the offset from the clock file while the Pinterest address is loopback.
 * While the database is away it goes on by the machine's monotonic timer.
 *
 * @param db opened as `app` or `job`
 * @source SQL clock_now()
 * @personal none
 */
export const databaseClock = (db: Database): DatabaseClock => {
  let latest = insideOf(db).calendar;
  let shown = latest.at.getTime();
  let running: Promise<void> | undefined;
  const now = (): Date => {
    shown = Math.max(shown, latest.at.getTime() + performance.now() - latest.readAt);
    return new Date(shown);
  };
  const refresh = async (): Promise<void> => {
    const asked = performance.now();
    const at = await ask(db);
    // The answer is as old as half the way there and back; the earlier end keeps the clock from running ahead.
    latest = { at, readAt: (asked + performance.now()) / 2 };
  };
  const tick = (): void => {
    running ??= refresh()
      // A database that is away is told by everything that needs it; the clock goes on.
      .catch(() => undefined)
      .finally(() => {
        running = undefined;
      });
  };
  const timer = setInterval(tick, TICK_MS);
  timer.unref();
  const close = async (): Promise<void> => {
    clearInterval(timer);
    await running;
  };
  return { now, refresh, close };
};
