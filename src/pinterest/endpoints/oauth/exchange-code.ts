import type { Pinterest } from '../../core/ports.ts';
import { askTokens, type Tokens } from './tokens.ts';

/**
 * Turns the code of a consent into tokens. A code works once and briefly, so this is never repeated: after any trouble the
 * person starts the consent again.
 *
 * @param input.budgetKey the allowance the call counts under; the user is not known yet, so one per app
 * @throws PINTEREST_GRANT_REFUSED when the code is spent, too old or for another address
 * @personal none
 */
export const exchangeCode = (
  pinterest: Pinterest,
  input: { budgetKey: string; code: string; redirectUri: string },
): Promise<Tokens> =>
  askTokens(pinterest, {
    budgetKey: input.budgetKey,
    repeatable: false,
    // continuous_refresh: apps made before 2025-09-25 would get the old refresh token that dies after a year.
    form: {
      grant_type: 'authorization_code',
      code: input.code,
      redirect_uri: input.redirectUri,
      continuous_refresh: 'true',
    },
  });
