import type { Context, Database } from '../../foundation/db/index.ts';
import type { Counter } from '../../foundation/jobs/index.ts';
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
  /** @throws CONNECT_APP_MISSING when no app is configured */
  readonly pinterest: Pinterest;
  readonly keys: Keys;
  /** @throws CONNECT_APP_MISSING when no app is configured */
  readonly appId: string;
  /** Where Pinterest sends the browser back to. */
  readonly redirectUri: string;
  readonly held: Map<ConnectionId, HeldToken>;
  /** Refreshes under way in this process, so that ten calls refused at once ask once. */
  readonly refreshing: Map<ConnectionId, Promise<RefreshOutcome>>;
  /** Names behind connections, for pages that persons have open; 15 minutes at most. */
  readonly views: PersonMemory;
  /** From now on no call is begun: what waits for its turn or asks for one is `limited`. Calls under way end. */
  readonly stop: () => void;
  /** Calls this process made, and those it turned away because the allowance was spent. */
  readonly counters: () => Counter[];
  readonly close: () => Promise<void>;
};

/** The context of functions that may speak with Pinterest. */
export type GateContext = Context & { readonly gate: Gate };

/** The path of the OAuth callback. */
export const callbackPath = '/connect/pinterest/callback';

const publicUrlOf = (config: Config): string => config.publicUrl ?? `http://${config.host}:${config.port}`;

type GateInput = {
  readonly config: Config;
  readonly keys: Keys;
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch: Fetch;
};

type Client = Pick<Gate, 'pinterest' | 'appId' | 'stop' | 'counters' | 'close'>;

const appMissing = (): Fault => new Fault('CONNECT_APP_MISSING', 'invalid', 'No Pinterest app is configured.');

// Much can be done before there is an app: people, clients, keys, looking things over. Only what needs one says so.
const withoutApp: Client = {
  get pinterest(): Pinterest {
    throw appMissing();
  },
  get appId(): string {
    throw appMissing();
  },
  stop: () => undefined,
  counters: () => [],
  close: () => Promise.resolve(),
};

const openClient = (input: GateInput): Client => {
  const { appId, appSecret, apiUrl, oauthUrl, tier } = input.config.pinterest;
  if (appId === undefined || appSecret === undefined) return withoutApp;
  const appKey = hmac(input.keys, 'rate-budget', `app|${appId}`);
  const budget = openBudget({ db: input.db, clock: input.clock, tier, appKey });
  const journal = openJournal({ db: input.db, log: input.log });
  return {
    pinterest: createPinterest(
      { apiUrl, oauthUrl, appId, appSecret, tier },
      { fetch: input.fetch, budget, journal, clock: input.clock },
    ),
    appId,
    stop: budget.stop,
    counters: () => [...journal.counters(), ...budget.counters()],
    close: async () => {
      budget.close();
      await journal.close();
    },
  };
};

/**
 * Opens the way to Pinterest for one process. Close it before the database, so that the journal's last entries are
 * written. Without a configured app it opens too, and refuses when somebody wants through.
 *
 * @personal none
 */
export const openGate = (input: GateInput): Gate => {
  const client = openClient(input);
  const views = openPersonMemory(input.clock);
  return {
    get pinterest() {
      return client.pinterest;
    },
    get appId() {
      return client.appId;
    },
    keys: input.keys,
    redirectUri: `${publicUrlOf(input.config)}${callbackPath}`,
    held: new Map(),
    refreshing: new Map(),
    views,
    stop: client.stop,
    counters: client.counters,
    close: async () => {
      views.close();
      await client.close();
    },
  };
};
