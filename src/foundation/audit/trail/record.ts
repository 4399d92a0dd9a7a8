import { z } from 'zod';
import { type Actor, actorText, type Tx } from '../../db/index.ts';
import { type ClientId, Fault, type FaultFacts, uuidv7 } from '../../kit/index.ts';

/** What is recorded: who did what, to what, for which client. Ids and numbers only. */
export type AuditEntry = {
  /** `room.past-participle`, as events are named. */
  readonly action: string;
  /** The actor of the transaction; another is refused. */
  readonly actor: Actor;
  readonly clientId?: ClientId;
  /** The id of the thing. */
  readonly subject?: string;
  readonly facts?: FaultFacts;
};

const word = /^[A-Za-z0-9][A-Za-z0-9_.,:/+-]{0,199}$/;

// The trail is kept for years and nothing in it can be erased: a name or a free text must not be able to get there.
const shape = z.object({
  action: z.string().regex(/^[a-z]+\.[a-z]+(-[a-z]+)*$/),
  subject: z.string().regex(word).max(120).nullable(),
  facts: z.record(
    z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/),
    z.union([z.string().regex(word), z.literal(''), z.number(), z.boolean(), z.null()]),
  ),
});

const INSERT = `
insert into audit_pending (entry_id, action, client_id, subject, facts, actor) values ($1, $2, $3, $4, $5, $6)`;

/**
 * Records something in the audit trail as part of the caller's transaction: it is recorded exactly if it happened. Within a
 * second the sequencer numbers, links and signs it; from then on nobody can change or remove it unseen.
 *
 * @throws AUDIT_ENTRY_REFUSED when the entry holds anything but ids, numbers and plain words, or another's name
 * @personal the id of the acting user, never a name
 */
export const record = async (tx: Tx, entry: AuditEntry): Promise<void> => {
  const read = shape.safeParse({ action: entry.action, subject: entry.subject ?? null, facts: entry.facts ?? {} });
  if (!read.success) {
    throw new Fault(
      'AUDIT_ENTRY_REFUSED',
      'bug',
      'An entry of the audit trail holds ids, numbers and plain words only.',
      {
        facts: { field: read.error.issues[0]?.path.join('.') ?? '' },
      },
    );
  }
  const { action, subject, facts } = read.data;
  const id = uuidv7(Math.floor(performance.timeOrigin + performance.now()));
  const values = [id, action, entry.clientId ?? null, subject, JSON.stringify(facts), actorText(entry.actor)];
  await tx.sql(INSERT, values);
};
