import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { GateContext } from '../../connect/index.ts';
import { type Counter as Counted, jobStates } from '../../foundation/jobs/index.ts';
import { asFault } from '../../foundation/kit/index.ts';

const helps: Readonly<Record<string, string>> = {
  jobs_started_total: 'Runs begun by this process',
  jobs_done_total: 'Runs that did their work',
  jobs_again_total: 'Runs that ended with a fault and are tried again, by kind of fault',
  jobs_stopped_total: 'Jobs that stopped for good, by kind of fault',
  jobs_lost_total: 'Runs whose claim another process took, or whose end could not be written',
  jobs_taken_back_total: 'Jobs of dead workers that were put back in the queue',
  jobs_busy_seconds_total: 'Time spent in runs',
  pinterest_calls_total: 'Calls to Pinterest by this process, by what was answered (none: no answer came)',
  pinterest_call_seconds_total: 'Time Pinterest took',
  pinterest_allowance_spent_total: 'Calls put off because our own allowance was spent',
};

const labelNames: Readonly<Record<string, readonly string[]>> = {
  jobs_again_total: ['job', 'kind'],
  jobs_stopped_total: ['job', 'kind'],
  jobs_taken_back_total: [],
  pinterest_calls_total: ['operation', 'answer'],
  pinterest_call_seconds_total: ['operation'],
  pinterest_allowance_spent_total: [],
};

/** Counts that are kept elsewhere: each scrape tells them as they stand. */
const addCounted = (registry: Registry, counted: () => readonly Counted[]): void => {
  for (const [name, help] of Object.entries(helps)) {
    new Counter({
      name: `prikbord_${name}`,
      help,
      labelNames: [...(labelNames[name] ?? ['job'])],
      registers: [registry],
      collect() {
        this.reset();
        for (const each of counted()) if (each.name === name) this.inc({ ...each.labels }, each.value);
      },
    });
  }
};

/** Adds the queue's gauges; what it returns reads the queue anew. */
const addQueue = (registry: Registry, ctx: GateContext): (() => Promise<void>) => {
  const oldest = new Gauge({
    name: 'prikbord_queue_oldest_waiting_seconds',
    help: 'How long the oldest job that could start has waited',
    labelNames: ['job'],
    registers: [registry],
  });
  const jobs = new Gauge({
    name: 'prikbord_queue_jobs',
    help: 'Jobs in the queue, over all processes; stopped: within the last day',
    labelNames: ['job', 'state'],
    registers: [registry],
  });
  const isRead = new Gauge({
    name: 'prikbord_queue_up',
    help: 'Whether the queue could be read: 0 when the database does not answer',
    registers: [registry],
  });
  return async () => {
    jobs.reset();
    oldest.reset();
    try {
      for (const { job, oldestWaitingSeconds, ...counts } of await jobStates(ctx)) {
        for (const state of ['waiting', 'running', 'stopped'] as const) jobs.set({ job, state }, counts[state]);
        oldest.set({ job }, oldestWaitingSeconds);
      }
      isRead.set(1);
    } catch (error) {
      // A process whose database is away must still be able to tell of itself.
      if (asFault(error).kind !== 'upstream') throw error;
      isRead.set(0);
    }
  };
};

/**
 * A process's metrics in Prometheus' text format: memory, processor and event loop, its jobs and its calls to Pinterest, and the
 * queue. Labels are names from the code: never a client, a person or an account.
 * @personal none
 */
export const metricsOf = (ctx: GateContext, counters: () => readonly Counted[] = () => []): (() => Promise<string>) => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'prikbord_' });
  new Gauge({
    name: 'prikbord_calendar_seconds',
    help: 'The calendar clock, in seconds since 1970',
    registers: [registry],
    collect() {
      this.set(ctx.clock.now().getTime() / 1000);
    },
  });
  addCounted(registry, () => [...counters(), ...ctx.gate.counters()]);
  const readQueue = addQueue(registry, ctx);
  return async () => {
    await readQueue();
    return registry.metrics();
  };
};
