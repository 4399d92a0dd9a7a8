import { queryOptions } from '@tanstack/react-query';
import type {
  Account,
  ClientList,
  InvitationList,
  KeyList,
  OpenedLink,
  OwnSessionList,
  RightsTable,
  SetUp,
  UserList,
} from '../../../api/contract.ts';
import { ask } from '../../kit/server.ts';

// A page of the longest list that is answered at once; an agency has fewer people.
const ALL = '?limit=200';
const MAIL_LOOK_MS = 3000;

/** Whether the first owner is still to be set up. */
export const setUpQuery = queryOptions({ queryKey: ['set-up'], queryFn: () => ask<SetUp>('/set-up') });

/** Who a link is for. Each opening enrols another factor, so it is opened once and forgotten with the page. */
export const linkQuery = (token: string) =>
  queryOptions({
    queryKey: ['link', token],
    queryFn: () => ask<OpenedLink>('/invitations/open', { method: 'POST', body: { token } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

/** What each role is and may do, and which of them may be given. */
export const rightsQuery = queryOptions({ queryKey: ['rights'], queryFn: () => ask<RightsTable>('/rights') });

/** Everyone who can sign in. */
export const usersQuery = queryOptions({ queryKey: ['users'], queryFn: () => ask<UserList>(`/users${ALL}`) });

/** Invitations that were not accepted yet. */
export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: () => ask<InvitationList>(`/invitations${ALL}`),
  // A letter leaves within seconds; until the mail server has decided the page looks again.
  refetchInterval: ({ state }) =>
    state.data?.items.some(({ mail }) => mail?.state === 'waiting' || mail?.state === 'sending') ? MAIL_LOOK_MS : false,
});

/** Clients to choose among. */
export const clientsQuery = queryOptions({
  queryKey: ['clients'],
  queryFn: () => ask<ClientList>(`/clients${ALL}`),
});

/** What the reader has to prove who they are. */
export const accountQuery = queryOptions({ queryKey: ['account'], queryFn: () => ask<Account>('/account') });

/** Where the reader is signed in. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: () => ask<OwnSessionList>('/account/sessions'),
});

/** API keys. */
export const keysQuery = queryOptions({ queryKey: ['keys'], queryFn: () => ask<KeyList>(`/keys${ALL}`) });
