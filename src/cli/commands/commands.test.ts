import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/kit/database.ts';
import { addClient } from '../../clients/index.ts';
import { draftPin, emptyContent } from '../../content/index.ts';

const database = await testDatabase({ after });
const program = resolve(import.meta.dirname, '../../main/index.ts');

type Ran = { readonly exit: number | null; readonly out: string; readonly said: string };

/** Runs the real program against the test's database. */
const prikbord = (...args: string[]): Ran => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      PRIKBORD_DATABASE_URL: database.config.databaseUrl?.reveal(),
      PRIKBORD_KEY_FILE: database.config.keyFile,
      PRIKBORD_DATA_DIR: database.config.dataDir,
      PRIKBORD_PINTEREST_API_URL: database.config.pinterest.apiUrl,
    },
  });
  return { exit: status, out: stdout.trim(), said: stderr.trim() };
};

const json = (ran: Ran): unknown => {
  assert.equal(ran.exit, 0, ran.said);
  return JSON.parse(ran.out);
};

const recordOf = (value: unknown): Record<string, unknown> => {
  assert.ok(typeof value === 'object' && value !== null);
  return Object.fromEntries(Object.entries(value));
};

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test('user add prints the id alone and tells password and second factor beside it, once', () => {
  const added = prikbord('user', 'add', 'noor@agency.example', '--role', 'admin');
  assert.equal(added.exit, 0, added.said);
  assert.match(added.out, isUuid);
  assert.match(added.said, /^password \S{12,}\nsecond factor [A-Z2-7]{16,}\notpauth:\/\//);
  const again = prikbord('user', 'add', 'noor@agency.example', '--role', 'admin');
  assert.deepEqual([again.exit, again.out], [5, '']);
  assert.match(again.said, /^IDENTITY_EMAIL_TAKEN/);
});

test('user add with --json gives everything in one object', () => {
  const added = recordOf(json(prikbord('user', 'add', 'sam@agency.example', '--json')));
  assert.deepEqual(Object.keys(added).sort(), ['email', 'otpauthUrl', 'password', 'totpSecret', 'user']);
});

test('a key is shown once, listed without itself, and revoked for good', () => {
  const added = recordOf(json(prikbord('key', 'add', 'night export', '--scopes', 'facts.read, sync.read', '--json')));
  assert.match(String(added.key), /^prk_/);
  const listed = prikbord('key', 'list', '--json');
  assert.ok(!listed.out.includes(String(added.key)));
  const [first] = json(listed) as unknown[];
  assert.deepEqual([recordOf(first).scopes, recordOf(first).clients], [['facts.read', 'sync.read'], 'all']);
  assert.equal(prikbord('key', 'revoke', String(added.id)).exit, 0);
  assert.match(prikbord('key', 'list').out, /night export {2}revoked$/);
});

test('key rotate makes a sealing key, says what it moved, and finds nothing to drop before its time', () => {
  const rotated = recordOf(json(prikbord('key', 'rotate', '--json')));
  assert.deepEqual([rotated.added, rotated.lost, rotated.forgotten], [true, 0, []]);
  assert.deepEqual((rotated.keys as unknown[]).slice(-2), [Number(rotated.key) - 1, rotated.key]);
  const again = prikbord('key', 'rotate');
  assert.equal(again.exit, 0, again.said);
  assert.match(again.said, /^sealing with key \d+ from now on$/);
  assert.match(again.out, /Older keys stay in the key file/);
});

test('what cannot be understood is named, with the exit code of its kind', () => {
  const missing = prikbord('key', 'add', 'night export');
  assert.deepEqual([missing.exit, missing.said], [2, 'CLI_VALUE_MISSING: Say --scopes.']);
  const wrong = prikbord('key', 'revoke', 'nonsense');
  assert.deepEqual([wrong.exit, wrong.said], [2, 'CLI_VALUE_INVALID: This is not the id of a key.']);
  const absent = prikbord('key', 'revoke', '00000000-0000-4000-8000-000000000000');
  assert.deepEqual([absent.exit, absent.said.split(':')[0]], [4, 'IDENTITY_MISSING']);
});

test('privacy status tells of every table what its labels promise, of every client its term, and whether the terms are kept', () => {
  assert.equal(prikbord('client', 'add', 'Kas').exit, 0);
  const status = recordOf(json(prikbord('privacy', 'status', '--json')));
  assert.deepEqual([status.liveTransientRows, status.isKept], [0, true]);
  const tables = (status.tables as unknown[]).map(recordOf);
  const pieces = tables.find((each) => each.table === 'ingest_landing_pieces');
  assert.deepEqual(pieces?.keep, { days: 7, after: 'written' });
  assert.ok(tables.some((each) => each.table === 'connect_connections'));
  const out = prikbord('privacy', 'status').out;
  assert.match(out, /\nEvery term is kept\.$/);
  assert.match(out, /\nclient \d+ +keeps 31 months, from \d{4}-\d\d-01 {2}oldest day none\n/);
});

test('what needs no Pinterest app works without one, and what does says that it is missing', () => {
  const client = String(recordOf(json(prikbord('client', 'add', 'Tuinhuis', '--json'))).client);
  const connected = prikbord('connect', '--client', client);
  assert.deepEqual([connected.exit, connected.said.split(':')[0]], [2, 'CONNECT_APP_MISSING']);
});

test('doctor tells each look as data, and ends with 2 while something is wrong', () => {
  const ran = prikbord('doctor', '--json');
  assert.equal(ran.exit, 2);
  const findings = (recordOf(JSON.parse(ran.out)).findings as unknown[]).map(recordOf);
  const states = new Map(findings.map((each) => [each.check, each.isOk]));
  assert.deepEqual(
    ['database', 'roles', 'schema', 'labels', 'pinterest'].map((check) => states.get(check)),
    [true, true, true, true, false],
  );
});

test('planned Pins are listed, and publishing is told per client that has any', async () => {
  const ctx = database.context({ kind: 'cli', name: 'test' });
  const clientId = await addClient(ctx, { name: 'Tuin', kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });
  const content = { ...emptyContent, title: 'Stoel' };
  await draftPin(ctx, { clientId, content, plannedFor: '2030-01-02T09:00' });
  await draftPin(ctx, { clientId, content: { ...content, title: 'Bank' }, plannedFor: '2030-01-01T09:00' });
  const lines = prikbord('pins', 'list', '--client', String(clientId)).out.split('\n');
  assert.deepEqual(
    lines.map((line) => [recordOf(JSON.parse(line)).title, recordOf(JSON.parse(line)).plannedFor]),
    [
      ['Bank', '2030-01-01T09:00'],
      ['Stoel', '2030-01-02T09:00'],
    ],
  );
  assert.equal(prikbord('pins', 'list', '--client', String(clientId), '--state', 'live').out, '');
  assert.deepEqual(json(prikbord('publish', 'status', '--json')), []);
  assert.equal(prikbord('pins', 'list').exit, 2);
});
