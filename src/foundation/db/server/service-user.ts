import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Fault } from '../../kit/index.ts';

const run = promisify(execFile);

/** Under whose name PostgreSQL runs; empty when that is simply the user who started us. */
export type RunAs = { readonly uid?: number; readonly gid?: number };

/** True when this process is root, as whom PostgreSQL refuses to run. */
export const isRoot = (): boolean => process.getuid?.() === 0;

// A dedicated user first; `nobody` exists on every Linux and macOS. A uid without a passwd entry is refused by initdb,
// so a made-up number is no way out, and creating a user would change the machine behind the operator's back.
const CANDIDATES = ['prikbord', 'nobody'];

const idOf = async (flag: '-u' | '-g', name: string): Promise<number | undefined> => {
  const answer = await run('id', [flag, name]).catch(() => undefined);
  return answer === undefined ? undefined : Number(answer.stdout.trim());
};

/** The existing user that runs PostgreSQL when we are root; nothing to change for an ordinary user. */
export const findServiceUser = async (): Promise<RunAs> => {
  if (!isRoot()) return {};
  for (const name of CANDIDATES) {
    const uid = await idOf('-u', name);
    const gid = await idOf('-g', name);
    if (uid !== undefined && gid !== undefined && uid !== 0) return { uid, gid };
  }
  throw new Fault('DB_SERVER_USER', 'invalid', `No service user found; looked for ${CANDIDATES.join(', ')}.`);
};

/** Whether that user can enter a folder. Asked of the system itself, which alone knows of ACLs and name spaces. */
export const canEnter = async (who: RunAs, folder: string): Promise<boolean> => {
  if (who.uid === undefined) return true;
  const answer = await run('/bin/sh', ['-c', 'test -x "$0"', folder], { ...who, cwd: '/' }).catch(() => undefined);
  return answer !== undefined;
};
