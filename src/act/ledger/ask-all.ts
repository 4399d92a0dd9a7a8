import { recordAll } from '../../foundation/audit/index.ts';
import type { Context, Tx } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { contentLane, type EffectWish, readParams } from './ask.ts';
import { wantLane } from './lanes.ts';

/** A change to make at Pinterest, of a client named beside it. */
export type ClientWish = Omit<EffectWish, 'clientId'>;

/**
 * Asks for many changes of one client, as `askEffect` does for one; those due at the same moment happen in the order given.
 * What stands already under its id stays as it is.
 *
 * @returns the ids that were not asked before
 * @throws ACT_PARAMS_REFUSED naming field and rule of the first that is refused; then nothing is asked
 * @cost three statements, however many
 * @personal none
 */
export const askEffects = async (
  tx: Tx,
  ctx: Context,
  input: { clientId: ClientId; wishes: readonly ClientWish[] },
): Promise<Set<string>> => {
  const { clientId } = input;
  const wishes = input.wishes.map((wish) => ({ ...wish, params: readParams(wish) }));
  const asked = await tx.sql<{ effect_id: string; due_at: Date }>(
    `insert into act_effects (client_id, effect_id, lane, effect, params, state, due_at, until_at, asked_at, changed_at)
     select $1, w.effect_id, $2, w.effect, w.params, 'asked', w.due_at, w.until_at, t.now, t.now
       from unnest($3::uuid[], $4::text[], $5::jsonb[], $6::timestamptz[], $7::timestamptz[]) with ordinality
              as w (effect_id, effect, params, due_at, until_at, nth)
      cross join (select clock_now() as now) as t
      order by w.nth
     on conflict (client_id, effect_id) do nothing
     returning effect_id, due_at`,
    [
      clientId,
      contentLane,
      wishes.map((wish) => wish.effectId),
      wishes.map((wish) => wish.effect),
      wishes.map((wish) => JSON.stringify(wish.params)),
      wishes.map((wish) => wish.dueAt),
      wishes.map((wish) => wish.untilAt),
    ],
  );
  const ids = new Set(asked.map((row) => row.effect_id));
  const first = asked.reduce<Date | undefined>(
    (least, { due_at: at }) => (least === undefined || at < least ? at : least),
    undefined,
  );
  if (first === undefined) return ids;
  await wantLane(tx, { clientId, lane: contentLane, dueAt: first });
  const told = wishes.filter((wish) => ids.has(wish.effectId));
  await recordAll(
    tx,
    told.map(({ effectId: subject, effect }) => ({
      action: 'act.asked',
      clientId,
      actor: ctx.actor,
      subject,
      facts: { effect },
    })),
  );
  return ids;
};
