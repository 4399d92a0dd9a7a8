import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Secret } from '../kit/index.ts';
import { Fault, secret } from '../kit/index.ts';
import type { Keys } from './keys.ts';

const VERSION = 1;
const HEADER = 3;
const NONCE = 12;
const TAG = 16;

const damaged = (): Fault =>
  new Fault('RUNTIME_SEAL_BROKEN', 'bug', 'A sealed value does not open: wrong place, wrong key or damaged.');

// Not a bug: this machine's copy of the key file may be older than the seal, and mends itself when the new one is copied.
const unknown = (keyId: number): Fault =>
  new Fault('RUNTIME_SEAL_KEY_UNKNOWN', 'upstream', 'A value was sealed with a key that this key file does not have.', {
    facts: { keyId },
  });

/**
 * Seals a secret text for storage: AES-256-GCM under the newest key. Layout: version (1 byte), key id (2), nonce (12),
 * tag (16), ciphertext.
 *
 * @param aad where it stands, such as `connect_tokens|<client>|<connection>|refresh`; the same is needed to open it
 * @personal none
 */
export const seal = (keys: Keys, text: string, aad: string): Buffer => {
  const { current, keys: known } = keys.sealing();
  const key = known.get(current);
  if (key === undefined) throw unknown(current);
  const nonce = randomBytes(NONCE);
  const header = Buffer.alloc(HEADER);
  header.writeUInt8(VERSION, 0);
  header.writeUInt16BE(current, 1);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key.reveal(), 'hex'), nonce);
  cipher.setAAD(Buffer.concat([header, Buffer.from(aad)]));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([header, nonce, cipher.getAuthTag(), body]);
};

/**
 * Opens what `seal` sealed with the same keys and the same `aad`.
 *
 * @throws RUNTIME_SEAL_BROKEN when it was moved or altered; RUNTIME_SEAL_KEY_UNKNOWN when its key is not in the key file
 * @personal none
 */
export const open = (keys: Keys, bytes: Uint8Array, aad: string): Secret => {
  const blob = Buffer.from(bytes);
  if (blob.length < HEADER + NONCE + TAG || blob.readUInt8(0) !== VERSION) throw damaged();
  const keyId = blob.readUInt16BE(1);
  const key = keys.sealing().keys.get(keyId);
  if (key === undefined) throw unknown(keyId);
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
