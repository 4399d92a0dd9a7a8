import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import type { Keys } from '../../runtime/index.ts';

/** The login roles of an installation. `app` serves, `job` works, `sign-in` reaches people and sessions only. */
export type DbRole = 'migrate' | 'app' | 'job' | 'sign-in' | 'backup';

const suffix = { migrate: 'migrate', app: 'app', job: 'job', 'sign-in': 'sign_in', backup: 'backup' } as const;

/** All login roles. */
export const loginRoles: readonly DbRole[] = ['migrate', 'app', 'job', 'sign-in', 'backup'];

/** The name of an installation's role, as in `prikbord_1a2b3c4d_app`; `owner` cannot log in. */
export const roleName = (keys: Keys, role: DbRole | 'owner'): string =>
  `prikbord_${keys.installationId}_${role === 'owner' ? 'owner' : suffix[role]}`;

/** A login's password: derived, so that every process with the key file knows it and it is stored nowhere. */
export const rolePassword = (keys: Keys, role: DbRole): string =>
  keys.derive(`database-role:${suffix[role]}`).toString('base64url');

const ITERATIONS = 4096;

/**
 * The SCRAM verifier of a login's password (RFC 5803), so that the password itself is never in a statement, a server log or
 * the catalogue. The salt is derived too: the same key file always gives the same verifier.
 */
export const passwordVerifier = (keys: Keys, role: DbRole): string => {
  const salt = keys.derive(`database-salt:${suffix[role]}`).subarray(0, 16);
  const salted = pbkdf2Sync(rolePassword(keys, role), salt, ITERATIONS, 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest('base64');
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
};

/** The names of an installation's roles that own, read and write tables. */
export type RoleNames = { readonly owner: string; readonly app: string; readonly job: string; readonly backup: string };

/** The names of the roles of the installation a Database belongs to. @personal none */
export const roleNames = (keys: Keys): RoleNames => ({
  owner: roleName(keys, 'owner'),
  app: roleName(keys, 'app'),
  job: roleName(keys, 'job'),
  backup: roleName(keys, 'backup'),
});
