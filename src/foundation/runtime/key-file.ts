import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { refusal } from './refusal.ts';

const keyBytes = z.string().regex(/^[0-9a-f]{64}$/);

const keyFileShape = z.strictObject({
  installationId: z.string().regex(/^[0-9a-f]{8}$/),
  installationSecret: keyBytes,
  /** Oldest first; the last one seals, all of them open. */
  sealingKeys: z.array(z.strictObject({ id: z.int().min(1).max(65_535), key: keyBytes })).min(1),
});

/** What stands in the key file. */
export type KeyFile = z.infer<typeof keyFileShape>;

const fresh = (): KeyFile => ({
  installationId: randomBytes(4).toString('hex'),
  installationSecret: randomBytes(32).toString('hex'),
  sealingKeys: [{ id: 1, key: randomBytes(32).toString('hex') }],
});

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

const writeBeside = (path: string, content: KeyFile): string => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const beside = `${path}.${randomBytes(6).toString('hex')}.new`;
  const file = openSync(beside, 'wx', 0o600);
  writeSync(file, `${JSON.stringify(content, null, 2)}\n`);
  fsyncSync(file);
  closeSync(file);
  return beside;
};

/**
 * Makes a key file. Two processes may start at once: the link makes exactly one of them the author, the other reads what it wrote.
 * @personal none
 */
export const createKeyFile = (path: string): void => {
  const beside = writeBeside(path, fresh());
  try {
    linkSync(beside, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(beside, { force: true });
  }
};

/** Reads and checks the key file. @throws RUNTIME_KEYS_* @personal none */
export const readKeyFile = (path: string): KeyFile => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) throw refusal('RUNTIME_KEYS_MISSING', `There is no key file at ${path}.`);
    throw refusal('RUNTIME_KEYS_UNREADABLE', `The key file ${path} cannot be read.`, { cause: error });
  }
  if ((statSync(path).mode & 0o077) !== 0) {
    throw refusal('RUNTIME_KEYS_EXPOSED', `Others can read the key file ${path}; set its mode to 0600.`);
  }
  try {
    return keyFileShape.parse(JSON.parse(text));
  } catch {
    // The cause would quote the file's content, which is secret.
    throw refusal('RUNTIME_KEYS_DAMAGED', `The key file ${path} is not a key file.`);
  }
};

/** Puts other content in the key file at once: whoever reads it sees all of the old or all of the new. @personal none */
export const replaceKeyFile = (path: string, content: KeyFile): void => {
  const beside = writeBeside(path, keyFileShape.parse(content));
  renameSync(beside, path);
};

/** Tells one content of the file from another without reading it; undefined while there is no file. @personal none */
export const keyFileMark = (path: string): string | undefined => {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? undefined : `${stat.ino}:${stat.mtimeMs}:${stat.size}`;
};
