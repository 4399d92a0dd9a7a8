import { type ApiRequest, refuse } from '../handler.ts';
import { actingUser } from '../handlers/user-account.ts';
import type { WorldUser } from '../world/world.ts';

/** The operation user of a call about boards or Pins, which Pinterest shows for business accounts only. @throws Refusal 403 */
export const contentUser = (request: ApiRequest): WorldUser => {
  const user = actingUser(request);
  if (user.accountType === 'PINNER' && request.settings.pinnerAccess === 'denied') {
    return refuse(403, 403, 'PINNER_DATA_ACCESS_DENIED');
  }
  return user;
};
