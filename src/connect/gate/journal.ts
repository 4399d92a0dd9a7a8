import { type Actor, type Database, withoutClient } from '../../foundation/db/index.ts';
import { type Counter, startCounters } from '../../foundation/jobs/index.ts';
import { asFault, uuidv7 } from '../../foundation/kit/index.ts';
import type { Log } from '../../foundation/runtime/index.ts';
import type { Journal, JournalEntry } from '../../pinterest/index.ts';

const actor: Actor = { kind: 'system', name: 'connect-journal' };

// A second of entries lost with a killed process is a gap in a diagnosis; a write per call would be a cost per call.
const FLUSH_MS = 1_000;
const FLUSH_AT = 200;

/** Most entries kept while the database does not answer; beyond it the oldest go, for calls matter more than notes. */
const MOST_KEPT = 5_000;

const write = (db: Database, entries: readonly JournalEntry[]): Promise<unknown> =>
  withoutClient(db, { actor }, (tx) =>
    tx.sql(
      `insert into connect_requests
         (entry_id, requested_at, budget_key, operation, status, code, duration_ms, attempt, request_id)
       select * from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::int4[], $6::int4[], $7::int4[],
                            $8::int2[], $9::text[])`,
      [
        entries.map((entry) => uuidv7(entry.at.getTime())),
        entries.map((entry) => entry.at.toISOString()),
        entries.map((entry) => entry.budgetKey),
        entries.map((entry) => entry.operation),
        entries.map((entry) => entry.status),
        entries.map((entry) => entry.code ?? null),
        entries.map((entry) => Math.round(entry.durationMs)),
        entries.map((entry) => entry.attempt),
        entries.map((entry) => entry.requestId?.slice(0, 64) ?? null),
      ],
    ),
  );

/** One of four words, so that a monitoring system keeps few series: what Pinterest answered. */
const answerOf = (status: number): string => {
  if (status === 0) return 'none';
  if (status === 429) return 'limited';
  return status < 400 ? 'ok' : 'refused';
};

/**
 * Notes every call to Pinterest, in batches of at most a second.
 *
 * @source connect_requests, kept 7 days
 * @personal none
 */
export const openJournal = (input: {
  db: Database;
  log: Log;
}): Journal & { counters: () => Counter[]; close: () => Promise<void> } => {
  const counts = startCounters();

  let kept: JournalEntry[] = [];
  let writing: Promise<void> = Promise.resolve();

  const flush = (): Promise<void> => {
    writing = writing.then(async () => {
      const entries = kept;
      if (entries.length === 0) return;
      kept = [];
      try {
        await write(input.db, entries);
      } catch (error) {
        kept = [...entries, ...kept].slice(-MOST_KEPT);
        input.log.warn('connect.journal-delayed', { code: asFault(error).code });
      }
    });
    return writing;
  };

  const timer = setInterval(() => void flush(), FLUSH_MS);
  timer.unref();

  return {
    record: (entry) => {
      kept.push(entry);
      const { operation } = entry;
      counts.add('pinterest_calls_total', { operation, answer: answerOf(entry.status) });
      counts.add('pinterest_call_seconds_total', { operation }, entry.durationMs / 1_000);
      if (kept.length === FLUSH_AT) void flush();
    },
    counters: counts.list,
    close: async () => {
      clearInterval(timer);
      await flush();
    },
  };
};
