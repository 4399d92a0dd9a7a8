import type { Context } from '../../foundation/db/index.ts';
import { Fault } from '../../foundation/kit/index.ts';
import type { Person } from '../shapes.ts';

/**
 * How long a second factor counts as just given. Longer, and a session that was left open or stolen makes keys and people;
 * shorter, and whoever invites five colleagues types five codes.
 */
const FRESH_MINUTES = 15;

/**
 * Refuses what makes people, keys or proofs when the second factor was not given lately: a session alone, however it was
 * come by, does not turn into a way in that lasts. `confirmCode` makes it fresh again.
 *
 * @throws IDENTITY_CODE_AGAIN
 * @personal none
 */
export const requireFresh = (ctx: Pick<Context, 'clock'>, person: Person): void => {
  const given = person.kind === 'user' ? person.secondFactorAt : null;
  const isFresh = given !== null && ctx.clock.now().getTime() - given.getTime() < FRESH_MINUTES * 60_000;
  if (!isFresh) throw new Fault('IDENTITY_CODE_AGAIN', 'forbidden', 'The second factor was given too long ago.');
};
