import type { Tx } from '../../foundation/db/index.ts';
import { addDays, type ClientId, type Day, eachDay, Fault, startOf } from '../../foundation/kit/index.ts';
import type { ReportTime } from '../../pinterest/contract.ts';
import type { LandingHead, ReadyDay } from './landing-reader.ts';
import { DELIVERY, levelCode, reportTimeCode, windowCode, windowLength } from './ledger-codes.ts';
import { type Family, knownBits } from './ledger-columns.ts';

/*
 * provisional → ready → settled, and never back.
 *
 * | state       | the numbers were pulled…                                                                            |
 * |-------------|-----------------------------------------------------------------------------------------------------|
 * | provisional | before Pinterest called the day complete                                                            |
 * | ready       | after Pinterest called it complete (`metrics_ready_state`, apart for delivery and conversions), or,   |
 * |             | where it was never asked about the day, more than a week after                                       |
 * | settled     | after nothing more is to be expected: three days, and for conversions by ad action the window, after |
 *
 * What counts is when the numbers we hold were pulled, not what day it is now: a day that nobody pulled again stays what it
 * was, however old it grows.
 */

/** How final a day is. */
export type DayState = 'provisional' | 'ready' | 'settled';

/**
 * Days after the end of a day (or of its window) during which Pinterest still corrects it: three re-pulls are what its
 * partners do, and its own conversion delay is 37 hours. Shorter would call numbers final that move.
 */
const CORRECTION_DAYS = 3;

/** The kind of number a landing's days are about: delivery, or conversions of one report time and window. */
export type StateKind = {
  readonly family: Family;
  readonly clientId: ClientId;
  readonly account: number;
  readonly head: LandingHead;
};

/** When the numbers of a day stop moving. For conversions by ad action the window has to pass first. @personal none */
export const settlesAt = (day: Day, kind: { reportTime: ReportTime | ''; window: string }): Date => {
  const window = kind.reportTime === 'TIME_OF_AD_ACTION' ? windowLength(kind.window) : 0;
  return startOf(addDays(day, 1 + window + CORRECTION_DAYS));
};

/**
 * Report time and window of a kind as the ledger's numbers; both 0 for delivery.
 *
 * @throws FACTS_LANDING_MALFORMED when conversions come without a report time
 * @personal none
 */
export const stateCodes = ({ family, head }: StateKind): { reportTime: number; window: number } => {
  if (family === 'delivery') return { reportTime: DELIVERY, window: 0 };
  if (head.reportTime === '') {
    throw new Fault('FACTS_LANDING_MALFORMED', 'bug', 'A landing holds conversions without a report time.', {
      facts: { landingId: head.landingId },
    });
  }
  return { reportTime: reportTimeCode(head.reportTime), window: windowCode(head.window) };
};

const keyOf = (kind: StateKind): [number, number, number, number, number] => {
  const { reportTime, window } = stateCodes(kind);
  return [kind.clientId, kind.account, levelCode(kind.head.level), reportTime, window];
};

/** What is known already of a landing's days: which have been landed, and which the landing may not touch. */
export type LandedDays = { readonly anyLanded: boolean; readonly staleDays: readonly Day[] };

/**
 * Looks up which of a landing's days have been landed before, and which it may not touch: those of a later pull, and for a file
 * that is not to go over Pinterest's own answers those of Pinterest.
 *
 * @personal none
 */
export const landedDays = async (tx: Tx, kind: StateKind): Promise<LandedDays> => {
  const rows = await tx.sql<{ day: Day; is_stale: boolean }>(
    `select day, pulled_at > $8 or ($9 and not imported) as is_stale from facts_day_states
      where (client_id, account, level, report_time, window_code) = ($1, $2, $3, $4, $5) and day between $6 and $7`,
    [...keyOf(kind), kind.head.from, kind.head.to, kind.head.pulledAt, kind.head.imported?.overPinterest === false],
  );
  return { anyLanded: rows.length > 0, staleDays: rows.filter((row) => row.is_stale).map((row) => row.day) };
};

// Pinterest is asked about the last 7 days only (ingest); a day pulled later than that, and never asked about, has long been
// called complete. Waiting for a word that nobody will ask for would leave it provisional for ever.
const ASKED_ABOUT_DAYS = 7;

const isOld = (day: Day, pulled: number): boolean => pulled >= startOf(addDays(day, ASKED_ABOUT_DAYS + 1)).getTime();

const stateAtPull = (day: Day, kind: StateKind, ready: ReadyDay | undefined): DayState => {
  const { family, head } = kind;
  const pulled = head.pulledAt.getTime();
  const reportTime = family === 'delivery' ? '' : head.reportTime;
  if (pulled >= settlesAt(day, { reportTime, window: head.window }).getTime()) return 'settled';
  if (ready === undefined && isOld(day, pulled)) return 'ready';
  const readyAt = family === 'delivery' ? ready?.deliveryReadyAt : ready?.conversionsReadyAt;
  return readyAt !== null && readyAt !== undefined && readyAt.getTime() <= pulled ? 'ready' : 'provisional';
};

/**
 * Writes down for each day of the landing that it was landed, when it was pulled and how final that makes it. A file that speaks
 * for its own rows only makes no day known: what it says of some things tells nothing of the others.
 *
 * @param input.staleDays the days the landing may not touch
 * @returns how many days moved forward or were pulled later than before; 0 when the same landing is derived again
 * @personal none
 */
export const keepDayStates = async (
  tx: Tx,
  kind: StateKind,
  input: {
    readyDays: readonly ReadyDay[];
    carried: readonly string[];
    knownFrom: string;
    staleDays: readonly Day[];
  },
): Promise<number> => {
  const { imported } = kind.head;
  if (imported?.wholeDays === false) return 0;
  const untouched = new Set(input.staleDays);
  const readyByDay = new Map(input.readyDays.map((ready) => [ready.day, ready]));
  const days = eachDay(kind.head.from, kind.head.to).filter((day) => !untouched.has(day));
  const states = days.map((day) => stateAtPull(day, kind, readyByDay.get(day)));
  const rows = await tx.sql(
    `insert into facts_day_states as d (client_id, account, level, report_time, window_code, day, landed_from, ready_from,
       settled_from, pulled_at, known_columns, landing_id, imported)
     select $1, $2, $3, $4, $5, x.day, $6::timestamptz, case when x.state <> 'provisional' then $6::timestamptz end,
            case when x.state = 'settled' then $6::timestamptz end, $7, $8, $9, $12
       from unnest($10::date[], $11::text[]) x(day, state)
     on conflict (client_id, account, level, report_time, window_code, day) do update set
       ready_from = coalesce(d.ready_from, excluded.ready_from), settled_from = coalesce(d.settled_from, excluded.settled_from),
       pulled_at = excluded.pulled_at, known_columns = d.known_columns | excluded.known_columns,
       landing_id = excluded.landing_id, imported = excluded.imported
       where d.pulled_at < excluded.pulled_at
     returning day`,
    [
      ...keyOf(kind),
      input.knownFrom,
      kind.head.pulledAt,
      knownBits(kind.family, input.carried).toString(),
      kind.head.landingId,
      days,
      states,
      imported !== undefined,
    ],
  );
  return rows.length;
};
