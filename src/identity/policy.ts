import { type ClientId, Fault } from '../foundation/kit/index.ts';
import { type Action, allActions, keyScopes, type Role } from './rights.ts';
import type { Person } from './shapes.ts';

/** Which clients people of a role see: every client, every client or some, or exactly one. */
export type Sees = 'all' | 'all-or-given' | 'one';

/** What a role is and may do. */
export type RoleRights = { readonly staff: boolean; readonly sees: Sees; readonly may: readonly Action[] };

const reading = ['clients.read', 'connect.read', 'sync.read', 'facts.read', 'content.read'] as const;
// The agency's own yes; the client's is `content.approve`, which nobody of the agency may say for them.
const publishing = ['content.write', 'content.review'] as const;
const planning = ['goals.manage', 'notes.write'] as const;

const ofAgency: readonly Action[] = allActions.filter((action) => action !== 'content.approve');

/**
 * The whole table of who may do what: the gate, the pages, the published description, the route matrix and
 * `docs/reference/rights.md` all read it here. `staff` tells whose sign-in needs a second factor. A right that is not here
 * does not exist.
 *
 * @personal none
 */
export const rights: Readonly<Record<Role, RoleRights>> = {
  owner: { staff: true, sees: 'all', may: ofAgency },
  // Everything but who owns the agency: an admin can neither make an owner nor remove one.
  admin: { staff: true, sees: 'all', may: ofAgency.filter((action) => action !== 'owners.manage') },
  manager: {
    staff: true,
    sees: 'all-or-given',
    may: [...reading, ...planning, ...publishing, 'clients.manage', 'connect.manage', 'sync.start'],
  },
  marketer: { staff: true, sees: 'all-or-given', may: [...reading, ...planning, ...publishing, 'sync.start'] },
  creator: { staff: true, sees: 'all-or-given', may: [...reading, 'notes.write', 'content.write'] },
  // A request of a data subject concerns every client, so the officer sees them all.
  privacy: { staff: true, sees: 'all', may: [...reading, 'audit.read', 'privacy.read', 'privacy.manage'] },
  approver: { staff: false, sees: 'one', may: ['facts.read', 'connect.read', 'content.read', 'content.approve'] },
  viewer: { staff: false, sees: 'one', may: ['facts.read', 'content.read'] },
};

/** True for roles of the agency's own people, who sign in with a second factor. @personal none */
export const isStaff = (role: Role): boolean => rights[role].staff;

/** The right that is asked to give a role to somebody, or to change or remove who has it. @personal none */
export const managing = (role: Role): Action => (role === 'owner' ? 'owners.manage' : 'users.manage');

const reaches = (person: Person, clientId: ClientId): boolean =>
  person.clientIds === 'all' || person.clientIds.includes(clientId);

const allowed = (person: Person): readonly Action[] =>
  person.kind === 'key' ? person.scopes.filter((scope) => keyScopes.includes(scope)) : rights[person.role].may;

/**
 * Whether a person or key may do something, to a client where one is meant. The one question every room and face asks.
 *
 * @personal none
 */
export const may = (person: Person, action: Action, clientId?: ClientId): boolean =>
  allowed(person).includes(action) && (clientId === undefined || reaches(person, clientId));

/**
 * Refuses what a person may not do. A client that is not theirs gives the same answer as one that does not exist.
 *
 * @throws IDENTITY_MISSING (404) for someone else's client, IDENTITY_FORBIDDEN (403) for a right they lack
 * @personal none
 */
export const requireMay = (person: Person, action: Action, clientId?: ClientId): void => {
  if (clientId !== undefined && !reaches(person, clientId)) {
    throw new Fault('IDENTITY_MISSING', 'missing', 'There is no such thing, or it is not yours.');
  }
  if (!allowed(person).includes(action)) {
    throw new Fault('IDENTITY_FORBIDDEN', 'forbidden', 'You may not do this.', { facts: { action } });
  }
};
