/** What a person of the agency or of a client is. */
export type Role = 'admin' | 'manager' | 'marketer' | 'creator' | 'privacy' | 'approver' | 'viewer';

const actions = [
  'clients.read',
  'clients.manage',
  'connect.read',
  'connect.manage',
  'sync.read',
  'sync.start',
  'facts.read',
  'users.manage',
  'keys.manage',
  'audit.read',
  'privacy.read',
  'privacy.manage',
] as const;

/** Something a person or key may be allowed to do. */
export type Action = (typeof actions)[number];

/** Every action there is. @personal none */
export const allActions: readonly Action[] = actions;

/** Every role, staff first. @personal none */
export const allRoles: readonly Role[] = ['admin', 'manager', 'marketer', 'creator', 'privacy', 'approver', 'viewer'];

/** True for a word that is a role. @personal none */
export const isRole = (text: string): text is Role => (allRoles as readonly string[]).includes(text);

/** True for a word that is an action. @personal none */
export const isAction = (text: string): text is Action => (actions as readonly string[]).includes(text);
