import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '../../foundation/kit/index.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const builder = join(root, 'scripts/build-web.ts');

/** Where the built console lies. */
export const webDir = join(root, 'dist/web');

const mark = join(webDir, '.built-from');

// Everything the bundle is made of.
const sources = [
  'src/web',
  'src/charts',
  'src/api/contract.ts',
  'src/api/contract',
  'src/foundation/kit',
  'package-lock.json',
];

const filesOf = async (path: string): Promise<string[]> => {
  const whole = join(root, path);
  if (!existsSync(whole)) return [];
  const entries = await readdir(whole, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [whole];
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
};

const fingerprint = async (): Promise<string> => {
  const files = (await Promise.all(sources.map(filesOf))).flat().sort();
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(file.slice(root.length))
      .update('\0')
      .update(await readFile(file));
  return hash.digest('hex');
};

const run = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [builder], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
    let words = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      words = `${words}${text}`.slice(-2000);
    });
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Fault('MAIN_WEB_BUILD', 'bug', `The console could not be built: ${words.trim()}`));
    });
  });

/**
 * Builds the console when its sources changed since the last build. An installation without sources keeps what it was
 * delivered with.
 * @cost reads some 60 small files; about 3 s when it has to build
 * @personal none
 */
export const buildWebWhenChanged = async (): Promise<'built' | 'unchanged'> => {
  if (!existsSync(builder)) return 'unchanged';
  const now = await fingerprint();
  const before = existsSync(mark) ? await readFile(mark, 'utf8') : '';
  if (now === before) return 'unchanged';
  await run();
  await writeFile(mark, now);
  return 'built';
};
