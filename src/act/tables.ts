import type { ClientId, UserId } from '../foundation/kit/index.ts';
import { business, column, personal, plain, table } from '../foundation/schema/index.ts';
import type { EffectState, FoundBy } from './shapes.ts';

// What is published was written here, for the client, and goes with the client.
const authored = business({
  purpose: 'publishing',
  keep: { days: 30, after: 'contract-end' },
  onErase: 'delete',
});

/** Every change asked of Pinterest, and how far it is; the moves stand in `ledger/states.ts`. */
export const actEffects = table('act_effects', ['client_id', 'effect_id'], {
  client_id: column.int4<ClientId>(plain),
  effect_id: column.uuid(plain),
  lane: column.text(plain),
  place: column.int8(plain).defaulted(),
  effect: column.text(plain),
  params: column.json(authored),
  state: column.text<EffectState>(plain),
  due_at: column.instant(plain),
  until_at: column.instant(plain).nullable(),
  fence: column.int8(plain).defaulted(),
  sends: column.int2(plain).defaulted(),
  tries: column.int2(plain).defaulted(),
  looks: column.int2(plain).defaulted(),
  armed_at: column.instant(plain).nullable(),
  ended_at: column.instant(plain).nullable(),
  outcome_id: column.text(authored).nullable(),
  found_by: column.text<FoundBy>(plain).nullable(),
  fault_code: column.text(plain).nullable(),
  asked_at: column.instant(plain),
  changed_at: column.instant(plain),
});

/** What persons approved: the hash of exactly what may be sent, and when. */
export const actApprovals = table('act_approvals', ['client_id', 'effect_id'], {
  client_id: column.int4<ClientId>(plain),
  effect_id: column.uuid(plain),
  content_hash: column.bytea(plain),
  approved_by: column
    .uuid<UserId>(
      personal({
        category: 'person.id',
        purpose: 'accountability',
        keep: { days: 30, after: 'contract-end' },
        onErase: 'blank',
        subject: 'approved_by',
      }),
    )
    .nullable(),
  // The link made for one named person, where somebody without an account said yes.
  approved_link: column.uuid(plain).nullable(),
  approved_at: column.instant(plain),
  from_at: column.instant(plain),
  until_at: column.instant(plain),
  withdrawn_at: column.instant(plain).nullable(),
});

/** Which lanes have something due, over all clients; a dispatch table. */
export const actLanes = table(
  'act_lanes',
  ['client_id', 'lane'],
  {
    client_id: column.int4<ClientId>(plain),
    lane: column.text(plain),
    due_at: column.instant(plain).nullable(),
    wake_at: column.instant(plain).nullable(),
    paused_code: column.text(plain).nullable(),
    fence: column.int8(plain).defaulted(),
    leased_until: column.instant(plain).nullable(),
  },
  { scope: 'agency' },
);

export const actTables = [actEffects, actApprovals, actLanes] as const;
