import type { Context, Database } from '../../foundation/db/index.ts';
import { type Clock, type ConnectionId, Fault, type Secret } from '../../foundation/kit/index.ts';
import { openPersonMemory, type PersonMemory } from '../../foundation/privacy/index.ts';
import { type Config, hmac, type Keys, type Log } from '../../foundation/runtime/index.ts';
import { createPinterest, type Fetch, type Pinterest } from '../../pinterest/index.ts';
import { openBudget } from './budget.ts';
import { openJournal } from './journal.ts';

/** An access token in this process's memory: which version of the row it is, and when it was read. */
export type HeldToken = {
  readonly version: number;
  readonly token: Secret;
  readonly expiresAt: Date;
  /** `performance.now()` of the reading. */
  readonly readAt: number;
  /** `performance.now()` of the moment this process saw the token replace another; minus infinity for the first one. */
  readonly replacedAt: number;
};

/** How asking for fresh tokens ended: there are fresh ones, or Pinterest knows this consent no more. */
export type RefreshOutcome = 'fresh' | 'dead';

/**
 * What a process holds to speak with Pinterest: the client with its ports, the keys that open tokens, and the access
 * tokens it has opened. One per process.
 */
export type Gate = {
  readonly pinterest: Pinterest;
  readonly keys: Keys;
  readonly appId: string;
  /** Where Pinterest sends the browser back to. */
  readonly redirectUri: string;
  readonly held: Map<ConnectionId, HeldToken>;
  /** Refreshes under way in this process, so that ten calls refused at once ask once. */
  readonly refreshing: Map<ConnectionId, Promise<RefreshOutcome>>;
  /** Names behind connections, for pages that persons have open; 15 minutes at most. */
  readonly views: PersonMemory;
  readonly close: () => Promise<void>;
};

/** The context of functions that may speak with Pinterest. */
export type GateContext = Context & { readonly gate: Gate };

/** The path of the OAuth callback (product.md §5). */
export const callbackPath = '/connect/pinterest/callback';

const publicUrlOf = (config: Config): string => config.publicUrl ?? `http://${config.host}:${config.port}`;

/**
 * Opens the way to Pinterest for one process. Close it before the database, so that the journal's last entries are
 * written.
 *
 * @throws CONNECT_APP_MISSING when no Pinterest app is configured
 * @personal none
 */
export const openGate = (input: {
  config: Config;
  keys: Keys;
  db: Database;
  clock: Clock;
  log: Log;
  fetch: Fetch;
}): Gate => {
  const { appId, appSecret, apiUrl, oauthUrl, tier } = input.config.pinterest;
  if (appId === undefined || appSecret === undefined) {
    throw new Fault('CONNECT_APP_MISSING', 'invalid', 'No Pinterest app is configured.');
  }
  const appKey = hmac(input.keys, 'rate-budget', `app|${appId}`);
  const budget = openBudget({ db: input.db, clock: input.clock, tier, appKey });
  const journal = openJournal({ db: input.db, log: input.log });
  const views = openPersonMemory(input.clock);
  return {
    pinterest: createPinterest(
      { apiUrl, oauthUrl, appId, appSecret, tier },
      { fetch: input.fetch, budget, journal, clock: input.clock },
    ),
    keys: input.keys,
    appId,
    redirectUri: `${publicUrlOf(input.config)}${callbackPath}`,
    held: new Map(),
    refreshing: new Map(),
    views,
    close: async () => {
      budget.close();
      views.close();
      await journal.close();
    },
  };
};
