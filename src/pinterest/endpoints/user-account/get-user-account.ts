import { ask, endpoint } from '../../core/endpoint.ts';
import { type UserAccount, userAccountShape } from '../../shapes/content.ts';
import { type UserAccountPersonal, userAccountPersonalShape } from '../../shapes/person.ts';

/** Whose account: that of the connection, or with an ad account that of its owner. */
export type ActingFor = { adAccountId?: string };

/**
 * The connected account: id, kind and counts. Also the cheapest way to see whether a connection works.
 *
 * @throws PINTEREST_TOKEN_REFUSED when the connection must be renewed
 * @personal none
 */
export const getUserAccount = endpoint(
  'user_account/get',
  (call, input: ActingFor): Promise<UserAccount> =>
    ask(call, { query: { ad_account_id: input.adAccountId } }, userAccountShape),
);

/**
 * What the connected account shows of the person or business behind it, for the page being looked at and nothing else:
 * every value is wrapped and must never be stored.
 *
 * @throws PINTEREST_TOKEN_REFUSED when the connection must be renewed
 * @personal contact and profile of the account holder: name, picture, text, website
 */
export const getUserAccountPersonal = endpoint(
  'user_account/get',
  (call, input: ActingFor): Promise<UserAccountPersonal> =>
    ask(call, { query: { ad_account_id: input.adAccountId } }, userAccountPersonalShape),
);
