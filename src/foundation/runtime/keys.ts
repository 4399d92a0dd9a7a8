import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import type { Secret } from '../kit/index.ts';
import { isFault, secret } from '../kit/index.ts';
import type { Config } from './config.ts';
import { createKeyFile, type KeyFile, keyFileMark, readKeyFile, replaceKeyFile } from './key-file.ts';
import { refusal } from './refusal.ts';

/** The sealing keys by their id, oldest first, and the id that seals now. */
export type SealingKeys = { readonly current: number; readonly keys: ReadonlyMap<number, Secret> };

/** The installation's keys in memory. Nothing in it prints. */
export type Keys = {
  /** Eight hex digits; part of the names of the database roles. Not secret. */
  readonly installationId: string;
  /** Derives a 32-byte key for one purpose from the installation secret, which rotation leaves alone. */
  readonly derive: (purpose: string) => Buffer;
  /** The sealing keys as the key file has them now: another process may have added or dropped some. */
  readonly sealing: () => SealingKeys;
};

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

const deriver = (file: KeyFile): Keys['derive'] => {
  const root = Buffer.from(file.installationSecret, 'hex');
  const derived = new Map<string, Buffer>();
  return (purpose) => {
    const known = derived.get(purpose);
    if (known !== undefined) return known;
    const made = Buffer.from(hkdfSync('sha256', root, file.installationId, `prikbord:${purpose}`, 32));
    derived.set(purpose, made);
    return made;
  };
};

const sealingOf = (file: KeyFile): SealingKeys => ({
  current: file.sealingKeys.at(-1)?.id ?? 0,
  keys: new Map(file.sealingKeys.map(({ id, key }) => [id, secret(key)])),
});

/**
 * Sealing and opening are rare (a token is held in memory for its life), so the file is looked at each time: a running
 * process seals with the newest key from the moment it stands in the file. While the file is away or damaged the known keys
 * go on: a token that Pinterest hands out once must not be lost because somebody is just putting a file back.
 */
const followSealing = (path: string, first: KeyFile): Keys['sealing'] => {
  let known = sealingOf(first);
  let mark = keyFileMark(path);
  return () => {
    const present = keyFileMark(path);
    if (present === undefined || present === mark) return known;
    try {
      const file = readKeyFile(path);
      // Another installation's file opens nothing of ours.
      if (file.installationId === first.installationId) known = sealingOf(file);
      mark = present;
    } catch (error) {
      if (!isFault(error)) throw error;
    }
    return known;
  };
};

/**
 * Reads the installation's key file and makes it, mode 0600, on first use. Sealing keys that are added or dropped later are
 * followed; the installation itself never changes.
 *
 * @throws RUNTIME_KEYS_UNREADABLE, RUNTIME_KEYS_EXPOSED when others can read it, RUNTIME_KEYS_DAMAGED; the process exits 78
 * @personal none
 */
export const loadKeys = (config: Pick<Config, 'keyFile'>): Keys => {
  try {
    statSync(config.keyFile);
  } catch (error) {
    if (!hasCode(error, 'ENOENT'))
      throw refusal('RUNTIME_KEYS_UNREADABLE', `The key file ${config.keyFile} cannot be read.`, { cause: error });
    createKeyFile(config.keyFile);
  }
  const file = readKeyFile(config.keyFile);
  return {
    installationId: file.installationId,
    derive: deriver(file),
    sealing: followSealing(config.keyFile, file),
  };
};

/**
 * Adds a sealing key, with which every process that reads this file seals from now on; older keys go on opening what they
 * sealed, and the installation secret stays, so database roles and claims are untouched. Returns the new key's id. One at a
 * time: two that add at once would lose one of both keys.
 *
 * @throws as `loadKeys`
 * @personal none
 */
export const addSealingKey = (config: Pick<Config, 'keyFile'>): number => {
  const file = readKeyFile(config.keyFile);
  const id = Math.max(...file.sealingKeys.map((each) => each.id)) + 1;
  const key = randomBytes(32).toString('hex');
  replaceKeyFile(config.keyFile, { ...file, sealingKeys: [...file.sealingKeys, { id, key }] });
  return id;
};

/**
 * Drops sealing keys from the key file; the newest always stays. What they sealed, in a backup too, never opens again.
 *
 * @throws as `loadKeys`
 * @personal none
 */
export const dropSealingKeys = (config: Pick<Config, 'keyFile'>, ids: readonly number[]): void => {
  const file = readKeyFile(config.keyFile);
  const kept = file.sealingKeys.filter(
    (each, index) => index === file.sealingKeys.length - 1 || !ids.includes(each.id),
  );
  replaceKeyFile(config.keyFile, { ...file, sealingKeys: kept });
};

/**
 * HMAC-SHA-256 in hex under a key of its own per purpose, derived from the installation secret.
 *
 * @param purpose a fixed name in the code, such as `rate-budget`; different purposes never give comparable values
 * @personal a pseudonym of `text` for who holds the key file
 */
export const hmac = (keys: Keys, purpose: string, text: string): string =>
  createHmac('sha256', keys.derive(`hmac:${purpose}`))
    .update(text)
    .digest('hex');
