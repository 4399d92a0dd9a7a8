import { record } from '../../foundation/audit/index.ts';
import type { Context, Tx } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { contentLane } from './ask.ts';
import { wantLane } from './lanes.ts';

/** Another moment for something that is approved. */
export type EffectMove = { readonly effectId: string; readonly dueAt: Date; readonly untilAt: Date | null };

/**
 * Gives what is approved and waits, or was too late, another moment within the times it was approved for; what is to happen
 * stays the same to the byte. What it cannot move is not in the answer: in flight, done, never approved, or outside them.
 *
 * @returns the ids that were moved
 * @cost two statements, however many
 * @personal none
 */
export const moveEffects = async (
  tx: Tx,
  ctx: Context,
  input: { clientId: ClientId; moves: readonly EffectMove[] },
): Promise<Set<string>> => {
  const { clientId, moves } = input;
  const moved = await tx.sql<{ effect_id: string; due_at: Date }>(
    `update act_effects as e
        set due_at = m.due_at, until_at = m.until_at, state = 'asked', fault_code = null, tries = 0, looks = 0,
            changed_at = clock_now()
       from unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) as m (effect_id, due_at, until_at)
       join act_approvals as a on a.client_id = $1 and a.effect_id = m.effect_id
      where e.client_id = $1 and e.effect_id = m.effect_id
        and (e.state = 'asked' or (e.state = 'refused' and e.fault_code = 'ACT_TOO_LATE'))
        and a.withdrawn_at is null and a.from_at <= m.due_at and m.due_at < a.until_at
      returning e.effect_id, e.due_at`,
    [clientId, moves.map((m) => m.effectId), moves.map((m) => m.dueAt), moves.map((m) => m.untilAt)],
  );
  const [first] = moved.map((each) => each.due_at).toSorted((one, other) => one.getTime() - other.getTime());
  if (first !== undefined) await wantLane(tx, { clientId, lane: contentLane, dueAt: first });
  for (const { effect_id: subject } of moved) {
    await record(tx, { action: 'act.moved', clientId, actor: ctx.actor, subject });
  }
  return new Set(moved.map((each) => each.effect_id));
};
