import type { Pinterest } from '../../core/ports.ts';
import type { Scope } from '../../operations/operation.ts';

/**
 * The address of Pinterest's consent page. `state` comes back untouched and must be checked; `redirectUri` must be
 * registered with Pinterest to the letter.
 *
 * @personal none
 */
export const authorizeUrl = (
  pinterest: Pinterest,
  input: { redirectUri: string; scopes: readonly Scope[]; state: string },
): string => {
  const url = new URL(pinterest.config.oauthUrl);
  url.searchParams.set('client_id', pinterest.config.appId);
  url.searchParams.set('redirect_uri', input.redirectUri);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('scope', input.scopes.join(','));
  url.searchParams.set('state', input.state);
  return url.toString();
};
