import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Fault } from '../../kit/index.ts';
import type { Config } from '../../runtime/index.ts';
import type { Seal } from './canonical.ts';

const hex = z.string().regex(/^([0-9a-f]{2})+$/);
const file = z.object({ version: z.literal(1), seq: z.string(), prevSeq: z.string(), hash: hex, signature: hex });

/** The newest seal this machine has seen, kept outside the database: a cut tail is measured against it. */
export type Checkpoint = Seal & { readonly signature: Buffer };

/** Where the checkpoint stands. */
export const checkpointPath = (config: Pick<Config, 'modeDir'>): string =>
  join(config.modeDir, 'audit', 'checkpoint.json');

/** Reads the checkpoint; undefined when this machine has none yet. */
export const readCheckpoint = async (config: Pick<Config, 'modeDir'>): Promise<Checkpoint | undefined> => {
  let text: string;
  try {
    text = await readFile(checkpointPath(config), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const read = file.parse(JSON.parse(text));
    return {
      seq: BigInt(read.seq),
      prevSeq: BigInt(read.prevSeq),
      hash: Buffer.from(read.hash, 'hex'),
      signature: Buffer.from(read.signature, 'hex'),
    };
  } catch (error) {
    throw new Fault('AUDIT_CHECKPOINT_DAMAGED', 'bug', 'The checkpoint file of the audit trail cannot be read.', {
      cause: error,
    });
  }
};

/** Writes a newer checkpoint in one step: a crash leaves the old one or the new one, never half of one. */
export const writeCheckpoint = async (config: Pick<Config, 'modeDir'>, next: Checkpoint): Promise<void> => {
  const present = await readCheckpoint(config);
  if (present !== undefined && present.seq >= next.seq) return;
  const path = checkpointPath(config);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const beside = `${path}.${randomBytes(6).toString('hex')}.new`;
  const handle = await open(beside, 'wx', 0o600);
  try {
    const { seq, prevSeq, hash, signature } = next;
    const text = {
      version: 1,
      seq: `${seq}`,
      prevSeq: `${prevSeq}`,
      hash: hash.toString('hex'),
      signature: signature.toString('hex'),
    };
    await handle.writeFile(`${JSON.stringify(text)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, path);
};
