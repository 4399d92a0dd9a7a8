import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { testConnect } from '../kit/connected.ts';

const entry = join(import.meta.dirname, '../../src/main/index.ts');

/** Starts a process of the product and waits for its end. */
const run = async (args: readonly string[], env: Record<string, string>): Promise<{ code: number; said: string }> => {
  const child = spawn(process.execPath, [entry, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const [code] = await once(child, 'exit');
  return { code: Number(code), said };
};

test('a column added by hand without a label keeps server and workers from starting, with its name and exit code 78', async (t) => {
  const { database } = await testConnect({ after: (end) => t.after(end) });
  await database.admin('alter table clients add column remark text');
  const { config } = database;
  const env = {
    PATH: '/usr/bin:/bin',
    PRIKBORD_DATABASE_URL: config.databaseUrl?.reveal() ?? '',
    PRIKBORD_DATA_DIR: config.dataDir,
    PRIKBORD_KEY_FILE: config.keyFile,
    PRIKBORD_PORT: '0',
    PRIKBORD_PINTEREST_API_URL: config.pinterest.apiUrl,
    PRIKBORD_PINTEREST_OAUTH_URL: config.pinterest.oauthUrl,
    PRIKBORD_PINTEREST_APP_ID: config.pinterest.appId ?? '',
    PRIKBORD_PINTEREST_APP_SECRET: config.pinterest.appSecret?.reveal() ?? '',
  };
  for (const command of ['serve', 'work']) {
    const { code, said } = await run([command], env);
    assert.equal(code, 78, said);
    assert.match(said, /clients\.remark/);
    assert.doesNotMatch(said, /Serving|Working/);
  }
});
