import { createHash, createHmac } from 'node:crypto';
import { roomDb, type Tx, withoutClient } from '../../foundation/db/index.ts';
import { asFault, Fault, type FaultKind, isFault } from '../../foundation/kit/index.ts';
import { open, seal } from '../../foundation/runtime/index.ts';
import type { IdentityContext } from '../people/add-user.ts';
import type { Person } from '../shapes.ts';
import { identityTables } from '../tables.ts';

/*
 * A write with a key of the asker's own.
 *
 * | row                  | asked again with the same key                                             |
 * |----------------------|---------------------------------------------------------------------------|
 * | none                 | it is done, and the answer kept for a day                                 |
 * | answered             | the kept answer; nothing happens                                          |
 * | answered, other body | refused: the key belongs to another request                               |
 * | answered, key gone   | refused as unsure: the sealing key was forgotten, so a person has to look |
 * | under way            | refused: later                                                            |
 * | under way too long   | refused as unsure: the process died in between, so a person has to look   |
 */

/** How long a repeated write is known: longer than any program goes on trying. */
const KEPT_HOURS = 24;
/** No write of ours takes this long; one that did not answer in it has died. */
const LONGEST_SECONDS = 120;

/** A write that may be repeated: whose, under which key, and what it was. */
export type RepeatableRequest = { readonly person: Person; readonly key: string; readonly content: string };

type Place = { readonly asker: string; readonly keyHash: string; readonly fingerprint: string };

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

const placeOf = ({ person, key, content }: RepeatableRequest): Place => ({
  asker: person.kind === 'user' ? person.userId : person.keyId,
  keyHash: hash(key),
  // Under the asker's key, which is stored nowhere: what was sent, a password perhaps, cannot be guessed from this.
  fingerprint: createHmac('sha256', key).update(content).digest('hex'),
});

const sealedAt = (place: Place): string => `identity_requests|${place.asker}|${place.keyHash}`;

const keptAnswer = (ctx: IdentityContext, sealed: Buffer, place: Place): string => {
  try {
    return open(ctx.keys, sealed, sealedAt(place)).reveal();
  } catch (error) {
    if (!isFault(error, 'RUNTIME_SEAL_KEY_UNKNOWN')) throw error;
    // It has happened; what was answered cannot be read any more.
    throw new Fault(
      'IDENTITY_REQUEST_UNSURE',
      'unsure',
      'This request was done; its answer is sealed with a key that is gone.',
    );
  }
};

const begin = async (tx: Tx, ctx: IdentityContext, place: Place): Promise<string | undefined> => {
  const values = [place.asker, place.keyHash];
  const at = ctx.clock.now();
  await tx.sql(
    `delete from identity_requests where asker = $1 and key_hash = $2 and started_at < $3::timestamptz - make_interval(hours => $4)`,
    [...values, at, KEPT_HOURS],
  );
  const begun = await tx.sql(
    `insert into identity_requests (asker, key_hash, fingerprint, started_at) values ($1, $2, $3, $4)
       on conflict do nothing returning 1 as begun`,
    [...values, place.fingerprint, at],
  );
  if (begun.length > 0) return undefined;
  const row = await roomDb(tx, identityTables)
    .selectFrom('identity_requests')
    .selectAll()
    .where('asker', '=', place.asker)
    .where('key_hash', '=', place.keyHash)
    .executeTakeFirst();
  if (row === undefined) throw new Fault('IDENTITY_REQUEST_RUNNING', 'conflict', 'This request is under way.');
  if (row.fingerprint !== place.fingerprint) {
    throw new Fault('IDENTITY_REQUEST_OTHER', 'invalid', 'This key belongs to another request.');
  }
  if (row.answer_sealed !== null) return keptAnswer(ctx, row.answer_sealed, place);
  const seconds = (at.getTime() - row.started_at.getTime()) / 1000;
  if (seconds < LONGEST_SECONDS) {
    throw new Fault('IDENTITY_REQUEST_RUNNING', 'conflict', 'This request is under way.');
  }
  throw new Fault('IDENTITY_REQUEST_UNSURE', 'unsure', 'This request never answered; it may have happened.');
};

// A refusal of these kinds proves that nothing happened, so the same key may be used for another try.
const harmless: readonly FaultKind[] = ['invalid', 'unauthenticated', 'forbidden', 'missing', 'conflict', 'limited'];

/**
 * Does a write once, however often it is asked with the same key within a day: the first answer is kept, sealed, and given
 * again. A write that was refused may be tried again with its key.
 *
 * @param work does it and gives the answer as text
 * @throws IDENTITY_REQUEST_RUNNING, IDENTITY_REQUEST_OTHER, IDENTITY_REQUEST_UNSURE, and whatever `work` throws
 * @personal whatever the answer holds, for a day
 */
export const doOnce = async (
  ctx: IdentityContext,
  request: RepeatableRequest,
  work: () => Promise<string>,
): Promise<{ answer: string; isRepeated: boolean }> => {
  const place = placeOf(request);
  const values = [place.asker, place.keyHash];
  const { actor } = ctx;
  const before = await withoutClient(ctx.db, { actor }, (tx) => begin(tx, ctx, place));
  if (before !== undefined) return { answer: before, isRepeated: true };
  try {
    const answer = await work();
    const sealed = seal(ctx.keys, answer, sealedAt(place));
    await withoutClient(ctx.db, { actor }, (tx) =>
      tx.sql('update identity_requests set answer_sealed = $3 where asker = $1 and key_hash = $2', [...values, sealed]),
    );
    return { answer, isRepeated: false };
  } catch (error) {
    if (harmless.includes(asFault(error).kind)) {
      await withoutClient(ctx.db, { actor }, (tx) =>
        tx.sql('delete from identity_requests where asker = $1 and key_hash = $2', values),
      );
    }
    throw error;
  }
};
