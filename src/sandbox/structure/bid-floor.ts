import { inCurrency } from '../world/budgets.ts';
import type { WorldAccount } from '../world/world.ts';

const eurosPerEvent: Readonly<Record<string, number>> = { CLICKTHROUGH: 0.1, IMPRESSION: 1, VIDEO_V_50_MRC: 0.02 };

/** The lowest bid for an event; an impression's is per thousand. @unit micros of the account's currency */
export const bidFloor = (account: WorldAccount, billableEvent: string): number =>
  Math.round(inCurrency(account, eurosPerEvent[billableEvent] ?? 0.1) * 100) * 10_000;
