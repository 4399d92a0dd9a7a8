import type { Secret } from '../../../foundation/kit/index.ts';
import type { Pinterest } from '../../core/ports.ts';
import { askTokens, type Tokens } from './tokens.ts';

/**
 * Takes fresh tokens for a refresh token. Store the newest atomically; keep the old one until the new one has worked, since
 * whether the old dies at once is not documented. Repeated after trouble: a token that died meanwhile answers clearly.
 *
 * @throws PINTEREST_GRANT_REFUSED when the refresh token is dead: the person must connect again
 * @throws PINTEREST_SERVER_TROUBLE and its like when nothing is known; the old tokens may still work
 * @personal none
 */
export const refreshTokens = (
  pinterest: Pinterest,
  input: { budgetKey: string; refreshToken: Secret },
): Promise<Tokens> =>
  askTokens(pinterest, {
    budgetKey: input.budgetKey,
    repeatable: true,
    form: { grant_type: 'refresh_token', refresh_token: input.refreshToken.reveal() },
  });
