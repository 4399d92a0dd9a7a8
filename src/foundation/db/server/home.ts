import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readdir, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Fault } from '../../kit/index.ts';
import { canEnter, findServiceUser, isRoot, type RunAs } from './service-user.ts';

/** Where the server's files lie and who runs it. */
export type Home = { readonly folder: string; readonly who: RunAs };

// Only for root, and only when the service user cannot reach the data folder (a clone below a 0700 /root).
const ELSEWHERE = '/var/lib/prikbord';

const exists = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined)) !== undefined;

/** Makes a folder with exactly this mode, whatever the umask; an existing folder is left alone. */
const makeFolder = async (path: string, mode: number): Promise<void> => {
  const first = await mkdir(path, { recursive: true });
  if (first !== undefined) await chmod(path, mode);
};

/** Gives a folder and all below it to the service user. */
export const giveTo = async (who: RunAs, path: string): Promise<void> => {
  if (who.uid === undefined || who.gid === undefined) return;
  await chown(path, who.uid, who.gid);
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isSymbolicLink()) await chown(join(entry.parentPath, entry.name), who.uid, who.gid);
  }
};

/** Writes a file of the cluster that belongs to whoever runs it, so that another starter can write it again. */
export const writeFor = async (who: RunAs, path: string, text: string): Promise<void> => {
  await writeFile(path, text, { mode: 0o600 });
  if (who.uid !== undefined && who.gid !== undefined) await chown(path, who.uid, who.gid);
};

// A link whose goal is gone (a machine's /var was emptied). A folder that another start makes at this very moment is none.
const isDangling = async (link: string): Promise<boolean> => {
  const found = await lstat(link).catch(() => undefined);
  return found?.isSymbolicLink() === true && !(await exists(link));
};

// The name holds a random part: a data folder that was deleted and made again must not find the old cluster, whose
// passwords and sealing keys went with the folder.
const makeElsewhere = async (dataDir: string, link: string, who: RunAs): Promise<void> => {
  const name = createHash('sha256').update(dataDir).update(randomBytes(16)).digest('hex').slice(0, 16);
  const folder = join(ELSEWHERE, name);
  await makeFolder(ELSEWHERE, 0o711);
  await makeFolder(folder, 0o700);
  await giveTo(who, folder);
  if (await isDangling(link)) await rm(link, { force: true });
  await symlink(folder, link).catch(async (error: NodeJS.ErrnoException) => {
    await rm(folder, { recursive: true });
    if (error.code !== 'EEXIST') throw error;
  });
};

const makeHere = async (link: string, who: RunAs): Promise<void> => {
  await makeFolder(link, 0o700);
  await giveTo(who, link);
};

// A folder that exists keeps its owner: an ordinary user's cluster is run as that user when root starts it later.
const ownerOf = async (folder: string, who: RunAs): Promise<RunAs> => {
  if (!isRoot()) return who;
  const { uid, gid } = await stat(folder);
  if (uid !== 0) return { uid, gid };
  await giveTo(who, folder);
  return who;
};

/**
 * Finds or makes the folder of the embedded server: `<dataDir>/postgres`, or a link there to `/var/lib/prikbord/<hash>`
 * when we are root and the service user cannot enter the data folder.
 */
export const findHome = async (dataDirGiven: string): Promise<Home> => {
  const service = await findServiceUser();
  await makeFolder(resolve(dataDirGiven), isRoot() ? 0o711 : 0o700);
  const dataDir = await realpath(dataDirGiven);
  const link = join(dataDir, 'postgres');
  if (!(await exists(link))) {
    const elsewhere = !(await canEnter(service, dataDir)) || (await isDangling(link));
    await (elsewhere ? makeElsewhere(dataDir, link, service) : makeHere(link, service));
  }
  const folder = await realpath(link);
  const who = await ownerOf(folder, service);
  const entered = await readdir(folder).catch(() => undefined);
  if (entered === undefined || !(await canEnter(who, folder))) {
    throw new Fault('DB_SERVER_UNREACHABLE', 'invalid', `The database folder ${folder} cannot be entered.`);
  }
  return { folder, who };
};
