import type { z } from 'zod';
import { record } from '../../foundation/audit/index.ts';
import type { Context, Tx } from '../../foundation/db/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import { effects } from '../effects.ts';
import type { EffectKey } from '../shapes.ts';
import { withdrawApproval } from './approvals.ts';
import { wantLane } from './lanes.ts';

/** The one lane of what belongs to a client's Pinterest account: Pins, boards and sections. */
export const contentLane = 'content';

/** A change to make at Pinterest. */
export type EffectWish = {
  readonly clientId: ClientId;
  /** Made by the asker when the thing is drafted; it travels in a Pin's own address. */
  readonly effectId: string;
  readonly effect: EffectKey;
  readonly params: unknown;
  readonly dueAt: Date;
  /** Not begun after it; null: no end. */
  readonly untilAt: Date | null;
};

const paramsRefused = (effect: EffectKey, issue: z.core.$ZodIssue | undefined): Fault =>
  new Fault('ACT_PARAMS_REFUSED', 'invalid', 'The change does not say what Pinterest needs to be told.', {
    facts: { effect, field: issue?.path.join('.') ?? '', rule: issue?.code ?? '' },
  });

/** The params of a wish, read by the effect's own schema. @throws ACT_PARAMS_REFUSED naming field and rule */
export const readParams = ({ effect, params }: Pick<EffectWish, 'effect' | 'params'>): unknown => {
  const read = effects[effect].params.safeParse(params);
  if (!read.success) throw paramsRefused(effect, read.error.issues[0]);
  return read.data;
};

/**
 * Asks for a change at Pinterest, in the transaction of whoever wants it. Asked twice under one id it stands once, as it was
 * asked first: the answer is false then.
 *
 * @throws ACT_PARAMS_REFUSED naming field and rule
 * @personal none
 */
export const askEffect = async (tx: Tx, ctx: Context, wish: EffectWish): Promise<boolean> => {
  const { clientId, effectId, effect, dueAt, untilAt } = wish;
  const params = readParams(wish);
  const [asked] = await tx.sql(
    `insert into act_effects (client_id, effect_id, lane, effect, params, state, due_at, until_at, asked_at, changed_at)
     values ($1, $2, $3, $4, $5, 'asked', $6, $7, clock_now(), clock_now())
     on conflict (client_id, effect_id) do nothing returning 1`,
    [clientId, effectId, contentLane, effect, JSON.stringify(params), dueAt, untilAt],
  );
  if (asked === undefined) return false;
  await wantLane(tx, { clientId, lane: contentLane, dueAt });
  await record(tx, { action: 'act.asked', clientId, actor: ctx.actor, subject: effectId, facts: { effect } });
  return true;
};

/**
 * Gives something that waits, or that was refused, another time and other params: what changed has to be approved anew.
 * False when it is past changing: in flight, done, or given up after it had been sent.
 *
 * @throws ACT_PARAMS_REFUSED
 * @personal none
 */
export const askAgain = async (tx: Tx, ctx: Context, wish: EffectWish): Promise<boolean> => {
  const { clientId, effectId, effect, dueAt, untilAt } = wish;
  const params = readParams(wish);
  const [changed] = await tx.sql(
    `update act_effects
        set params = $3, due_at = $4, until_at = $5, state = 'asked', fault_code = null, tries = 0, looks = 0,
            changed_at = clock_now()
      where client_id = $1 and effect_id = $2 and effect = $6
        -- What was given up after it had been sent may be there: it is never asked again.
        and (state in ('asked', 'refused') or (state = 'dropped' and sends = 0))
      returning 1`,
    [clientId, effectId, JSON.stringify(params), dueAt, untilAt, effect],
  );
  if (changed === undefined) return false;
  await wantLane(tx, { clientId, lane: contentLane, dueAt });
  await record(tx, { action: 'act.asked-again', clientId, actor: ctx.actor, subject: effectId, facts: { effect } });
  return true;
};

/**
 * Takes back what surely is not there, and the approval with it: nothing goes out until it is asked and approved again. False
 * when it is past that: in flight, done, or with a person who has to say whether it is there.
 *
 * @personal none
 */
export const recallEffect = async (
  tx: Tx,
  ctx: Context,
  input: { clientId: ClientId; effectId: string },
): Promise<boolean> => {
  const { clientId, effectId } = input;
  const [recalled] = await tx.sql(
    `update act_effects set state = 'dropped', fault_code = null, sends = 0, changed_at = clock_now()
      where client_id = $1 and effect_id = $2 and state in ('asked', 'refused') returning 1`,
    [clientId, effectId],
  );
  if (recalled === undefined) return false;
  await withdrawApproval(tx, ctx, { clientId, effectId });
  await record(tx, { action: 'act.recalled', clientId, actor: ctx.actor, subject: effectId });
  return true;
};
