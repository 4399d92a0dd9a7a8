import { Fault } from '../../foundation/kit/index.ts';
import { wantedScopes } from '../../pinterest/contract.ts';

/**
 * Refuses a token that may do less than Prikbord needs or more than it may hold (billing, business access, secret
 * boards). Pinterest lists everything the person approved now or earlier, so "more" comes from an older consent.
 *
 * @throws CONNECT_SCOPES_EXCESSIVE, CONNECT_SCOPES_MISSING, naming the scopes
 * @personal none
 */
export const checkScopes = (granted: readonly string[]): void => {
  const wanted = new Set<string>(wantedScopes);
  const excessive = granted.filter((scope) => !wanted.has(scope));
  if (excessive.length > 0) {
    throw new Fault('CONNECT_SCOPES_EXCESSIVE', 'forbidden', 'The token may do more than Prikbord may hold.', {
      facts: { scopes: excessive.join(' ') },
    });
  }
  const missing = wantedScopes.filter((scope) => !granted.includes(scope));
  if (missing.length > 0) {
    throw new Fault('CONNECT_SCOPES_MISSING', 'forbidden', 'The token may do less than Prikbord needs.', {
      facts: { scopes: missing.join(' ') },
    });
  }
};
