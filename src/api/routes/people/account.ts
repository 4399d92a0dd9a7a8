import { z } from 'zod';
import {
  changePassword,
  confirmCode,
  endSession,
  endSessions,
  listSessions,
  listUsers,
  makeRecoveryCodes,
  openOwnFactor,
  ownProofs,
  replaceOwnFactor,
  sessionCookie,
} from '../../../identity/index.ts';
import {
  account,
  enrolment,
  enrolRequest,
  ownSessionList,
  passwordChange,
  recoveryAnswer,
} from '../../contract/people.ts';
import { totpRequest } from '../../contract.ts';
import { type Route, route } from '../../route.ts';
import { idIn, signInContext, tellChanged, userOf } from './shared.ts';

// A person mistypes a code or a password a few times; a machine that guesses does it thousands of times.
const TRIES_A_MINUTE = 20;

/** What a person does with their own sessions and proofs. */
export const accountRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/session/confirm',
    summary: 'Give the second factor once more; what makes people, keys or codes asks for one within 15 minutes',
    action: 'signed-in',
    body: totpRequest,
    answer: z.undefined(),
    perMinute: TRIES_A_MINUTE,
    run: async (around, { person, body }) => {
      await confirmCode(signInContext(around), { person, code: body.code });
      return undefined;
    },
  }),
  route({
    method: 'GET',
    path: '/account',
    summary: 'What you have to prove who you are',
    action: 'signed-in',
    answer: account,
    run: (around, asked) => ownProofs(signInContext(around), userOf(asked)),
  }),
  route({
    method: 'POST',
    path: '/account/password',
    summary: 'Change your password; your other sessions end',
    action: 'signed-in',
    body: passwordChange,
    answer: z.undefined(),
    perMinute: TRIES_A_MINUTE,
    run: async (around, asked) => {
      await changePassword(signInContext(around), { person: userOf(asked), ...asked.body });
      await tellChanged(around, asked, { userId: userOf(asked).userId, what: 'password' });
      return undefined;
    },
  }),
  route({
    method: 'POST',
    path: '/account/recovery-codes',
    summary: 'Ten fresh recovery codes, shown this once; older ones are worth nothing',
    action: 'signed-in',
    isFresh: true,
    answer: recoveryAnswer,
    run: async (around, asked) => {
      const recoveryCodes = [...(await makeRecoveryCodes(signInContext(around), userOf(asked)))];
      await tellChanged(around, asked, { userId: userOf(asked).userId, what: 'recovery-codes' });
      return { recoveryCodes };
    },
  }),
  route({
    method: 'POST',
    path: '/account/factor/open',
    summary: 'A fresh second factor to enrol instead of the present one, which works until then',
    action: 'signed-in',
    isFresh: true,
    answer: enrolment,
    run: async (around, asked) => {
      const { userId } = userOf(asked);
      const user = (await listUsers(around.ctx)).find((each) => each.userId === userId);
      return openOwnFactor(signInContext(around), { userId, email: user?.email ?? '' });
    },
  }),
  route({
    method: 'PUT',
    path: '/account/factor',
    summary: 'Put the factor just enrolled in the place of the present one; your other sessions end',
    action: 'signed-in',
    isFresh: true,
    body: enrolRequest,
    answer: z.undefined(),
    perMinute: TRIES_A_MINUTE,
    run: async (around, asked) => {
      await replaceOwnFactor(signInContext(around), { person: userOf(asked), ...asked.body });
      await tellChanged(around, asked, { userId: userOf(asked).userId, what: 'factor' });
      return undefined;
    },
  }),
  route({
    method: 'GET',
    path: '/account/sessions',
    summary: 'Where you are signed in, the latest used first',
    action: 'signed-in',
    answer: ownSessionList,
    run: async ({ ctx }, { person }) => ({
      items: (await listSessions(ctx, person)).map((each) => ({
        id: each.sessionId,
        startedAt: each.startedAt.toISOString(),
        seenAt: each.seenAt.toISOString(),
        expiresAt: each.expiresAt.toISOString(),
        isThis: each.isThis,
      })),
    }),
  }),
  route({
    method: 'DELETE',
    path: '/account/sessions/:sessionId',
    summary: 'Sign one of your sessions out',
    action: 'signed-in',
    answer: z.undefined(),
    run: async (around, asked) => {
      const { userId } = userOf(asked);
      await endSession(signInContext(around), { userId, sessionId: idIn(asked, 'sessionId') });
      return undefined;
    },
  }),
  route({
    method: 'DELETE',
    path: '/account/sessions',
    summary: 'Sign out everywhere, here too',
    action: 'signed-in',
    answer: z.undefined(),
    run: async (around, asked) => {
      const { userId } = userOf(asked);
      await endSessions(signInContext(around), { userId });
      const isSecure = around.config.publicUrl?.startsWith('https:') ?? false;
      asked.reply.header('set-cookie', sessionCookie({ token: undefined, isSecure }));
      asked.reply.header('clear-site-data', '"cache"');
      return undefined;
    },
  }),
];
