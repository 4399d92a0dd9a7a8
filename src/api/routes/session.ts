import { z } from 'zod';
import { Fault } from '../../foundation/kit/index.ts';
import {
  listUsers,
  type SignedIn,
  sessionCookie,
  sessionToken,
  signIn,
  signOut,
  verifyTotp,
} from '../../identity/index.ts';
import { me, signInAnswer, signInRequest, totpRequest } from '../contract.ts';
import { type Asked, type Route, route } from '../route.ts';
import type { Surroundings } from '../surroundings.ts';

// A person types a password a few times a minute; a machine that guesses does it thousands of times.
const SIGN_INS_A_MINUTE = 20;

const isSecure = ({ config }: Surroundings): boolean => config.publicUrl?.startsWith('https:') ?? false;

const signInContext = (around: Surroundings) => ({ ...around.ctx, db: around.signIn, keys: around.keys });

const answerOf = (around: Surroundings, asked: Pick<Asked, 'reply'>, signedIn: SignedIn) => {
  asked.reply.header('set-cookie', sessionCookie({ token: signedIn.token, isSecure: isSecure(around) }));
  return { next: signedIn.state === 'complete' ? ('done' as const) : ('totp' as const) };
};

/** Who is signed in; first and second step of signing in; signing out. */
export const sessionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/session',
    action: 'signed-in',
    answer: me,
    run: async ({ ctx }, { person }) => {
      if (person.kind !== 'user') throw new Fault('IDENTITY_NOT_SIGNED_IN', 'unauthenticated', 'A key is nobody.');
      const user = (await listUsers(ctx)).find((each) => each.userId === person.userId);
      return {
        id: person.userId,
        name: person.name,
        email: user?.email ?? '',
        locale: person.locale,
        role: person.role,
      };
    },
  }),
  route({
    method: 'POST',
    path: '/session',
    action: 'public',
    body: signInRequest,
    answer: signInAnswer,
    perMinute: SIGN_INS_A_MINUTE,
    run: async (around, asked) => answerOf(around, asked, await signIn(signInContext(around), asked.body)),
  }),
  route({
    method: 'POST',
    path: '/session/totp',
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
    method: 'DELETE',
    path: '/session',
    action: 'signed-in',
    answer: z.undefined(),
    run: async (around, { request, reply }) => {
      const token = sessionToken(request.headers.cookie);
      if (token !== undefined) await signOut(signInContext(around), { token });
      reply.header('set-cookie', sessionCookie({ token: undefined, isSecure: isSecure(around) }));
      reply.header('clear-site-data', '"cache", "storage"');
      return undefined;
    },
  }),
];
