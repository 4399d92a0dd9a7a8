import { createHash } from 'node:crypto';
import { record } from '../../foundation/audit/index.ts';
import type { Context, Tx } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { effects } from '../effects.ts';
import type { EffectKey } from '../shapes.ts';
import { askEffect } from './ask.ts';

// Made from the id of what is undone, so that undoing twice is asked once.
const undoIdOf = (effectId: string): string => {
  const hash = createHash('sha256').update(`undo|${effectId}`).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
};

/**
 * Asks for the opposite of something that is done, where Pinterest knows one: a Pin that was published or saved is deleted.
 * It goes through the ledger as everything does, at once and in its lane's order. Asked twice it happens once.
 *
 * @returns the id of the undoing; undefined when it is not done, or when nothing takes it back
 * @personal none
 */
export const undoEffect = async (
  tx: Tx,
  ctx: Context,
  input: { clientId: ClientId; effectId: string },
): Promise<string | undefined> => {
  const { clientId, effectId } = input;
  const [done] = await tx.sql<{ effect: EffectKey; outcome_id: string | null; now: Date }>(
    `select effect, outcome_id, clock_now() as now from act_effects
      where client_id = $1 and effect_id = $2 and state = 'done'`,
    [clientId, effectId],
  );
  if (done === undefined || done.outcome_id === null) return undefined;
  const back = effects[done.effect].undo?.(done.outcome_id);
  if (back === undefined) return undefined;
  const undoId = undoIdOf(effectId);
  await askEffect(tx, ctx, { clientId, effectId: undoId, ...back, dueAt: done.now, untilAt: null });
  await record(tx, {
    action: 'act.undo-asked',
    clientId,
    actor: ctx.actor,
    subject: effectId,
    facts: { undo: undoId },
  });
  return undoId;
};
