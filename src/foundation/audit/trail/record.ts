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

// One parameter list for any number of entries.
const INSERT = `
insert into audit_pending (entry_id, action, client_id, subject, facts, actor)
select * from unnest($1::uuid[], $2::text[], $3::int4[], $4::text[], $5::jsonb[], $6::text[])`;

const checked = (entry: AuditEntry): z.infer<typeof shape> => {
  const read = shape.safeParse({ action: entry.action, subject: entry.subject ?? null, facts: entry.facts ?? {} });
  if (read.success) return read.data;
  throw new Fault(
    'AUDIT_ENTRY_REFUSED',
    'bug',
    'An entry of the audit trail holds ids, numbers and plain words only.',
    { facts: { field: read.error.issues[0]?.path.join('.') ?? '' } },
  );
};

/**
 * Records several things as `record` does, in one statement.
 *
 * @throws AUDIT_ENTRY_REFUSED when one of them holds anything but ids, numbers and plain words, or another's name
 * @personal the id of the acting user, never a name
 */
export const recordAll = async (tx: Tx, entries: readonly AuditEntry[]): Promise<void> => {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({ ...checked(entry), entry }));
  const at = Math.floor(performance.timeOrigin + performance.now());
  await tx.often(INSERT, [
    rows.map(() => uuidv7(at)),
    rows.map((row) => row.action),
    rows.map(({ entry }) => entry.clientId ?? null),
    rows.map((row) => row.subject),
    rows.map((row) => JSON.stringify(row.facts)),
    rows.map(({ entry }) => actorText(entry.actor)),
  ]);
};

/**
 * Records something in the audit trail as part of the caller's transaction: it is recorded exactly if it happened. Within a
 * second the sequencer numbers, links and signs it; from then on nobody can change or remove it unseen.
 *
 * @throws AUDIT_ENTRY_REFUSED when the entry holds anything but ids, numbers and plain words, or another's name
 * @personal the id of the acting user, never a name
 */
export const record = (tx: Tx, entry: AuditEntry): Promise<void> => recordAll(tx, [entry]);
