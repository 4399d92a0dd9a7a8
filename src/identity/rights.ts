/** What a person of the agency or of a client is. */
export type Role = 'owner' | 'admin' | 'manager' | 'marketer' | 'creator' | 'privacy' | 'approver' | 'viewer';

const actions = [
  'clients.read',
  'clients.manage',
  'connect.read',
  'connect.manage',
  'sync.read',
  'sync.start',
  'facts.read',
  'goals.manage',
  'notes.write',
  'content.read',
  'content.write',
  'content.review',
  'content.approve',
  'users.manage',
  'owners.manage',
  'keys.manage',
  'audit.read',
  'operate.read',
  'privacy.read',
  'privacy.manage',
] as const;

/** Something a person or key may be allowed to do. */
export type Action = (typeof actions)[number];

/** Every action there is. @personal none */
export const allActions: readonly Action[] = actions;

/** Every role, staff first. @personal none */
export const allRoles: readonly Role[] = [
  'owner',
  'admin',
  'manager',
  'marketer',
  'creator',
  'privacy',
  'approver',
  'viewer',
];

// What makes people, keys or rights: a key that could would hand its holder a person's rights without a second factor. And
// what goes on Pinterest is approved by a person who looked at it (Pinterest's developer guidelines).
const ofPersons: readonly Action[] = [
  'users.manage',
  'owners.manage',
  'keys.manage',
  'content.review',
  'content.approve',
];

/** What a key can be made for; the rest is done by a person who is signed in. @personal none */
export const keyScopes: readonly Action[] = actions.filter((action) => !ofPersons.includes(action));

/** True for a word that is a role. @personal none */
export const isRole = (text: string): text is Role => (allRoles as readonly string[]).includes(text);

/** True for a word that is an action. @personal none */
export const isAction = (text: string): text is Action => (actions as readonly string[]).includes(text);
