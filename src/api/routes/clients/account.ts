import { boundAdAccounts } from '../../../connect/index.ts';
import type { Context } from '../../../foundation/db/index.ts';
import { type ClientId, Fault } from '../../../foundation/kit/index.ts';
import type { Asked } from '../../route.ts';

/**
 * The ad account a page is about: the one in `?account=`, else the client's first; undefined when it has none.
 * @throws API_MISSING when the account is not this client's
 */
export const accountOf = async (
  ctx: Context,
  asked: Pick<Asked, 'request'>,
  clientId: ClientId,
): Promise<{ account: string | undefined; accounts: readonly string[] }> => {
  const accounts = (await boundAdAccounts(ctx, { clientId })).map((each) => each.adAccountId);
  const { account } = asked.request.query as Record<string, unknown>;
  if (account === undefined) return { account: accounts[0], accounts };
  const found = accounts.find((each) => each === account);
  if (found === undefined)
    throw new Fault('API_MISSING', 'missing', 'There is no such ad account, or it is not yours.');
  return { account: found, accounts };
};
