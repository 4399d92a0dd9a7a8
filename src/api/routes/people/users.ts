import { z } from 'zod';
import { Fault, type UserId } from '../../../foundation/kit/index.ts';
import { changeUser, endSessions, inviteToRenew, listUsers, removeUser, type User } from '../../../identity/index.ts';
import { managing, may, rights } from '../../../identity/policy.ts';
import { allRoles, keyScopes } from '../../../identity/rights.ts';
import type { RightsTable, UserItem } from '../../contract/people.ts';
import { invitationLink, pageQuery, rightsTable, user, userChange, userList } from '../../contract/people.ts';
import { pageOf } from '../../present/page.ts';
import { type Route, route } from '../../route.ts';
import type { Surroundings } from '../../surroundings.ts';
import { clientsChosen, clientsTold, idIn, linkOf, pageAsked, postOf, signInContext } from './shared.ts';

const told = (each: User): UserItem => ({
  id: each.userId,
  email: each.email,
  name: each.name,
  role: each.role,
  locale: each.locale,
  clientIds: clientsTold(each.clientIds),
  addedAt: each.addedAt.toISOString(),
});

const present = async ({ ctx }: Surroundings): Promise<User[]> =>
  (await listUsers(ctx)).filter((each) => each.disabledAt === null);

const findUser = async (around: Surroundings, userId: UserId): Promise<UserItem> => {
  const found = (await present(around)).find((each) => each.userId === userId);
  if (found === undefined) throw new Fault('API_MISSING', 'missing', 'There is no such thing, or it is not yours.');
  return told(found);
};

/** People who can sign in, and the table of what each role may do. */
export const userRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/rights',
    summary: 'What each role is and may do, and which of them you may give',
    action: 'signed-in',
    answer: rightsTable,
    run: async (_around, { person }): Promise<RightsTable> => ({
      roles: allRoles.map((role) => ({
        role,
        staff: rights[role].staff,
        sees: rights[role].sees,
        may: [...rights[role].may],
        isYours: may(person, managing(role)),
      })),
      keyScopes: keyScopes.filter((scope) => may(person, scope)),
    }),
  }),
  route({
    method: 'GET',
    path: '/users',
    summary: 'Everyone who can sign in, by address',
    action: 'users.manage',
    query: pageQuery,
    answer: userList,
    run: async (around, asked) =>
      pageOf((await present(around)).map(told), pageAsked(asked), (each) => `${each.email} ${each.id}`),
  }),
  route({
    method: 'PATCH',
    path: '/users/:userId',
    summary: 'Change role or clients of a person; it holds from their next request',
    action: 'users.manage',
    isFresh: true,
    body: userChange,
    answer: user,
    run: async (around, asked) => {
      const userId = idIn(asked, 'userId') as UserId;
      const { role, clientIds } = asked.body;
      await changeUser(around.ctx, {
        userId,
        ...(role === undefined ? {} : { role }),
        ...(await clientsChosen(around, clientIds)),
        by: asked.person,
      });
      return findUser(around, userId);
    },
  }),
  route({
    method: 'DELETE',
    path: '/users/:userId',
    summary: 'Remove a person: nothing of theirs passes from now on, and their keys end',
    action: 'users.manage',
    isFresh: true,
    answer: z.undefined(),
    run: async (around, asked) => {
      const userId = idIn(asked, 'userId') as UserId;
      await removeUser(around.ctx, { userId, by: asked.person });
      // The gate refuses them already; this takes their sessions off the table too.
      await endSessions(signInContext(around), { userId });
      return undefined;
    },
  }),
  route({
    method: 'POST',
    path: '/users/:userId/renewal',
    summary:
      'A link with which a person who lost password or authenticator sets both anew; e-mailed where a mail server is configured, and shown this once',
    action: 'users.manage',
    isFresh: true,
    answer: invitationLink,
    run: async (around, asked) => {
      const userId = idIn(asked, 'userId') as UserId;
      const post = postOf(around, asked);
      const made = await inviteToRenew(around.ctx, { userId, by: asked.person, post });
      return {
        id: made.invitationId,
        link: linkOf(around, asked, made.token),
        expiresAt: made.expiresAt.toISOString(),
        sentTo: post === undefined ? null : (await findUser(around, userId)).email,
      };
    },
  }),
];
