import { z } from 'zod';
import { asFault, Fault } from '../../foundation/kit/index.ts';
import {
  listUsers,
  type Person,
  requireSession,
  type SignedIn,
  sessionCookie,
  sessionToken,
  signIn,
  signOut,
  verifyRecoveryCode,
  verifyTotp,
} from '../../identity/index.ts';
import { may } from '../../identity/policy.ts';
import { allActions } from '../../identity/rights.ts';
import { recoveryRequest } from '../contract/people.ts';
import type { Session } from '../contract.ts';
import { session, signInAnswer, signInRequest, totpRequest } from '../contract.ts';
import { type Asked, type Route, route } from '../route.ts';
import type { Surroundings } from '../surroundings.ts';
import { signInContext } from './people/shared.ts';

// A person types a password a few times a minute; a machine that guesses does it thousands of times.
const SIGN_INS_A_MINUTE = 20;

const isSecure = ({ config }: Surroundings): boolean => config.publicUrl?.startsWith('https:') ?? false;

const answerOf = (around: Surroundings, asked: Pick<Asked, 'reply'>, signedIn: SignedIn) => {
  asked.reply.header('set-cookie', sessionCookie({ token: signedIn.token, isSecure: isSecure(around) }));
  return { next: signedIn.state === 'complete' ? ('done' as const) : ('totp' as const) };
};

const findPerson = async ({ ctx }: Surroundings, { request }: Asked): Promise<Person | undefined> => {
  try {
    return await requireSession(ctx, request.headers);
  } catch (error) {
    if (asFault(error).kind === 'unauthenticated') return undefined;
    throw error;
  }
};

/** Who is signed in; first and second step of signing in; signing out. */
export const sessionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in; null when nobody is',
    action: 'public',
    answer: session,
    run: async (around, asked): Promise<Session> => {
      const person = await findPerson(around, asked);
      if (person?.kind !== 'user') return null;
      const user = (await listUsers(around.ctx)).find((each) => each.userId === person.userId);
      return {
        id: person.userId,
        name: person.name,
        email: user?.email ?? '',
        locale: person.locale,
        role: person.role,
        may: allActions.filter((action) => may(person, action)),
      };
    },
  }),
  route({
    method: 'POST',
    path: '/session',
    summary: 'First step of signing in: address and password',
    action: 'public',
    body: signInRequest,
    answer: signInAnswer,
    perMinute: SIGN_INS_A_MINUTE,
    run: async (around, asked) => answerOf(around, asked, await signIn(signInContext(around), asked.body)),
  }),
  route({
    method: 'POST',
    path: '/session/totp',
    summary: 'Second step of signing in: the code of the authenticator app',
    action: 'public',
    body: totpRequest,
    answer: signInAnswer,
    perMinute: SIGN_INS_A_MINUTE,
    run: async (around, asked) => {
      const token = sessionToken(asked.request.headers.cookie);
      if (token === undefined) throw new Fault('IDENTITY_NOT_SIGNED_IN', 'unauthenticated', 'Give the password first.');
      return answerOf(around, asked, await verifyTotp(signInContext(around), { token, code: asked.body.code }));
    },
  }),
  route({
    method: 'POST',
    path: '/session/recovery',
    summary: 'Second step of signing in without the authenticator app: a recovery code, which works once',
    action: 'public',
    body: recoveryRequest,
    answer: signInAnswer,
    perMinute: SIGN_INS_A_MINUTE,
    run: async (around, asked) => {
      const token = sessionToken(asked.request.headers.cookie);
      if (token === undefined) throw new Fault('IDENTITY_NOT_SIGNED_IN', 'unauthenticated', 'Give the password first.');
      return answerOf(around, asked, await verifyRecoveryCode(signInContext(around), { token, code: asked.body.code }));
    },
  }),
  route({
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out',
    action: 'signed-in',
    answer: z.undefined(),
    run: async (around, { request, reply }) => {
      const token = sessionToken(request.headers.cookie);
      if (token !== undefined) await signOut(signInContext(around), { token });
      reply.header('set-cookie', sessionCookie({ token: undefined, isSecure: isSecure(around) }));
      reply.header('clear-site-data', '"cache"');
      return undefined;
    },
  }),
];
