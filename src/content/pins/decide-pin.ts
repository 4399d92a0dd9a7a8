import { type Decision, decideEffect } from '../../act/index.ts';
import { type Context, withClient } from '../../foundation/db/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import type { PinState } from '../shapes.ts';
import { getPin } from './read-pins.ts';

// Given up after it may have been sent, it is never asked again: it may be there after all.
const states: Readonly<Record<Decision['say'], PinState | undefined>> = {
  send: 'approved',
  // The ledger's own news makes it live, with the moment.
  done: undefined,
  drop: 'removed',
};

/**
 * Carries out what a person says of a Pin that did not go out: send it again, it is there already, or never mind.
 *
 * @throws CONTENT_PIN_MISSING; CONTENT_NOT_IN_REVIEW when it waits for nobody; ACT_NOT_WAITING when somebody decided just before
 * @cost two transactions
 * @personal none
 */
export const decidePin = async (
  ctx: Context,
  input: { clientId: ClientId; pinId: string; decision: Decision },
): Promise<void> => {
  const { clientId, pinId, decision } = input;
  const { state } = await getPin(ctx, { clientId, pinId });
  if (state !== 'failed') throw new Fault('CONTENT_NOT_IN_REVIEW', 'conflict', 'The Pin waits for no decision.');
  await decideEffect(ctx, { clientId, effectId: pinId, decision });
  const next = states[decision.say];
  if (next === undefined) return;
  // Lost between the two, the Pin stays with a person until the ledger's next news of it.
  await withClient(ctx.db, { actor: ctx.actor, clientId }, (tx) =>
    tx.sql(
      `update content_pins set state = $3, fault_code = null, changed_at = clock_now()
        where client_id = $1 and pin_id = $2 and state = 'failed'`,
      [clientId, pinId, next],
    ),
  );
};
