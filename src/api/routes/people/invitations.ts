import { z } from 'zod';
import type { Locale } from '../../../foundation/kit/index.ts';
import {
  acceptInvitation,
  type Invitation,
  invite,
  isSetUpOpen,
  listInvitations,
  openInvitation,
  sessionCookie,
  withdrawInvitation,
} from '../../../identity/index.ts';
import { type MailOutcome, mailStates } from '../../../mail/index.ts';
import type { InvitationItem } from '../../contract/people.ts';
import {
  acceptAnswer,
  acceptRequest,
  invitationLink,
  invitationList,
  invitationRequest,
  openedInvitation,
  openRequest,
  pageQuery,
  setUp,
} from '../../contract/people.ts';
import { localeOf, wordsFor } from '../../middleware/problems.ts';
import { newestFirst, pageOf } from '../../present/page.ts';
import { type Route, route } from '../../route.ts';
import { clientsChosen, clientsTold, idIn, linkOf, pageAsked, postOf, signInContext, tellChanged } from './shared.ts';

// A link is 256 random bits; this only keeps the work of refusing guesses small.
const TRIES_A_MINUTE = 20;

const mailTold = (outcome: MailOutcome | undefined, locale: Locale): InvitationItem['mail'] => {
  if (outcome === undefined) return null;
  const words = outcome.code === null ? { meaning: null, remedy: null } : wordsFor(outcome.code, locale);
  return { ...outcome, ...words };
};

const told = (each: Invitation, mail: InvitationItem['mail']): InvitationItem => ({
  id: each.invitationId,
  kind: each.kind,
  email: each.email,
  name: each.name,
  role: each.role,
  clientIds: clientsTold(each.clientIds),
  addedAt: each.addedAt.toISOString(),
  expiresAt: each.expiresAt.toISOString(),
  mail,
});

/** Inviting people, for administrators. */
export const invitationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/invitations',
    summary: 'Invitations that were not accepted yet, the newest first, without their links',
    action: 'users.manage',
    query: pageQuery,
    answer: invitationList,
    run: async ({ ctx }, asked) => {
      const keyOf = (each: Invitation) => newestFirst(each.addedAt, each.invitationId);
      const { items, next } = pageOf(await listInvitations(ctx), pageAsked(asked), keyOf);
      const outcomes = await mailStates(ctx, { mailIds: items.flatMap((each) => each.mailId ?? []) });
      const locale = localeOf(asked.request.headers['accept-language']);
      return { items: items.map((each) => told(each, mailTold(outcomes.get(each.mailId ?? ''), locale))), next };
    },
  }),
  route({
    method: 'POST',
    path: '/invitations',
    summary: 'Invite a person; the link is e-mailed where a mail server is configured, and shown this once',
    action: 'users.manage',
    isFresh: true,
    body: invitationRequest,
    answer: invitationLink,
    run: async (around, asked) => {
      const { clientIds, ...person } = asked.body;
      const chosen = await clientsChosen(around, clientIds);
      const post = postOf(around, asked);
      const made = await invite(around.ctx, { ...person, ...chosen, by: asked.person, post });
      return {
        id: made.invitationId,
        link: linkOf(around, asked, made.token),
        expiresAt: made.expiresAt.toISOString(),
        sentTo: post === undefined ? null : person.email,
      };
    },
  }),
  route({
    method: 'DELETE',
    path: '/invitations/:invitationId',
    summary: 'Withdraw an invitation; its link is worth nothing from now on',
    action: 'users.manage',
    isFresh: true,
    answer: z.undefined(),
    run: async ({ ctx }, asked) => {
      await withdrawInvitation(ctx, { invitationId: idIn(asked, 'invitationId'), by: asked.person });
      return undefined;
    },
  }),
];

/** What whoever holds a link does with it, before they can sign in. */
export const acceptRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/set-up',
    summary: 'Whether the first owner is still to be set up',
    action: 'public',
    answer: setUp,
    // A demo brings its own people.
    run: async ({ ctx, config }) => ({ open: config.mode === 'real' && (await isSetUpOpen(ctx)) }),
  }),
  route({
    method: 'POST',
    path: '/invitations/open',
    summary: 'For whom a link is, and a fresh second factor to enrol',
    action: 'public',
    perMinute: TRIES_A_MINUTE,
    body: openRequest,
    answer: openedInvitation,
    run: (around, { body }) => openInvitation(signInContext(around), body),
  }),
  route({
    method: 'POST',
    path: '/invitations/accept',
    summary:
      'Accept a link: password, second factor of staff, and you are signed in; recovery codes are shown this once',
    action: 'public',
    perMinute: TRIES_A_MINUTE,
    body: acceptRequest,
    answer: acceptAnswer,
    run: async (around, { body, reply, request }) => {
      const accepted = await acceptInvitation(signInContext(around), body);
      if (accepted.renewed !== null) await tellChanged(around, { request }, { userId: accepted.renewed, what: 'all' });
      const isSecure = around.config.publicUrl?.startsWith('https:') ?? false;
      reply.header('set-cookie', sessionCookie({ token: accepted.token, isSecure }));
      return { recoveryCodes: accepted.recoveryCodes === null ? null : [...accepted.recoveryCodes] };
    },
  }),
];
