import { type EffectEntry, moveEffects } from '../../act/index.ts';
import type { Context, Tx } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { freeSlots } from '../calendar/free-slots.ts';
import { momentOf, wallClockOf } from '../calendar/moments.ts';
import { lockSlots, slotsIn, takenIn } from '../calendar/slots.ts';
import { lastMoment } from '../pins/approval-times.ts';
import { settingsIn } from '../settings/settings.ts';

/**
 * What missed its moment takes the next free one of the usual queue, where the client's policy says so and the approval covers
 * that moment; the rest is left to a person. The earliest missed goes first.
 *
 * @returns the ids of those that have another moment now
 * @cost five statements, none when nothing was late
 */
export const reSlot = async (
  tx: Tx,
  ctx: Context,
  input: { clientId: ClientId; zone: string; late: readonly EffectEntry[] },
): Promise<Set<string>> => {
  const { clientId, zone, late } = input;
  if (late.length === 0) return new Set();
  const settings = await settingsIn(tx, clientId);
  if (settings.overdue !== 'next-slot') return new Set();
  await lockSlots(tx, clientId);
  const slots = (await slotsIn(tx, clientId)).filter(({ queue }) => queue === '');
  const after = wallClockOf(zone, ctx.clock.now());
  const taken = await takenIn(tx, { clientId, after });
  const moments = freeSlots(slots, { after, taken, count: late.length });
  const inOrder = late.toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
  const plans = moments.flatMap((plannedFor, at) => {
    const entry = inOrder[at];
    return entry === undefined ? [] : [{ effectId: entry.effectId, plannedFor, dueAt: momentOf(zone, plannedFor) }];
  });
  const moves = plans.map(({ effectId, dueAt }) => ({ effectId, dueAt, untilAt: lastMoment(dueAt, settings) }));
  const moved = await moveEffects(tx, ctx, { clientId, moves });
  const kept = plans.filter(({ effectId }) => moved.has(effectId));
  await tx.sql(
    `update content_pins as p
        set planned_for = n.planned_for, due_at = n.due_at, state = 'approved', fault_code = null, changed_at = clock_now()
       from unnest($2::uuid[], $3::text[], $4::timestamptz[]) as n (pin_id, planned_for, due_at)
      where p.client_id = $1 and p.pin_id = n.pin_id`,
    [
      clientId,
      kept.map(({ effectId }) => effectId),
      kept.map(({ plannedFor }) => plannedFor),
      kept.map(({ dueAt }) => dueAt),
    ],
  );
  return moved;
};
