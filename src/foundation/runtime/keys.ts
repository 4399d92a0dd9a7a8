import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import {
  chmodSync,
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
import type { Secret } from '../kit/index.ts';
import { Fault, secret } from '../kit/index.ts';
import type { Config } from './config.ts';
import { refusal } from './refusal.ts';

const keyBytes = z.string().regex(/^[0-9a-f]{64}$/);

const keyFileShape = z.strictObject({
  installationId: z.string().regex(/^[0-9a-f]{8}$/),
  installationSecret: keyBytes,
  /** Oldest first; the last one seals, all of them open. */
  sealingKeys: z.array(z.strictObject({ id: z.int().min(1).max(65_535), key: keyBytes })).min(1),
});

type KeyFile = z.infer<typeof keyFileShape>;

/** The installation's keys in memory. Nothing in it prints. */
export type Keys = {
  /** Eight hex digits; part of the names of the database roles. Not secret. */
  readonly installationId: string;
  /** Derives a 32-byte key for one purpose from the installation secret, which rotation leaves alone. */
  readonly derive: (purpose: string) => Buffer;
  /** The sealing keys by their id, and the id that seals now. */
  readonly sealing: { readonly current: number; readonly keys: ReadonlyMap<number, Secret> };
};

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

/** Two processes may start at once: the link makes exactly one of them the author, the other reads what it wrote. */
const createOnce = (path: string): void => {
  const beside = writeBeside(path, fresh());
  try {
    linkSync(beside, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(beside, { force: true });
  }
};

const readKeyFile = (path: string): KeyFile => {
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

const toKeys = (file: KeyFile): Keys => {
  const root = Buffer.from(file.installationSecret, 'hex');
  const derived = new Map<string, Buffer>();
  const derive = (purpose: string): Buffer => {
    const known = derived.get(purpose);
    if (known !== undefined) return known;
    const made = Buffer.from(hkdfSync('sha256', root, file.installationId, `prikbord:${purpose}`, 32));
    derived.set(purpose, made);
    return made;
  };
  const last = file.sealingKeys.at(-1);
  const keys = {
    installationId: file.installationId,
    derive,
    sealing: {
      current: last?.id ?? 0,
      keys: new Map(file.sealingKeys.map(({ id, key }) => [id, secret(key)])),
    },
  };
  return keys;
};

/**
 * Reads the installation's key file and makes it, mode 0600, on first use.
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
    createOnce(config.keyFile);
  }
  return toKeys(readKeyFile(config.keyFile));
};

/**
 * Adds a sealing key, with which everything is sealed from now on; older keys go on opening what they sealed, and the
 * installation secret stays, so database roles and claims are untouched. Running processes see it when they load again.
 *
 * @throws as `loadKeys`
 * @personal none
 */
export const rotateKeys = (config: Pick<Config, 'keyFile'>): Keys => {
  const file = readKeyFile(config.keyFile);
  const next = Math.max(...file.sealingKeys.map((each) => each.id)) + 1;
  const rotated = { ...file, sealingKeys: [...file.sealingKeys, { id: next, key: randomBytes(32).toString('hex') }] };
  const beside = writeBeside(config.keyFile, rotated);
  chmodSync(beside, 0o600);
  renameSync(beside, config.keyFile);
  return toKeys(rotated);
};

const VERSION = 1;
const HEADER = 3;
const NONCE = 12;
const TAG = 16;

const damaged = (): Fault =>
  new Fault('RUNTIME_SEAL_BROKEN', 'bug', 'A sealed value does not open: wrong place, wrong key or damaged.');

/**
 * Seals a secret text for storage: AES-256-GCM under the newest key. Layout: version (1 byte), key id (2), nonce (12),
 * tag (16), ciphertext.
 *
 * @param aad where it stands, such as `connect_tokens|<client>|<connection>|refresh`; the same is needed to open it
 * @personal none
 */
export const seal = (keys: Keys, text: string, aad: string): Buffer => {
  const key = keys.sealing.keys.get(keys.sealing.current);
  if (key === undefined) throw damaged();
  const nonce = randomBytes(NONCE);
  const header = Buffer.alloc(HEADER);
  header.writeUInt8(VERSION, 0);
  header.writeUInt16BE(keys.sealing.current, 1);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key.reveal(), 'hex'), nonce);
  cipher.setAAD(Buffer.concat([header, Buffer.from(aad)]));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([header, nonce, cipher.getAuthTag(), body]);
};

/**
 * Opens what `seal` sealed with the same keys and the same `aad`.
 *
 * @throws RUNTIME_SEAL_BROKEN when it was moved, altered or sealed with a key that is gone
 * @personal none
 */
export const open = (keys: Keys, bytes: Uint8Array, aad: string): Secret => {
  const blob = Buffer.from(bytes);
  if (blob.length < HEADER + NONCE + TAG || blob.readUInt8(0) !== VERSION) throw damaged();
  const key = keys.sealing.keys.get(blob.readUInt16BE(1));
  if (key === undefined) throw damaged();
  const header = blob.subarray(0, HEADER);
  const nonce = blob.subarray(HEADER, HEADER + NONCE);
  const tag = blob.subarray(HEADER + NONCE, HEADER + NONCE + TAG);
  try {
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key.reveal(), 'hex'), nonce, { authTagLength: TAG });
    decipher.setAAD(Buffer.concat([header, Buffer.from(aad)]));
    decipher.setAuthTag(tag);
    return secret(decipher.update(blob.subarray(HEADER + NONCE + TAG), undefined, 'utf8') + decipher.final('utf8'));
  } catch {
    throw damaged();
  }
};

/** Id of the key a sealed value was sealed with, so that old ones can be sealed again. @personal none */
export const sealedWith = (bytes: Uint8Array): number => Buffer.from(bytes).readUInt16BE(1);

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
