/*
 * What a worker process does for publishing, as `bin/prikbord work` does it: the hand and the sequencer of the audit trail, without
 * seats for other jobs: `node hand-worker.ts <how it works as JSON>`, configured by the environment. It says `ready`, works until its
 * input ends, and then tells the processor time it took.
 */
import { once } from 'node:events';
import { z } from 'zod';
import { startHand } from '../../src/act/index.ts';
import { startSequencer } from '../../src/foundation/audit/index.ts';
import { openFileStore } from '../../src/foundation/files/index.ts';
import { loadConfig } from '../../src/foundation/runtime/index.ts';
import { openProcess } from '../../src/main/process.ts';

const given = z
  .object({
    lanes: z.int(),
    settings: z
      .object({
        leaseMs: z.int(),
        everyMs: z.int(),
        beginWithinMs: z.int(),
        looksMs: z.tuple([z.int(), z.int(), z.int()]),
        mostSends: z.int(),
        mostTries: z.int(),
      })
      .exactOptional(),
  })
  .parse(JSON.parse(process.argv[2] ?? '{}'));

const running = await openProcess({
  config: loadConfig(process.env, { mode: 'demo' }),
  role: 'job',
  actor: { kind: 'system', name: 'work' },
  // As `work` has them.
  connections: 30,
});
const sequencer = startSequencer(running.ctx, running);
const hand = startHand(running.ctx, { files: openFileStore(running.config), ...given });
process.stdout.write('ready\n');
process.stdin.resume();
await once(process.stdin, 'end');
await hand.stop();
await sequencer.stop();
await running.close();
const { userCPUTime, systemCPUTime } = process.resourceUsage();
process.stderr.write(`a worker took ${((userCPUTime + systemCPUTime) / 1e6).toFixed(1)} s of processor time\n`);
