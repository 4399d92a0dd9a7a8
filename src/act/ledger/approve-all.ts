import { recordAll } from '../../foundation/audit/index.ts';
import type { Context, Tx } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import type { Person } from '../../identity/index.ts';
import { pinHash, pinParams } from '../effects/pin-record.ts';
import { type Approval, refuseAllButPersons } from './approvals.ts';

/**
 * Approves many Pins of a client with one word of a person, as `approve` does for one: each has a row, a hash and a time of
 * its own, so that a change to one voids that one.
 *
 * @throws ACT_NOT_A_PERSON (`forbidden`)
 * @cost two statements, however many
 * @personal the approving person's id
 */
export const approveAll = async (
  tx: Tx,
  ctx: Context,
  input: { clientId: ClientId; approvals: readonly Omit<Approval, 'clientId'>[]; person: Person },
): Promise<void> => {
  const { clientId } = input;
  const approvedBy = refuseAllButPersons(ctx, input.person);
  // One row per Pin: of two words about the same one the last stands, as with two clicks.
  const last = new Map(input.approvals.map((each) => [each.effectId, each]));
  const rows = [...last.values()].map((each) => ({ ...each, hash: pinHash(pinParams.parse(each.pin)) }));
  await tx.sql(
    `insert into act_approvals (client_id, effect_id, content_hash, approved_by, approved_at, from_at, until_at)
     select $1, a.effect_id, a.content_hash, $2, clock_now(), a.from_at, a.until_at
       from unnest($3::uuid[], $4::bytea[], $5::timestamptz[], $6::timestamptz[])
              as a (effect_id, content_hash, from_at, until_at)
     on conflict (client_id, effect_id) do update
       set content_hash = excluded.content_hash, approved_by = excluded.approved_by, approved_link = null,
           approved_at = excluded.approved_at, from_at = excluded.from_at, until_at = excluded.until_at,
           withdrawn_at = null`,
    [
      clientId,
      approvedBy,
      rows.map((row) => row.effectId),
      rows.map((row) => row.hash),
      rows.map((row) => row.fromAt),
      rows.map((row) => row.untilAt),
    ],
  );
  await recordAll(
    tx,
    rows.map(({ effectId: subject, hash }) => ({
      action: 'act.approved',
      clientId,
      actor: ctx.actor,
      subject,
      facts: { hash: hash.toString('hex') },
    })),
  );
};
