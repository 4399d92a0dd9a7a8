import { type ClientId, Fault } from '../foundation/kit/index.ts';
import { type Action, allActions, type Role } from './rights.ts';
import type { Person } from './shapes.ts';

const reading = ['clients.read', 'connect.read', 'sync.read', 'facts.read'] as const;

/**
 * The whole table of who may do what. `sees` tells whether a role sees every client or only those it was given; `staff`
 * tells whose sign-in needs a second factor. A right that is not here does not exist.
 */
const roles: Readonly<
  Record<Role, { readonly staff: boolean; readonly sees: 'all' | 'given'; readonly may: readonly Action[] }>
> = {
  admin: { staff: true, sees: 'all', may: allActions },
  manager: { staff: true, sees: 'given', may: [...reading, 'clients.manage', 'connect.manage', 'sync.start'] },
  marketer: { staff: true, sees: 'given', may: [...reading, 'sync.start'] },
  creator: { staff: true, sees: 'given', may: reading },
  privacy: { staff: true, sees: 'all', may: [...reading, 'audit.read', 'privacy.read', 'privacy.manage'] },
  approver: { staff: false, sees: 'given', may: ['facts.read', 'connect.read'] },
  viewer: { staff: false, sees: 'given', may: ['facts.read'] },
};

/** True for roles of the agency's own people, who sign in with a second factor. @personal none */
export const isStaff = (role: Role): boolean => roles[role].staff;

/** True for roles that see every client. @personal none */
export const seesAll = (role: Role): boolean => roles[role].sees === 'all';

const reaches = (person: Person, clientId: ClientId): boolean =>
  person.clientIds === 'all' || person.clientIds.includes(clientId);

const allowed = (person: Person): readonly Action[] => (person.kind === 'key' ? person.scopes : roles[person.role].may);

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
