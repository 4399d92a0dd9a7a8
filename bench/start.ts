import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge, type Outcome, tell } from './kit/figures.ts';
import { freePort, startInstallation } from './kit/installation.ts';

const root = join(import.meta.dirname, '..');

/**
 * From a bare clone of what is committed to a signed-in page with 60 days of every demo client, and once more after
 * Ctrl-C. npm's cache is warm; everything else is new, the database too.
 */
export const run = async ({ stopping }: { stopping: AbortSignal }): Promise<Outcome> => {
  const folder = mkdtempSync(join(tmpdir(), 'prikbord-bench-start-'));
  // As root the database runs as another user, who has to be able to pass through.
  chmodSync(folder, 0o755);
  const clone = join(folder, 'prikbord');
  try {
    execFileSync('git', ['clone', '--quiet', root, clone]);
    const port = await freePort();
    const first = await startInstallation({ folder: clone, port, who: 0, stopping });
    tell(`first start: ${first.seconds.toFixed(1)} s`);
    await first.stop();
    const second = await startInstallation({ folder: clone, port, who: 1, stopping });
    tell(`second start: ${second.seconds.toFixed(1)} s`);
    await second.stop();
    return judge(
      'start',
      [
        { name: 'first-start', value: first.seconds },
        { name: 'second-start', value: second.seconds },
      ],
      {
        clients: first.clients,
        'history-parts-at-first-page': first.historyDone,
        'history-parts': first.historyTotal,
      },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
