import type { Handler } from './handler.ts';
import { adAccountHandlers } from './handlers/ad-accounts.ts';
import { oauthHandlers } from './handlers/oauth.ts';
import { userAccountHandlers } from './handlers/user-account.ts';

/** Every operation this Pinterest answers, resource by resource. An operation that is not in this list is a 404. */
export const handlers: readonly Handler[] = [...oauthHandlers, ...userAccountHandlers, ...adAccountHandlers];
