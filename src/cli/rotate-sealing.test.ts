import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testConnect } from '../../test/kit/connected.ts';
import { sessionFor } from '../connect/index.ts';
import { type ClientId, isFault } from '../foundation/kit/index.ts';
import { loadKeys, open, seal, sealedWith } from '../foundation/runtime/index.ts';
import { addUser } from '../identity/index.ts';
import { getUserAccount } from '../pinterest/read.ts';
import { addKey, forgetOldKeys, type Rotating, sealAllAgain } from './rotate-sealing.ts';

const kit = await testConnect({ after });
const { database } = kit;
const business = kit.users.filter((user) => user.accountType === 'BUSINESS');
const clients: ClientId[] = [];
for (const user of business.slice(0, 3)) clients.push(await kit.connectClient(user));
const asCli = { ...kit.context({ kind: 'cli', name: 'test' }), keys: database.keys };
const secrets = new Map<string, string>();
for (const email of ['a@agency.example', 'b@agency.example']) {
  const added = await addUser(asCli, { email, name: 'Iemand', role: 'admin', locale: 'nl' });
  secrets.set(added.userId, added.totpSecret ?? '');
}

const rotating = (more: Partial<Rotating> = {}): Rotating => ({
  ctx: asCli,
  config: database.config,
  keys: database.keys,
  signIn: database.signIn,
  progress: () => undefined,
  stopping: new AbortController().signal,
  ...more,
});

type Stored = { readonly place: string; readonly bytes: Buffer };

/** Every sealed value of the database, with where it stands. */
const stored = async (): Promise<Stored[]> => {
  const tokens = await database.admin<Record<string, Buffer>>('select * from connect_connections');
  const factors = await database.admin<Record<string, Buffer>>('select * from identity_second_factors');
  return [
    ...tokens.flatMap((row) =>
      ['access', 'refresh', 'refresh_previous'].flatMap((name) => {
        const bytes = row[`${name}_sealed`];
        const kind = name === 'access' ? 'access' : 'refresh';
        const place = `connect_connections|${row.client_id}|${row.connection_id}|${kind}`;
        return bytes == null ? [] : [{ place, bytes }];
      }),
    ),
    ...factors.map((row) => ({
      place: `identity_second_factors|${row.user_id}`,
      bytes: row.secret_sealed ?? Buffer.alloc(0),
    })),
  ];
};

const keysUsed = async (): Promise<number[]> =>
  [...new Set((await stored()).map((each) => sealedWith(each.bytes)))].sort((one, other) => one - other);

const texts = async (): Promise<string[]> =>
  (await stored())
    .map(({ place, bytes }) => `${place} ${open(loadKeys(database.config), bytes, place).reveal()}`)
    .sort();

const askAccount = async (clientId: ClientId): Promise<string> => {
  const { pinterest, session } = await sessionFor(kit.context(), { clientId });
  return (await getUserAccount(pinterest, session, {})).id;
};

const trail = async (action: string) =>
  (
    await database.admin<{ facts: Record<string, unknown> }>(
      'select facts from (select action, facts from audit_pending union all select action, facts from audit_entries) both_places where action = $1',
      [action],
    )
  ).map((each) => each.facts);

const killedAfter = async (rows: number): Promise<void> => {
  const script = fileURLToPath(new URL('../../test/kit/rotating-process.ts', import.meta.url));
  const { config } = database;
  const child = spawn(process.execPath, [script, String(rows)], {
    stdio: 'inherit',
    env: {
      PATH: '/usr/bin:/bin',
      PRIKBORD_DATABASE_URL: config.databaseUrl?.reveal(),
      PRIKBORD_DATA_DIR: config.dataDir,
      PRIKBORD_KEY_FILE: config.keyFile,
      PRIKBORD_PINTEREST_API_URL: config.pinterest.apiUrl,
    },
  });
  const [, signal] = await once(child, 'exit');
  assert.equal(signal, 'SIGKILL');
};

test('every column that holds something sealed is one that rotating moves, or ends within a day', async () => {
  const sealed = await database.admin<{ name: string }>(
    "select table_name || '.' || column_name as name from information_schema.columns where column_name like '%\\_sealed' order by 1",
  );
  assert.deepEqual(
    sealed.map((each) => each.name),
    [
      'connect_connections.access_sealed',
      'connect_connections.refresh_previous_sealed',
      'connect_connections.refresh_sealed',
      // Kept 24 hours; a write repeated after its key was forgotten is refused as unsure and never done again.
      'identity_requests.answer_sealed',
      'identity_second_factors.secret_sealed',
      // A letter is on its way for a day at most, and older keys stay: it can still be opened.
      'mail_outbox.letter_sealed',
    ],
  );
});

