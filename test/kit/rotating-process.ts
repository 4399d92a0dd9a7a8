/*
 * A process of its own that seals everything again, for tests of interruptions: `node rotating-process.ts <rows>`, configured by
 * the environment. It adds a key, and is killed without warning after so many rows.
 */
import { addKey, sealAllAgain } from '../../src/cli/rotate-sealing.ts';
import { databaseClock, openDatabase } from '../../src/foundation/db/index.ts';
import { createLog, loadConfig, loadKeys } from '../../src/foundation/runtime/index.ts';

const rows = Number(process.argv[2]);
const config = loadConfig();
const keys = loadKeys(config);
const db = await openDatabase({ config, keys, role: 'job', max: 2 });
const signIn = await openDatabase({ config, keys, role: 'sign-in', max: 1 });
const clock = databaseClock(db);
const rotating = {
  ctx: { db, clock, log: createLog(config), actor: { kind: 'cli', name: 'test' } as const },
  config,
  keys,
  signIn,
  progress: (done: number) => {
    if (done >= rows) process.kill(process.pid, 'SIGKILL');
  },
  stopping: new AbortController().signal,
};
await addKey(rotating);
await sealAllAgain(rotating);
