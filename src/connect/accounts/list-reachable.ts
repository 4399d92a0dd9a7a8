import type { AdAccountId, Currency } from '../../foundation/kit/index.ts';
import type { Session } from '../../pinterest/index.ts';
import { listAdAccounts } from '../../pinterest/read.ts';
import type { GateContext } from '../gate/open-gate.ts';

/** An ad account the token reaches; most of these are never stored. */
export type ReachableAccount = {
  readonly adAccountId: AdAccountId;
  readonly currency: Currency;
  readonly country: string | null;
  readonly permissions: readonly string[];
  /** True when it belongs to the connected Pinterest user, and so is picked unless a person picks otherwise. */
  readonly isOwned: boolean;
};

// Pinterest's own word for a currency it does not tell.
const UNKNOWN_CURRENCY = 'UNK';

/** Every ad account the session's token reaches, asked live. @personal none */
export const listReachable = async (ctx: GateContext, session: Session): Promise<ReachableAccount[]> => {
  const found: ReachableAccount[] = [];
  for await (const page of listAdAccounts(ctx.gate.pinterest, session, { includeShared: true })) {
    for (const account of page) {
      found.push({
        adAccountId: account.id as AdAccountId,
        currency: (account.currency ?? UNKNOWN_CURRENCY) as Currency,
        country: account.country,
        permissions: account.permissions,
        isOwned: account.permissions.includes('OWNER'),
      });
    }
  }
  return found;
};