test('a new key seals everything again and changes no secret; another process goes on opening tokens', async () => {
  const before = await texts();
  const other = kit.process(clients[0] ?? (0 as ClientId), 'use');
  const lines = once(other.stdout ?? process.stdin, 'data');
  await lines;
  const keyId = await addKey(rotating());
  const round = await sealAllAgain(rotating());
  assert.deepEqual([round.again, round.lost], [before.length, 0]);
  assert.deepEqual(await keysUsed(), [keyId]);
  assert.deepEqual(await texts(), before);
  assert.deepEqual((await sealAllAgain(rotating())).again, 0, 'a second round finds nothing to do');
  // The process was started before the key was there; its token has ended, so it opens and seals what is stored now.
  await kit.control('faults', [{ op: '*', kind: 'expired-token', account: business[0]?.id, times: 1 }]);
  const said: string[] = [];
  other.stdout?.on('data', (text) => said.push(String(text)));
  other.stdin?.write('go\n');
  await once(other, 'exit');
  assert.equal(said.join('').trim(), 'done');
  assert.deepEqual(await keysUsed(), [keyId]);
  kit.gate.held.clear();
  for (const [index, clientId] of clients.entries()) assert.equal(await askAccount(clientId), business[index]?.id);
  assert.deepEqual(await trail('runtime.key-added'), [{ keyId }]);
});

test('killed after any row, every secret still opens, and the next round finishes', async () => {
  for (const rows of [1, 2, 3, 4]) {
    const before = await texts();
    await killedAfter(rows);
    assert.deepEqual(await texts(), before);
    const newest = database.keys.sealing().current;
    assert.ok((await keysUsed()).length === 2, 'it was killed in between');
    await sealAllAgain(rotating());
    assert.deepEqual(await keysUsed(), [newest]);
    assert.deepEqual(await texts(), before);
  }
});

test('Ctrl-C ends a round between two rows', async () => {
  await addKey(rotating());
  const stop = new AbortController();
  const stopped = sealAllAgain(
    rotating({ stopping: stop.signal, progress: (done) => (done === 2 ? stop.abort() : undefined) }),
  );
  await assert.rejects(stopped, (error) => isFault(error, 'CLI_INTERRUPTED'));
  assert.equal((await keysUsed()).length, 2);
  await sealAllAgain(rotating());
});

test('older keys stay until they are forgotten, which waits for whoever still seals with one', async () => {
  const copy = { keyFile: `${database.config.keyFile}.copy` };
  copyFileSync(database.config.keyFile, copy.keyFile);
  const elsewhere = loadKeys(copy);
  await addKey(rotating());
  await sealAllAgain(rotating());
  const before = await texts();
  const early = forgetOldKeys(rotating(), 300);
  // Another machine, with an older copy of the key file, stores a token meanwhile.
  const [first] = await stored();
  const token = open(database.keys, first?.bytes ?? Buffer.alloc(0), first?.place ?? '').reveal();
  await database.admin('update connect_connections set access_sealed = $1 where $2 like $3 || connection_id || $4', [
    seal(elsewhere, token, first?.place ?? ''),
    first?.place,
    '%|',
    '|access',
  ]);
  assert.equal((await keysUsed()).length, 2);
  await assert.rejects(early, (error) => isFault(error, 'CLI_KEY_IN_USE'));
  assert.ok(database.keys.sealing().keys.size > 1);
  const { current } = database.keys.sealing();
  const forgotten = await forgetOldKeys(rotating(), 0);
  assert.ok(forgotten.length > 0 && !forgotten.includes(current));
  assert.deepEqual([...database.keys.sealing().keys.keys()], [current]);
  assert.deepEqual(await trail('runtime.keys-forgotten'), [{ keyIds: forgotten.join(',') }]);
  assert.deepEqual(await texts(), before);
});

test('what does not open any more is told, and keeps the older keys from being forgotten', async () => {
  await database.admin(
    "update identity_second_factors set secret_sealed = overlay(secret_sealed placing '\\x00' from 30) where user_id = $1",
    [[...secrets.keys()][0]],
  );
  await addKey(rotating());
  const round = await sealAllAgain(rotating());
  assert.equal(round.lost, 1);
  await assert.rejects(forgetOldKeys(rotating(), 0), (error) => isFault(error, 'CLI_KEY_IN_USE'));
});
