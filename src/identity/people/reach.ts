import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import { rights } from '../policy.ts';
import type { Role } from '../rights.ts';

/** Which clients somebody is given: every one, those added later too, or these. */
export type Reach = { readonly all: boolean; readonly clientIds: readonly ClientId[] };

/**
 * The clients that fit a role: every one for roles that see all (whatever is given), all or some for other staff, exactly
 * one for people of a client.
 *
 * @throws IDENTITY_INVALID when role and clients do not fit
 * @personal none
 */
export const reachFor = (role: Role, given: 'all' | readonly ClientId[] | undefined): Reach => {
  const { sees } = rights[role];
  const isFitting = {
    all: given === undefined || given === 'all' || given.length === 0,
    'all-or-given': true,
    one: given !== undefined && given !== 'all' && new Set(given).size === 1,
  }[sees];
  if (!isFitting) {
    throw new Fault('IDENTITY_INVALID', 'invalid', 'Role and clients do not fit.', { facts: { fields: 'clientIds' } });
  }
  if (sees === 'all' || given === 'all') return { all: true, clientIds: [] };
  return { all: false, clientIds: [...new Set(given ?? [])] };
};

/** The clients of a stored person. What the role may not have does not count, whatever the row says. @personal none */
export const clientsOf = (
  row: { readonly role: Role; readonly all_clients: boolean },
  given: readonly ClientId[],
): 'all' | readonly ClientId[] => {
  const { sees } = rights[row.role];
  return sees === 'all' || (sees === 'all-or-given' && row.all_clients) ? 'all' : given;
};
