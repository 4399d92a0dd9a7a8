import { startHand } from '../act/index.ts';
import { startSequencer } from '../foundation/audit/index.ts';
import { openFileStore } from '../foundation/files/index.ts';
import { startWorkers, type Workers } from '../foundation/jobs/index.ts';
import { keepPartitions } from '../foundation/privacy/index.ts';
import type { Config } from '../foundation/runtime/index.ts';
import { mailHandlers } from '../mail/handlers.ts';
import { metricsOf } from './metrics/metrics-of.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import { openProcess } from './process.ts';
import { allTables } from './tables.ts';
import { fileHandlers, handlersFor, subscriptions, timetable } from './wiring.ts';

/** Running workers; `stop` lets jobs finish, gives back what does not, and closes the database. */
export type Working = { readonly stop: () => Promise<void> };

// Most of a job's time is waiting for Pinterest, so there are more seats than cores; each seat may hold a connection.
const SEATS = 24;

const jobsDone = (workers: Workers): number =>
  workers.counters().reduce((sum, each) => sum + (each.name === 'jobs_done_total' ? each.value : 0), 0);

/**
 * Works on jobs until stopped. Any number of processes share the work.
 * @throws every refusal to start (exit 78)
 * @personal none
 */
export const work = async (input: { config: Config; seats?: number }): Promise<Working> => {
  const seats = input.seats ?? SEATS;
  const actor = { kind: 'system', name: 'work' } as const;
  const running = await openProcess({ config: input.config, role: 'job', actor, connections: seats + 6 });
  const { ctx, keys, config } = running;
  // What began last ends first, also when the next thing cannot begin: a process half started would live on and do nothing.
  const ends: (() => Promise<void>)[] = [running.close];
  const endAll = async (): Promise<void> => {
    for (const end of ends) await end();
  };
  try {
    const sequencer = startSequencer(ctx, { config, keys });
    ends.unshift(sequencer.stop);
    // Before the first job: it may need a partition that ended, or began, while nobody worked.
    await keepPartitions(ctx, allTables);
    const files = openFileStore(config);
    const workers = await startWorkers(ctx, {
      handlers: [...handlersFor(ctx), ...fileHandlers(files), ...mailHandlers({ config, keys })],
      timetable,
      subscriptions,
      seats,
    });
    const hand = startHand(ctx, { files });
    ends.unshift(async () => {
      const stopped = Promise.all([workers.stop(), hand.stop()]);
      // After they were told, so that a job knows why its next call is refused.
      ctx.gate.stop();
      await stopped;
      ctx.log.info('work.stopped', { pid: process.pid, count: jobsDone(workers) });
    });
    const metrics = await serveMetrics(config, metricsOf(ctx, workers.counters));
    if (metrics !== undefined) ends.unshift(metrics.stop);
    const told = metrics === undefined ? {} : { port: metrics.port };
    ctx.log.info('work.started', { pid: process.pid, count: seats, ...told });
    return { stop: endAll };
  } catch (error) {
    await endAll();
    throw error;
  }
};
