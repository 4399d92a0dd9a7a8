import type { LivePolicy } from './read-catalogue.ts';

/** What a policy must say, in the form `plainly` gives. */
export type ExpectedPolicy = {
  readonly verb: string;
  readonly roles: readonly string[];
  readonly using: string;
  readonly check: string;
};

// PostgreSQL prints an expression with more parentheses and aliases in one version than in another.
const plainly = (expression: string | null): string =>
  (expression ?? '')
    .replaceAll('public.', '')
    .replace(/ AS \w+/g, '')
    .replace(/[()]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const reads = 'client_id = ANY SELECT tx_clients ::integer[]';
const writes = 'client_id = SELECT tx_client';
const present =
  ' AND expires_at > SELECT clock_now AND server_started_at = SELECT pg_postmaster_start_time AND restore_marker = SELECT restore_marker';
const day = " AND expires_at <= SELECT clock_now + '24:00:00'::interval";

/** The policies of a table with data of clients, by name; the SQL functions of migration 0002 make exactly these. */
export const expectedPolicies = (
  isTransient: boolean,
  roles: { app: string; job: string; backup: string },
): ReadonlyMap<string, ExpectedPolicy> => {
  const who = [roles.app, roles.job].sort();
  const live = isTransient ? present : '';
  const bound = isTransient ? day : '';
  const policies: [string, ExpectedPolicy][] = [
    ['client_select', { verb: 'select', roles: who, using: reads + live, check: '' }],
    ['client_insert', { verb: 'insert', roles: who, using: '', check: writes + live + bound }],
    ['client_update', { verb: 'update', roles: who, using: writes + live, check: writes + live + bound }],
    ['client_delete', { verb: 'delete', roles: who, using: writes + live, check: '' }],
  ];
  if (!isTransient)
    policies.push(['backup_select', { verb: 'select', roles: [roles.backup], using: 'true', check: '' }]);
  return new Map(policies);
};

/** True when a live policy says exactly what is expected of it. */
export const isAsExpected = (live: LivePolicy, expected: ExpectedPolicy): boolean =>
  live.isPermissive &&
  live.verb === expected.verb &&
  [...live.roles].sort().join() === expected.roles.join() &&
  plainly(live.using) === expected.using &&
  plainly(live.check) === expected.check;
