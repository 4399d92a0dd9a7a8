import { z } from 'zod';
import { type Context, withoutClient } from '../../db/index.ts';
import type { Keys } from '../../runtime/index.ts';
import { entryColumns, GENESIS, linkHash, signSeal, storedEntry } from '../trail/canonical.ts';
import type { Checkpoint } from '../trail/checkpoint.ts';

const BATCH = 1000;

const head = z.object({ seq: z.bigint(), hash: z.instanceof(Buffer) });

/**
 * Links the entries that wait, oldest first, and seals the batch. One process at a time does it; another that tries meanwhile
 * does nothing. Returns the new head, or undefined when there was nothing to do.
 */
export const linkPending = (ctx: Context, keys: Keys): Promise<Checkpoint | undefined> =>
  withoutClient(ctx.db, { actor: { kind: 'system', name: 'audit' } }, async (tx) => {
    const [lock] = await tx.sql<{ got: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended('prikbord:audit-sequencer', 0)) as got`,
    );
    if (lock?.got !== true) return undefined;
    const pending = await tx.sql(
      `select ${entryColumns} from audit_pending order by audit_pending.recorded_at, entry_id limit ${BATCH}`,
    );
    if (pending.length === 0) return undefined;
    const [row] = await tx.sql('select seq, hash from audit_entries order by seq desc limit 1');
    const last = row === undefined ? { seq: 0n, hash: GENESIS } : head.parse(row);
    let { seq, hash } = last;
    const hashes: Buffer[] = [];
    const ids: string[] = [];
    for (const entry of pending.map((each) => storedEntry.parse(each))) {
      seq += 1n;
      hash = linkHash(hash, seq, entry);
      hashes.push(hash);
      ids.push(entry.entry_id);
    }
    const seal = { prevSeq: last.seq, seq, hash };
    const signature = signSeal(keys, seal);
    await tx.sql('select audit_link($1, $2, $3, $4)', [last.seq, ids, hashes, signature]);
    return { ...seal, signature };
  });
