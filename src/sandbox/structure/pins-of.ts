import { findPin } from '../organic/pin-view.ts';
import type { AccountView } from './account-view.ts';

/** Whether a Pin exists and belongs to the owner of the ad account: only those may be promoted. */
export const ownsPin = (view: AccountView, id: unknown): boolean => {
  const found = typeof id === 'string' ? findPin(view.sandbox, id) : undefined;
  return found !== undefined && found.user.id === view.account.owner.id && found.deletedAt === undefined;
};
