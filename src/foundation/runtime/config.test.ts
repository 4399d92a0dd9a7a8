import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { isFault } from '../kit/index.ts';
import { environment, loadConfig } from './config.ts';
import { exitCodeOf } from './refusal.ts';

test('an empty environment is a complete demo', () => {
  const config = loadConfig({});
  assert.equal(config.mode, 'demo');
  assert.equal(config.port, 4000);
  assert.equal(config.pinterest.apiUrl, 'https://api.pinterest.com/v5');
  assert.equal(config.pinterest.tier, 'standard');
  assert.equal(config.databaseUrl, undefined);
  assert.ok(config.keyFile.endsWith(join('.prikbord', 'demo', 'keys.json')));
});

test('an empty or blank variable counts as absent', () => {
  assert.deepEqual(loadConfig({ PRIKBORD_PORT: '', PRIKBORD_SMTP_URL: '  ' }), loadConfig({}));
});

test('all problems are listed at once, and the process is to exit 78', () => {
  const wrong = {
    PRIKBORD_DATABASE_URL: 'mysql://x',
    PRIKBORD_PORT: '70000',
    PRIKBORD_PINTEREST_TIER: 'gold',
    PRIKBORD_LOG_LEVEL: 'loud',
  };
  assert.throws(
    () => loadConfig(wrong),
    (error: unknown) => {
      assert.ok(isFault(error, 'RUNTIME_CONFIG_INVALID'));
      for (const name of Object.keys(wrong)) assert.match(error.message, new RegExp(name));
      assert.equal(exitCodeOf(error), 78);
      return true;
    },
  );
});

test('a problem with an address does not repeat the address: it may hold a password', () => {
  assert.throws(
    () => loadConfig({ PRIKBORD_DATABASE_URL: 'mysql://root:hunter2@db/x' }),
    (error: unknown) => !inspect(error).includes('hunter2'),
  );
});

test('secrets in the configuration do not print', () => {
  const config = loadConfig({
    PRIKBORD_DATABASE_URL: 'postgres://root:hunter2@db/x',
    PRIKBORD_PINTEREST_APP_SECRET: 'hunter2',
    PRIKBORD_SMTP_URL: 'smtp://me:hunter2@mail',
  });
  assert.doesNotMatch(JSON.stringify(config) + inspect(config, { depth: 9 }) + String(config.smtpUrl), /hunter2/);
  assert.equal(config.pinterest.appSecret?.reveal(), 'hunter2');
});

test('a Pinterest app at another address makes it real, unless it is said otherwise', () => {
  const app = { PRIKBORD_PINTEREST_APP_ID: '1' };
  assert.equal(loadConfig(app).mode, 'real');
  assert.equal(loadConfig({ ...app, PRIKBORD_PINTEREST_API_URL: 'http://127.0.0.1:4010/v5' }).mode, 'demo');
  assert.equal(loadConfig({}, { mode: 'real' }).mode, 'real');
});

test('only this machine’s addresses are loopback', () => {
  const at = (host: string) => loadConfig({ PRIKBORD_PINTEREST_API_URL: `http://${host}/v5` }).pinterest.isLoopback;
  assert.deepEqual(['127.0.0.1:4010', 'localhost', '[::1]:9'].map(at), [true, true, true]);
  assert.deepEqual(['api.pinterest.com', '127.0.0.1.example.com', 'localhost.example.com', '10.0.0.1'].map(at), [
    false,
    false,
    false,
    false,
  ]);
});

test('every variable the product promises is here, each with a comment, and no other', () => {
  const promised =
    'DATABASE_URL DATA_DIR HOST PORT PUBLIC_URL PINTEREST_API_URL PINTEREST_OAUTH_URL PINTEREST_APP_ID PINTEREST_APP_SECRET PINTEREST_TIER SMTP_URL KEY_FILE PG_BIN METRICS_PORT METRICS_TOKEN LOG_LEVEL CLOCK_FILE';
  assert.deepEqual(
    Object.keys(environment.shape),
    promised.split(' ').map((name) => `PRIKBORD_${name}`),
  );
  for (const variable of Object.values(environment.shape)) assert.ok((variable.description ?? '').length > 20);
});

test('nothing else in the room reads the environment', () => {
  for (const file of ['keys.ts', 'log.ts', 'refusal.ts']) {
    assert.doesNotMatch(readFileSync(join(import.meta.dirname, file), 'utf8'), /process\.env/, file);
  }
});
