import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import type { Keys } from '../../runtime/index.ts';

/** An entry as it is linked: times as text with microseconds, so that nothing is rounded between database and hash. */
export const storedEntry = z.object({
  entry_id: z.string(),
  recorded_at: z.string(),
  action: z.string(),
  actor: z.string(),
  client_id: z.number().nullable(),
  subject: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()),
});

/** An entry as it is linked. */
export type StoredEntry = z.infer<typeof storedEntry>;

/** The columns of `storedEntry` as SQL. */
export const entryColumns = `entry_id, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded_at,
       action, actor, client_id, subject, facts`;

/** The hash before the first entry. */
export const GENESIS = createHash('sha256').update('prikbord audit trail 1').digest();

const sorted = (facts: Readonly<Record<string, unknown>>): [string, unknown][] =>
  Object.entries(facts).sort(([one], [other]) => (one < other ? -1 : 1));

/**
 * The hash of an entry: SHA-256 over the hash before it and the JSON array of its number and fields, facts in the order of
 * their names. An auditor can compute it with any tool.
 */
export const linkHash = (prev: Buffer, seq: bigint, entry: StoredEntry): Buffer => {
  const { entry_id: id, recorded_at: at, action, actor, client_id: client, subject, facts } = entry;
  const text = JSON.stringify([seq.toString(), id, at, action, actor, client, subject, sorted(facts)]);
  return createHash('sha256').update(prev).update(text).digest();
};

/** What a seal says: the chain ran to `seq` with this hash, and the seal before it stood at `prevSeq`. */
export type Seal = { readonly prevSeq: bigint; readonly seq: bigint; readonly hash: Buffer };

const sealText = (keys: Keys, seal: Seal): Buffer =>
  Buffer.from(`prikbord-audit-seal|${keys.installationId}|${seal.prevSeq}|${seal.seq}|${seal.hash.toString('hex')}`);

// RFC 8410: an Ed25519 private key in PKCS#8 is this prefix and the 32-byte seed.
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The trail's signing key, derived from the installation secret, which rotation of the sealing keys leaves alone. */
const signingKey = (keys: Keys): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([PKCS8_ED25519, keys.derive('audit-signing')]),
    format: 'der',
    type: 'pkcs8',
  });

/** Signs a seal. */
export const signSeal = (keys: Keys, seal: Seal): Buffer => sign(null, sealText(keys, seal), signingKey(keys));

/** A function that tells whether a signature is ours; the key is made once. */
export const sealChecker = (keys: Keys): ((seal: Seal, signature: Buffer) => boolean) => {
  const key = createPublicKey(signingKey(keys));
  return (seal, signature) => verify(null, sealText(keys, seal), key, signature);
};
