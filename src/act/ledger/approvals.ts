import { record } from '../../foundation/audit/index.ts';
import type { Context, Tx } from '../../foundation/db/index.ts';
import { type ClientId, Fault, type UserId } from '../../foundation/kit/index.ts';
import type { Person } from '../../identity/index.ts';
import { pinHash, pinParams } from '../effects/pin-record.ts';

/** A person's word that exactly this may be published, and when. */
export type Approval = {
  readonly clientId: ClientId;
  readonly effectId: string;
  /** What will be sent, as it will be sent. */
  readonly pin: unknown;
  readonly fromAt: Date;
  readonly untilAt: Date;
};

/** One named person, by the link that was made for them; whoever says so has just opened it. */
export type LinkReader = { readonly kind: 'link'; readonly linkId: string };

const notAPerson = (): Fault =>
  new Fault('ACT_NOT_A_PERSON', 'forbidden', 'Only a person who is signed in approves what is published.');

/** The id of the person who acts here and now. @throws ACT_NOT_A_PERSON for keys, commands, imports, rules and other persons */
export const refuseAllButPersons = (ctx: Context, person: Person): UserId => {
  if (person.kind !== 'user' || ctx.actor.kind !== 'user' || ctx.actor.id !== person.userId) throw notAPerson();
  return person.userId;
};

const whoApproves = (ctx: Context, person: Person | LinkReader) => {
  if (person.kind !== 'link') return { userId: refuseAllButPersons(ctx, person), linkId: null };
  if (ctx.actor.kind !== 'link' || ctx.actor.id !== person.linkId) throw notAPerson();
  return { userId: null, linkId: person.linkId };
};

/**
 * Approves a Pin for publication. Bound to a hash of everything Pinterest will be sent and to a time; any change makes it
 * worth nothing. Programs cannot: API keys, the command line, imports and rules have no person in them.
 *
 * @throws ACT_NOT_A_PERSON (`forbidden`)
 * @personal the approving person's id
 */
export const approve = async (
  tx: Tx,
  ctx: Context,
  input: Approval & { readonly person: Person | LinkReader },
): Promise<void> => {
  const { clientId, effectId, fromAt, untilAt } = input;
  const by = whoApproves(ctx, input.person);
  const hash = pinHash(pinParams.parse(input.pin));
  await tx.sql(
    `insert into act_approvals (client_id, effect_id, content_hash, approved_by, approved_link, approved_at, from_at,
       until_at)
     values ($1, $2, $3, $4, $5, clock_now(), $6, $7)
     on conflict (client_id, effect_id) do update
       set content_hash = excluded.content_hash, approved_by = excluded.approved_by,
           approved_link = excluded.approved_link,
           approved_at = excluded.approved_at, from_at = excluded.from_at, until_at = excluded.until_at,
           withdrawn_at = null`,
    [clientId, effectId, hash, by.userId, by.linkId, fromAt, untilAt],
  );
  await record(tx, {
    action: 'act.approved',
    clientId,
    actor: ctx.actor,
    subject: effectId,
    facts: { hash: hash.toString('hex') },
  });
};

/** Takes an approval back; what is in flight cannot be called back. False when there was none. @personal none */
export const withdrawApproval = async (
  tx: Tx,
  ctx: Context,
  input: { clientId: ClientId; effectId: string },
): Promise<boolean> => {
  const withdrawn = await tx.sql(
    `update act_approvals set withdrawn_at = clock_now()
      where client_id = $1 and effect_id = $2 and withdrawn_at is null returning 1`,
    [input.clientId, input.effectId],
  );
  if (withdrawn.length === 0) return false;
  await record(tx, {
    action: 'act.approval-withdrawn',
    clientId: input.clientId,
    actor: ctx.actor,
    subject: input.effectId,
  });
  return true;
};
