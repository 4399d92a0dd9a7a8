import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { say } from '../tell.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const macApplication = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

const findInstalled = (): string | undefined => {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== '') {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH names ${given}, which does not exist.`);
    return given;
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...paths, macApplication].find((path) => existsSync(path));
};

const apt = (...words: string[]): void => {
  const { status } = spawnSync('apt-get', words, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) throw new Error(`apt-get ${words.join(' ')} failed; install chromium by hand and try again.`);
};

/**
 * A Chromium for the browser tests; `none` when PRIKBORD_NO_BROWSER=1. As root on Debian it is installed when absent,
 * since `npm test` on a bare machine must need nothing else.
 */
export const findBrowser = (): string | 'none' => {
  if (process.env.PRIKBORD_NO_BROWSER === '1') return 'none';
  const found = findInstalled();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Installing Chromium for the browser tests (apt-get)…');
    apt('update', '-q');
    apt('install', '-q', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation');
    const installed = findInstalled();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'The browser tests need Chromium. Install it (Debian: apt-get install chromium), or set CHROMIUM_PATH to one, ' +
      'or set PRIKBORD_NO_BROWSER=1 to leave these tests out.',
  );
};
