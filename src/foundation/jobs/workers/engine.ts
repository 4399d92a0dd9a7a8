import { PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Context, Database } from '../../db/index.ts';
import { withoutClient } from '../../db/index.ts';
import { Fault, isFault } from '../../kit/index.ts';
import type { JobShape } from '../definitions/define-job.ts';

/** A job that this process has claimed: nobody else runs it while its claim is renewed. */
export type Claimed = {
  readonly id: string;
  readonly name: string;
  /** Which claim of this job it is; settling and renewing reach that claim only. */
  readonly claim: number;
  readonly payload: unknown;
  /** Counted tries before this one. */
  readonly tries: number;
  /** Workers that died while running it. */
  readonly deaths: number;
};

/** The queue engine as the workers use it; the only place that knows it is pg-boss. */
export type Engine = {
  readonly fetch: (job: JobShape, count: number) => Promise<Claimed[]>;
  /** Renews claims; returns the ids of those that still hold. */
  readonly renew: (name: string, claims: readonly Claimed[]) => Promise<ReadonlySet<string>>;
  readonly close: () => Promise<void>;
};

const stored = z.object({ payload: z.unknown(), tries: z.int(), deaths: z.int() });
const renewed = z.object({ settled: z.array(z.string()).optional() });

const actor = { kind: 'system', name: 'jobs' } as const;

/** pg-boss through our own guarded connections, one short transaction for each of its statements. */
const adapter = (db: Database) => ({
  executeSql: async (text: string, values?: unknown[]) => {
    try {
      return { rows: await withoutClient(db, { actor }, (tx) => tx.sql(text, values ?? [])) };
    } catch (error) {
      // Two workers reached for jobs of one key at once. pg-boss knows this by PostgreSQL's code and takes it as "none now".
      if (isFault(error, 'DB_DUPLICATE')) throw Object.assign(new Error('duplicate'), { code: '23505' });
      throw error;
    }
  },
});

const toClaimed = (row: { id: string; name: string; retryCount: number; data: unknown }): Claimed => {
  const { payload, tries, deaths } = stored.parse(row.data);
  return { id: row.id, name: row.name, claim: row.retryCount, payload, tries, deaths };
};

/**
 * Starts the engine without any right to change its schema. Its own supervision, cron and registry stay off: expiry, due
 * times and counters are ours, so that they go through guarded transactions and store codes only.
 */
export const startEngine = async (ctx: Context): Promise<Engine> => {
  const boss = new PgBoss({
    schema: 'jobs',
    db: adapter(ctx.db),
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
  boss.on('error', (error) => ctx.log.warn('jobs.engine-error', { code: isFault(error) ? error.code : 'unknown' }));
  try {
    await boss.start();
  } catch (error) {
    if (isFault(error)) throw error;
    throw new Fault('JOBS_ENGINE_OUTDATED', 'bug', 'The queue in the database is not of this version; run migrate.', {
      cause: error,
    });
  }
  return {
    fetch: async (job, count) => {
      const rows = await boss.fetch<unknown>(job.name, { batchSize: count, groupConcurrency: job.perKey });
      return rows.map(toClaimed);
    },
    renew: async (name, claims) => {
      const attempts = claims.map(({ id, claim }) => ({ id, retryCount: claim }));
      return new Set(renewed.parse(await boss.touch(name, attempts)).settled ?? []);
    },
    close: () => boss.stop({ graceful: false, close: false }),
  };
};
