/*
 * A worker process as `bin/prikbord work` is, without the timetable: `node ingest-worker.ts`, configured by the environment. It
 * pulls reports, lands and derives them until its input ends, and then tells the most memory it ever had, in kilobytes.
 */
import { once } from 'node:events';
import { startWorkers } from '../../src/foundation/jobs/index.ts';
import { loadConfig } from '../../src/foundation/runtime/index.ts';
import { landed } from '../../src/ingest/events.ts';
import { openProcess } from '../../src/main/process.ts';
import { handlersFor, subscriptions } from '../../src/main/wiring.ts';

const running = await openProcess({
  config: loadConfig(process.env, { mode: 'demo' }),
  role: 'job',
  actor: { kind: 'system', name: 'bench' },
  connections: 30,
});
const workers = await startWorkers(running.ctx, {
  handlers: handlersFor(running.ctx),
  // Not the planning of a whole night: the bench says what is pulled.
  subscriptions: subscriptions.filter((subscription) => subscription.event === landed.name),
  seats: 24,
});
process.stdout.write('ready\n');
process.stdin.resume();
await once(process.stdin, 'end');
await workers.stop();
await running.close();
process.stdout.write(`${process.resourceUsage().maxRSS}\n`);
