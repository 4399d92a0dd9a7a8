import { setTimeout as pause } from 'node:timers/promises';
import { databaseClock, migrate, openDatabase, withoutClient } from '../../src/foundation/db/index.ts';
import { startServer } from '../../src/foundation/db/server.ts';
import { asFault, secret } from '../../src/foundation/kit/index.ts';
import { loadConfig, loadKeys } from '../../src/foundation/runtime/index.ts';

// A process of its own: it writes numbered rows without pause while its PostgreSQL is killed with -9, again and again, and
// prints which faults it met and whether each acknowledged row, and no other, is there.

const dataDir = process.argv[2] ?? '';
const rounds = Number(process.argv[3] ?? 3);

let server = await startServer({ dataDir });
const base = loadConfig({ PRIKBORD_DATA_DIR: dataDir }, { mode: 'demo' });
const config = () => ({ ...base, databaseUrl: secret(server.url) });
const keys = loadKeys(base);
await migrate({ config: config(), keys });
const db = await openDatabase({ config: config(), keys, role: 'job', max: 4 });
const clock = databaseClock(db);
const actor = { kind: 'system', name: 'test' } as const;

let acknowledged = 0;
let isOver = false;
const kinds: string[] = [];

const write = async (first: number): Promise<void> => {
  for (let id = first; !isOver; id += 4) {
    try {
      await withoutClient(db, { actor }, (tx) =>
        tx.sql('insert into client_ids (client_id, added_at) values ($1, clock_now())', [id]),
      );
      acknowledged += 1;
    } catch (error) {
      kinds.push(asFault(error).kind);
      await pause(50);
    }
  }
};

const writers = [1, 2, 3, 4].map(write);
for (let round = 0; round < rounds; round += 1) {
  await pause(300);
  process.kill(server.pid, 'SIGKILL');
  await server.gone;
  server = await startServer({ dataDir });
}
await pause(500);
isOver = true;
await Promise.all(writers);
const rows = await withoutClient(db, { actor }, (tx) => tx.sql('select from client_ids'));
await clock.close();
await db.close();
await server.stop();
process.stdout.write(JSON.stringify({ code: 0, kinds, acknowledged, found: rows.length, rounds }));
