/*
 * A process of its own that has a hand and nothing else, for tests that kill it: `node hand-process.ts <data folder> <settings as
 * JSON>`, configured by the environment. It says `ready`, and ends when it is told to.
 */
import { type HandSettings, startHand } from '../../src/act/index.ts';
import { openGate } from '../../src/connect/index.ts';
import { databaseClock, openDatabase } from '../../src/foundation/db/index.ts';
import { openFileStore } from '../../src/foundation/files/index.ts';
import { createFetch } from '../../src/foundation/outside/index.ts';
import { createLog, loadConfig, loadKeys } from '../../src/foundation/runtime/index.ts';

const [dataDir = '', settings = ''] = process.argv.slice(2);
const config = loadConfig();
const keys = loadKeys(config);
const db = await openDatabase({ config, keys, role: 'job', max: 12 });
const clock = databaseClock(db);
const log = createLog(config);
const gate = openGate({ config, keys, db, clock, log, fetch: createFetch(config) });
const ctx = { db, clock, log, actor: { kind: 'system', name: 'test' }, gate } as const;
const hand = startHand(ctx, { files: openFileStore({ dataDir }), settings: JSON.parse(settings) as HandSettings });
process.stdout.write('ready\n');
process.once('SIGTERM', async () => {
  await hand.stop();
  await gate.close();
  await clock.close();
  await db.close();
});
