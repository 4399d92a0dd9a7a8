import { record } from '../../foundation/audit/index.ts';
import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import { announce } from '../../foundation/jobs/index.ts';
import { effects } from '../effects.ts';
import { actDone, actWaits } from '../events.ts';
import { type EntryRow, type FirstRow, firstOf } from './entries.ts';
import { freeLane, type Hold, keepLane } from './lanes.ts';
import type { HandSettings, Verdict } from './states.ts';

/** What a hand does next with a lane it holds. */
export type Step =
  /** Armed: it may happen from now on, and only this hand may make it happen. */
  | { readonly kind: 'send'; readonly entry: EntryRow }
  /** Read back whether it is there. */
  | { readonly kind: 'look'; readonly entry: EntryRow }
  /** The lane was given back, or is another's by now. */
  | { readonly kind: 'rest' };

/** What every step works with. */
export type StepContext = { readonly ctx: Context; readonly hold: Hold; readonly settings: HandSettings };

// What is refused at its turn lets the next pass; a transaction of more than these would hold the lane's row too long.
const MOST_REFUSED_AT_ONCE = 20;

const rest = { kind: 'rest' } as const;

// Written out, so that the trail's words can be held against them.
const actions: Readonly<Record<Verdict['state'], { action: string }>> = {
  asked: { action: 'act.put-back' },
  unsure: { action: 'act.unsure' },
  done: { action: 'act.done' },
  refused: { action: 'act.refused' },
  held: { action: 'act.held' },
};

type Written = Pick<EntryRow, 'effect_id' | 'effect'>;

/** Writes where an entry stands, its step in the trail and the news, unless the lane's fence has moved on. */
const write = async (tx: Tx, { ctx, hold }: StepContext, input: { entry: Written; verdict: Verdict }) => {
  const { entry, verdict } = input;
  const code = verdict.state === 'done' ? null : verdict.code;
  await tx.sql(
    `update act_effects
        set state = $4, fault_code = $5, changed_at = clock_now(),
            looks = coalesce($6, 0), tries = case when $7 then tries + 1 else tries end,
            outcome_id = $8, found_by = $9,
            ended_at = case when $4 = 'unsure' and state = 'armed' then clock_timestamp() else ended_at end
      where client_id = $1 and effect_id = $2 and fence <= $3 and state in ('asked', 'armed', 'unsure')`,
    [
      hold.clientId,
      entry.effect_id,
      String(hold.fence),
      verdict.state,
      code,
      verdict.state === 'unsure' ? verdict.looks : null,
      verdict.state === 'asked' && 'counted' in verdict && verdict.counted,
      verdict.state === 'done' ? verdict.outcomeId : null,
      verdict.state === 'done' ? verdict.foundBy : null,
    ],
  );
  await record(tx, {
    ...actions[verdict.state],
    clientId: hold.clientId,
    actor: ctx.actor,
    subject: entry.effect_id,
    facts: {
      effect: entry.effect,
      ...(code !== null && { code }),
      ...(verdict.state === 'done' && { foundBy: verdict.foundBy }),
    },
  });
  const about = { clientId: hold.clientId, effectId: entry.effect_id };
  if (verdict.state === 'done') await announce(tx, actDone, about);
  if (verdict.state === 'refused' || verdict.state === 'held') await announce(tx, actWaits, about);
};

const arm = async (tx: Tx, { ctx, hold }: StepContext, first: FirstRow): Promise<Step> => {
  const [armed] = await tx.sql<{ armed_at: Date; sends: number }>(
    `update act_effects
        set state = 'armed', fence = $3, sends = sends + 1, looks = 0, armed_at = clock_now(), ended_at = null,
            fault_code = null, changed_at = clock_now()
      where client_id = $1 and effect_id = $2 and state = 'asked' and fence <= $3
      returning armed_at, sends`,
    [hold.clientId, first.effect_id, String(hold.fence)],
  );
  if (armed === undefined) return rest;
  await record(tx, {
    action: 'act.armed',
    clientId: hold.clientId,
    actor: ctx.actor,
    subject: first.effect_id,
    facts: { effect: first.effect, fence: String(hold.fence), send: armed.sends },
  });
  return { kind: 'send', entry: { ...first, ...armed, state: 'armed' } };
};

/** Why something may not be sent now although it is due; undefined when it may. */
const objection = (first: FirstRow): string | undefined => {
  if (first.is_late) return 'ACT_TOO_LATE';
  const hash = effects[first.effect].approvedHash?.(first.params);
  if (hash === undefined) return undefined;
  if (first.content_hash === null) return 'ACT_NOT_APPROVED';
  if (!first.content_hash.equals(hash)) return 'ACT_APPROVAL_DIFFERS';
  return first.is_approved_now === true ? undefined : 'ACT_APPROVAL_ENDED';
};

// Whoever armed it died or lost the lane: nobody knows whether the call was made, so it counts as ended just now.
const takeOver = (step: StepContext, first: FirstRow): Verdict =>
  effects[first.effect].witness === undefined
    ? { state: 'asked', code: 'ACT_HAND_LOST', waitMs: 0, counted: true }
    : { state: 'unsure', code: 'ACT_HAND_LOST', waitMs: step.settings.looksMs[0], looks: 0 };

const restOf = (verdict: Verdict): { waitMs?: number; pausedCode?: string } => {
  if (verdict.state !== 'asked' && verdict.state !== 'unsure') return {};
  return 'pause' in verdict ? { pausedCode: verdict.code } : { waitMs: verdict.waitMs };
};

const next = async (tx: Tx, step: StepContext): Promise<Step> => {
  for (let refused = 0; refused < MOST_REFUSED_AT_ONCE; refused += 1) {
    const first = await firstOf(tx, step.hold);
    if (first === undefined || !first.is_due) break;
    if (first.state === 'unsure') return { kind: 'look', entry: first };
    if (first.state === 'armed') {
      const verdict = takeOver(step, first);
      await write(tx, step, { entry: first, verdict });
      await freeLane(tx, step.hold, restOf(verdict));
      return rest;
    }
    const code = objection(first);
    if (code === undefined) return arm(tx, step, first);
    await write(tx, step, { entry: first, verdict: { state: 'refused', code } });
  }
  await freeLane(tx, step.hold);
  return rest;
};

const inLane = (step: StepContext, work: (tx: Tx) => Promise<Step>): Promise<Step> =>
  withClient(step.ctx.db, { actor: step.ctx.actor, clientId: step.hold.clientId }, async (tx) =>
    (await keepLane(tx, step.hold, step.settings.leaseMs)) ? work(tx) : rest,
  );

/** Begins with a lane that was just taken. @cost one transaction */
export const begin = (step: StepContext): Promise<Step> => inLane(step, (tx) => next(tx, step));

/**
 * Writes what came of a step and, in the same transaction, begins the next of the lane: what is armed then is what this
 * hand sends next.
 * @cost one transaction of about eight statements
 */
export const settle = (
  step: StepContext,
  input: { entry: EntryRow; verdict: Verdict; isLast: boolean },
): Promise<Step> =>
  inLane(step, async (tx) => {
    await write(tx, step, input);
    const pausing = restOf(input.verdict);
    const goesOn = pausing.waitMs === undefined && pausing.pausedCode === undefined && !input.isLast;
    if (goesOn) return next(tx, step);
    await freeLane(tx, step.hold, pausing);
    return rest;
  });
