import { type AuditEntry, recordAll } from '../../foundation/audit/index.ts';
import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import { findFiles, type StoredFile } from '../../foundation/files/index.ts';
import { announce } from '../../foundation/jobs/index.ts';
import { effects } from '../effects.ts';
import { actDone, actWaits } from '../events.ts';
import { type EntryRow, type FirstRow, firstOf, type Standing, type Turn, turn } from './entries.ts';
import { freeLane, type Hold, keepLane } from './lanes.ts';
import type { HandSettings, Verdict } from './states.ts';

/** What a hand does next with a lane it holds. */
export type Step =
  /** Armed: it may happen from now on, and only this hand may make it happen. */
  | { readonly kind: 'send'; readonly entry: EntryRow; readonly files: readonly StoredFile[] }
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

/** What goes into the audit trail at the end of a step, in one statement. */
type Trail = AuditEntry[];

type Working = { readonly tx: Tx; readonly step: StepContext; readonly trail: Trail };

const standingOf = (verdict: Verdict): Standing => ({
  state: verdict.state,
  faultCode: verdict.state === 'done' ? null : verdict.code,
  looks: verdict.state === 'unsure' ? verdict.looks : 0,
  isTry: verdict.state === 'asked' && 'counted' in verdict && verdict.counted,
  outcomeId: verdict.state === 'done' ? verdict.outcomeId : null,
  foundBy: verdict.state === 'done' ? verdict.foundBy : null,
});

/** Writes where an entry stands, its step in the trail and the news, unless the lane has another holder by now. */
const write = async (working: Working, input: { entry: EntryRow; verdict: Verdict }): Promise<Turn> => {
  const { tx, step, trail } = working;
  const { ctx, hold, settings } = step;
  const { entry, verdict } = input;
  const effectId = entry.effect_id;
  const turned = await turn(tx, hold, { leaseMs: settings.leaseMs, effectId, standing: standingOf(verdict) });
  if (!turned.isHeld || !turned.isWritten) return turned;
  trail.push({
    ...actions[verdict.state],
    clientId: hold.clientId,
    actor: ctx.actor,
    subject: effectId,
    facts: {
      effect: entry.effect,
      ...(verdict.state === 'done' ? { foundBy: verdict.foundBy } : { code: verdict.code }),
    },
  });
  const about = { clientId: hold.clientId, effectId };
  if (verdict.state === 'done') await announce(tx, actDone, about);
  if (verdict.state === 'refused' || verdict.state === 'held') await announce(tx, actWaits, about);
  return turned;
};

const ARM = `
update act_effects
   set state = 'armed', fence = $3, sends = sends + 1, looks = 0, armed_at = clock_now(), ended_at = null,
       fault_code = null, changed_at = clock_now()
 where client_id = $1 and effect_id = $2 and state = 'asked' and fence <= $3
returning armed_at, sends`;

const arm = async ({ tx, step, trail }: Working, first: FirstRow): Promise<Step> => {
  const { ctx, hold } = step;
  const { effect_id: effectId, effect } = first;
  const [armed] = await tx.often<{ armed_at: Date; sends: number }>(ARM, [hold.clientId, effectId, String(hold.fence)]);
  if (armed === undefined) return rest;
  trail.push({
    action: 'act.armed',
    clientId: hold.clientId,
    actor: ctx.actor,
    subject: effectId,
    facts: { effect, fence: String(hold.fence), send: armed.sends },
  });
  const fileIds = effects[effect].fileIds?.(first.params) ?? [];
  const files = fileIds.length === 0 ? [] : await findFiles(tx, { clientId: hold.clientId, fileIds });
  return { kind: 'send', entry: { ...first, ...armed, state: 'armed' }, files };
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

const next = async (working: Working, found: FirstRow | undefined): Promise<Step> => {
  const { tx, step } = working;
  let first = found;
  for (let refused = 0; refused < MOST_REFUSED_AT_ONCE; refused += 1) {
    if (first === undefined || !first.is_due) break;
    if (first.state === 'unsure') return { kind: 'look', entry: first };
    if (first.state === 'armed') {
      const verdict = takeOver(step, first);
      await write(working, { entry: first, verdict });
      await freeLane(tx, step.hold, restOf(verdict));
      return rest;
    }
    const code = objection(first);
    if (code === undefined) return arm(working, first);
    const turned = await write(working, { entry: first, verdict: { state: 'refused', code } });
    if (!turned.isHeld) return rest;
    first = turned.isWritten ? turned.after : await firstOf(tx, step.hold);
  }
  await freeLane(tx, step.hold);
  return rest;
};

const inLane = (step: StepContext, work: (working: Working) => Promise<Step>): Promise<Step> =>
  withClient(step.ctx.db, { actor: step.ctx.actor, clientId: step.hold.clientId }, async (tx) => {
    const trail: Trail = [];
    const found = await work({ tx, step, trail });
    await recordAll(tx, trail);
    return found;
  });

/** Begins with a lane that was just taken. @cost one transaction */
export const begin = (step: StepContext): Promise<Step> =>
  inLane(step, async (working) => {
    const isHeld = await keepLane(working.tx, step.hold, step.settings.leaseMs);
    return isHeld ? next(working, await firstOf(working.tx, step.hold)) : rest;
  });

/**
 * Writes what came of a step and, in the same transaction, begins the next of the lane: what is armed then is what this
 * hand sends next.
 * @cost one transaction of five statements
 */
export const settle = (
  step: StepContext,
  input: { entry: EntryRow; verdict: Verdict; isLast: boolean },
): Promise<Step> =>
  inLane(step, async (working) => {
    const { tx } = working;
    const turned = await write(working, input);
    if (!turned.isHeld) return rest;
    const pausing = restOf(input.verdict);
    const goesOn = pausing.waitMs === undefined && pausing.pausedCode === undefined && !input.isLast;
    if (goesOn) return next(working, turned.isWritten ? turned.after : await firstOf(tx, step.hold));
    await freeLane(tx, step.hold, pausing);
    return rest;
  });
