import { isStaff } from '../policy.ts';
import type { Role } from '../rights.ts';

/**
 * How long sessions last. Staff see every number of every client and sign in with two factors at a desk; people of a client
 * look at one client, on a phone.
 *
 * @source the notice on logins: idle half an hour for staff, a working day for clients
 */
const lives = {
  staff: { idleMinutes: 30, hours: 12 },
  client: { idleMinutes: 8 * 60, hours: 7 * 24 },
} as const;

/** Time to take the phone and type six digits. */
export const PENDING_MINUTES = 5;

/** Idle and absolute life of a session of this role. @unit minutes, hours of calendar time @personal none */
export const livesFor = (role: Role): { readonly idleMinutes: number; readonly hours: number } =>
  isStaff(role) ? lives.staff : lives.client;

/** The longest any session lives; for the cookie. @unit seconds */
export const LONGEST_SECONDS = lives.client.hours * 3_600;
