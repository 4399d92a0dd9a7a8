import { moveEffects, recallEffect } from '../../act/index.ts';
import { record } from '../../foundation/audit/index.ts';
import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { momentOf } from '../calendar/moments.ts';
import { settingsIn } from '../settings/settings.ts';
import { lastMoment } from './approval-times.ts';
import { zoneOf } from './make-pins.ts';
import { lockPins } from './read-pins.ts';
import type { PinRow } from './rows.ts';
import { changeable } from './states.ts';

/** A moment for a Pin; null takes it out of the calendar. */
export type PinPlan = { readonly pinId: string; readonly plannedFor: string | null };

/** What became of one of them. `was` undoes it when it is planned again. */
export type PlannedOutcome = {
  readonly pinId: string;
  readonly outcome:
    | 'moved'
    /** Moved, and what was approved has to be approved again: the yes did not cover this moment. */
    | 'approval-void'
    | 'same'
    | 'locked'
    | 'missing';
  readonly was: string | null;
};

type Planned = { readonly row: PinRow; readonly plannedFor: string | null; readonly dueAt: Date | null };

/** Of what is approved, the ledger of changes moves what the approval covers; the rest is taken back. */
const moveApproved = async (
  tx: Tx,
  ctx: Context,
  input: { clientId: ClientId; planned: readonly Planned[] },
): Promise<Map<string, 'moved' | 'approval-void' | 'locked'>> => {
  const { clientId } = input;
  const approved = input.planned.filter(({ row }) => row.state === 'approved' || row.state === 'failed');
  const settings = await settingsIn(tx, clientId);
  const moves = approved.flatMap(({ row, dueAt }) =>
    dueAt === null ? [] : [{ effectId: row.pin_id, dueAt, untilAt: lastMoment(dueAt, settings) }],
  );
  const moved = moves.length === 0 ? new Set<string>() : await moveEffects(tx, ctx, { clientId, moves });
  const outcomes = new Map<string, 'moved' | 'approval-void' | 'locked'>();
  for (const { row } of approved) {
    if (moved.has(row.pin_id)) outcomes.set(row.pin_id, 'moved');
    else {
      const recalled = await recallEffect(tx, ctx, { clientId, effectId: row.pin_id });
      outcomes.set(row.pin_id, recalled ? 'approval-void' : 'locked');
    }
  }
  return outcomes;
};

/**
 * Gives Pins a moment in the client's own time, or takes it away. What is on its way or live stays. An approved Pin keeps its
 * approval where that covers the new moment; where not, it is a draft again and says so. One outcome per Pin, in order.
 *
 * @cost about six statements, and one more for each approved Pin whose approval does not cover its new moment
 * @throws CONTENT_MOMENT_REFUSED
 * @personal none
 */
export const planPins = async (
  tx: Tx,
  ctx: Context,
  input: { clientId: ClientId; zone: string; plans: readonly PinPlan[] },
): Promise<PlannedOutcome[]> => {
  const { clientId, zone, plans } = input;
  const rows = await lockPins(tx, { clientId, pinIds: plans.map(({ pinId }) => pinId) });
  const wanted = plans.map(({ pinId, plannedFor }) => ({
    pinId,
    plannedFor,
    dueAt: plannedFor === null ? null : momentOf(zone, plannedFor),
    row: rows.get(pinId),
  }));
  const planned = wanted.flatMap(({ row, plannedFor, dueAt }): Planned[] =>
    row !== undefined && changeable.includes(row.state) && row.planned_for !== plannedFor
      ? [{ row, plannedFor, dueAt }]
      : [],
  );
  const ofApproved = await moveApproved(tx, ctx, { clientId, planned });
  const changed = planned.filter(({ row }) => ofApproved.get(row.pin_id) !== 'locked');
  await tx.sql(
    `update content_pins as p
        set planned_for = n.planned_for, due_at = n.due_at, changed_at = clock_now(),
            state = case n.outcome when 'approval-void' then 'draft' when 'moved' then 'approved' else p.state end,
            fault_code = case when n.outcome is null then p.fault_code else null end
       from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::text[]) as n (pin_id, planned_for, due_at, outcome)
      where p.client_id = $1 and p.pin_id = n.pin_id`,
    [
      clientId,
      changed.map(({ row }) => row.pin_id),
      changed.map(({ plannedFor }) => plannedFor),
      changed.map(({ dueAt }) => dueAt),
      changed.map(({ row }) => ofApproved.get(row.pin_id) ?? null),
    ],
  );
  if (changed.length > 0) {
    const facts = { count: changed.length };
    await record(tx, { action: 'content.pins-planned', clientId, actor: ctx.actor, facts });
  }
  return wanted.map(({ pinId, plannedFor, row }) => {
    const was = row?.planned_for ?? null;
    if (row === undefined || row.state === 'removed') return { pinId, outcome: 'missing', was };
    if (!changeable.includes(row.state)) return { pinId, outcome: 'locked', was };
    if (row.planned_for === plannedFor) return { pinId, outcome: 'same', was };
    return { pinId, outcome: ofApproved.get(pinId) ?? 'moved', was };
  });
};

/** Plans Pins as somebody who moves them in the calendar. @throws as `planPins` @personal none */
export const movePins = async (
  ctx: Context,
  input: { clientId: ClientId; plans: readonly PinPlan[] },
): Promise<PlannedOutcome[]> => {
  const { clientId } = input;
  const zone = await zoneOf(ctx, clientId);
  return withClient(ctx.db, { actor: ctx.actor, clientId }, (tx) => planPins(tx, ctx, { ...input, zone }));
};
