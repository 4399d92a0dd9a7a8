/*
 * A process of its own that asks Pinterest for the connected account of a client, for tests of several processes:
 * `node connect-process.ts <client id> use|die-after-refresh|hammer`, configured by the environment. It says `ready`, waits for a
 * line, and says `done` or the code of a fault.
 */
import { once } from 'node:events';
import { openGate, sessionFor } from '../../src/connect/index.ts';
import { databaseClock, openDatabase } from '../../src/foundation/db/index.ts';
import { asFault, dayOf, parseClientId } from '../../src/foundation/kit/index.ts';
import { createFetch, type Fetch } from '../../src/foundation/outside/index.ts';
import { createLog, loadConfig, loadKeys } from '../../src/foundation/runtime/index.ts';
import { getOrganicFigures, getUserAccount } from '../../src/pinterest/read.ts';

const [clientText = '', mode] = process.argv.slice(2);
const clientId = parseClientId(clientText);
if (clientId === undefined) throw new Error('A client id is needed.');
const config = loadConfig();
const keys = loadKeys(config);
const db = await openDatabase({ config, keys, role: 'job' });
const clock = databaseClock(db);
const log = createLog(config);

const direct = createFetch(config);
/** The answer has arrived, tokens and all, and the process ends before it can do anything with it. */
const lethal: Fetch = async (url, init) => {
  const answer = await direct(url, init);
  if (url.endsWith('/oauth/token')) process.kill(process.pid, 'SIGKILL');
  return answer;
};
const gate = openGate({ config, keys, db, clock, log, fetch: mode === 'die-after-refresh' ? lethal : direct });
const ctx = { db, clock, log, actor: { kind: 'system', name: 'test' }, gate } as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
try {
  const { pinterest, session } = await sessionFor(ctx, { clientId });
  await session.accessToken();
  say('ready');
  await once(process.stdin, 'data');
  if (mode === 'hammer') {
    const today = dayOf(clock.now());
    const asked = await Promise.allSettled([
      ...Array.from({ length: 40 }, () => getOrganicFigures(pinterest, session, { from: today, to: today })),
      ...Array.from({ length: 150 }, () => getUserAccount(pinterest, session, {})),
    ]);
    say(`done ${asked.filter((each) => each.status === 'fulfilled').length}`);
  } else {
    await getUserAccount(pinterest, session, {});
    say('done');
  }
} catch (error) {
  say(asFault(error).code);
}
process.stdin.destroy();
await gate.close();
await clock.close();
await db.close();
