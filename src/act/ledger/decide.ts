import { endQuiet } from '../../connect/index.ts';
import { record } from '../../foundation/audit/index.ts';
import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import { announce } from '../../foundation/jobs/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import { actDone } from '../events.ts';
import { contentLane } from './ask.ts';
import { openLanes, wantLane } from './lanes.ts';

/** What a person says of something that waits for one. */
export type Decision =
  /** It is not there: send it (again), under the same id. */
  | { readonly say: 'send' }
  /** It is there, under this id. */
  | { readonly say: 'done'; readonly outcomeId: string }
  /** Never mind. */
  | { readonly say: 'drop' };

const sets: Readonly<Record<Decision['say'], string>> = {
  send: "state = 'asked', fault_code = null, sends = 0, tries = 0, looks = 0",
  done: "state = 'done', found_by = 'person', outcome_id = $3",
  drop: "state = 'dropped'",
};

// Nothing that may be under way can be decided about; what merely waits can be dropped.
const froms: Readonly<Record<Decision['say'], string>> = {
  send: "('refused', 'held')",
  done: "('held')",
  drop: "('asked', 'refused', 'held')",
};

/**
 * Carries out what a person decided about something that was refused, or of which nobody knows whether it happened.
 *
 * @throws ACT_NOT_WAITING (`conflict`) when it is not there any more to be decided about
 * @personal none
 */
export const decideEffect = (
  ctx: Context,
  input: { clientId: ClientId; effectId: string; decision: Decision },
): Promise<void> => {
  const { clientId, effectId, decision } = input;
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const values = [clientId, effectId, ...(decision.say === 'done' ? [decision.outcomeId] : [])];
    const [decided] = await tx.sql<{ due_at: Date }>(
      `update act_effects set ${sets[decision.say]}, changed_at = clock_now()
        where client_id = $1 and effect_id = $2 and state in ${froms[decision.say]} returning due_at`,
      values,
    );
    if (decided === undefined) {
      throw new Fault('ACT_NOT_WAITING', 'conflict', 'This does not wait for a decision any more.', {
        facts: { effectId },
      });
    }
    if (decision.say === 'send') await wantLane(tx, { clientId, lane: contentLane, dueAt: decided.due_at });
    if (decision.say === 'done') await announce(tx, actDone, { clientId, effectId });
    await record(tx, {
      action: 'act.decided',
      clientId,
      actor: ctx.actor,
      subject: effectId,
      facts: { decision: decision.say },
    });
  });
};

// A block against spam is lifted by a person who looked; a new consent says nothing about it.
const SPAM = 'PINTEREST_SPAM_BLOCK';

/** A client is connected again: what waited for that goes on. @personal none */
export const openAfterConsent = (ctx: Context, input: { clientId: ClientId }): Promise<number> =>
  withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, (tx) =>
    openLanes(tx, { ...input, exceptCode: SPAM }),
  );

const opened = async (tx: Tx, ctx: Context, clientId: ClientId): Promise<number> => {
  const count = await openLanes(tx, { clientId });
  if (count > 0) await record(tx, { action: 'act.lane-opened', clientId, actor: ctx.actor, facts: { count } });
  return count;
};

/** A person looked and says that it may go on, before the quiet we keep by ourselves is over. @personal none */
export const openByPerson = async (ctx: Context, input: { clientId: ClientId }): Promise<number> => {
  await endQuiet(ctx, input);
  return withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, (tx) => opened(tx, ctx, input.clientId));
};
