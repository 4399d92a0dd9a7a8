import type { ClientId, FaultFacts } from '../kit/index.ts';
import { column, personal, plain, table } from '../schema/index.ts';

// An entry outlives whom it speaks of: the trail is what shows that the law was kept. It names people by a random id only,
// and who that was is destroyed with the person's own row.
const actor = personal({
  category: 'person.id',
  purpose: 'accountability',
  keep: { days: 2557, after: 'written' },
  onErase: 'keep',
  subject: 'actor',
});

const entry = {
  entry_id: column.uuid(plain),
  recorded_at: column.instant(plain).defaulted(),
  action: column.text(plain),
  actor: column.text(actor),
  client_id: column.int4<ClientId>(plain).nullable(),
  subject: column.text(plain).nullable(),
  facts: column.json<FaultFacts>(plain).defaulted(),
};

const pending = table('audit_pending', ['entry_id'], entry, { scope: 'agency' });

const entries = table(
  'audit_entries',
  ['seq'],
  {
    seq: column.int8(plain),
    ...entry,
    recorded_at: column.instant(plain),
    facts: column.json<FaultFacts>(plain),
    hash: column.bytea(plain),
  },
  // Seven years: the longest of the terms an auditor may ask for (Dutch fiscal retention).
  { scope: 'agency', keep: { days: 2557, after: 'written' } },
);

const seals = table('audit_seals', ['seq'], {
  seq: column.int8(plain),
  prev_seq: column.int8(plain),
  hash: column.bytea(plain),
  signature: column.bytea(plain),
  sealed_at: column.instant(plain).defaulted(),
});

/** The tables of this room. */
export const auditTables = [pending, entries, seals] as const;
