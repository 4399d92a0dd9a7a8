import type { Tx } from '../../foundation/db/index.ts';
import { asFault, Fault } from '../../foundation/kit/index.ts';
import { open, seal } from '../../foundation/runtime/index.ts';
import type { IdentityContext } from '../people/add-user.ts';
import { hashToken } from '../proofs/tokens.ts';
import { makeTotpSecret, matchTotp, otpauthUrl } from '../proofs/totp.ts';

/** Time to install an app, scan the code and choose a password. */
const LIFE_MINUTES = 30;

/** A second factor that is being enrolled: shown to whoever opened the link, kept nowhere until it was proven. */
export type Enrolment = {
  /** Goes back with the code; sealed, so that nobody can choose a secret. */
  readonly ticket: string;
  readonly secret: string;
  readonly otpauthUrl: string;
};

const placeOf = (token: string): string => `identity-enrolment|${hashToken(token)}`;

/**
 * A fresh second factor for who opened a link. Each opening gets another one, and only the one that is proven counts: who
 * read the link before (a mailbox, a forwarder) does not hold the factor that is enrolled in the end.
 *
 * @personal contact.email in the address for the app
 */
export const makeEnrolment = (ctx: IdentityContext, input: { token: string; email: string }): Enrolment => {
  const secret = makeTotpSecret();
  const until = ctx.clock.now().getTime() + LIFE_MINUTES * 60_000;
  const ticket = seal(ctx.keys, `${until} ${secret}`, placeOf(input.token)).toString('base64url');
  return { ticket, secret, otpauthUrl: otpauthUrl({ email: input.email, secret }) };
};

const refused = (): Fault => new Fault('IDENTITY_CODE_REFUSED', 'invalid', 'The code is not right, or was used.');

const secretIn = (ctx: IdentityContext, input: { token: string; ticket: string }): string => {
  try {
    const text = open(ctx.keys, Buffer.from(input.ticket, 'base64url'), placeOf(input.token)).reveal();
    const [until, secret] = text.split(' ');
    if (secret === undefined || Number(until) < ctx.clock.now().getTime()) throw refused();
    return secret;
  } catch (error) {
    // A ticket of another link, or one that somebody made, does not open: that is the asker's doing, not ours.
    if (asFault(error).code === 'RUNTIME_SEAL_BROKEN') throw refused();
    throw error;
  }
};

/**
 * The factor that a code proves, and the step of that code, which is used up by it.
 *
 * @throws IDENTITY_CODE_REFUSED
 */
export const proveEnrolment = async (
  tx: Tx,
  ctx: IdentityContext,
  input: { token: string; ticket: string | undefined; code: string | undefined },
): Promise<{ secret: string; step: number }> => {
  if (input.ticket === undefined || input.code === undefined) throw refused();
  const secret = secretIn(ctx, { token: input.token, ticket: input.ticket });
  // Real time, not the calendar: a phone knows nothing of the clock of a demo.
  const [row] = await tx.sql<{ epoch: number }>('select extract(epoch from clock_timestamp())::float8 as epoch');
  const step = matchTotp(secret, input.code, row?.epoch ?? 0);
  if (step === undefined) throw refused();
  return { secret, step };
};
