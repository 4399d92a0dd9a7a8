import type { Clock, Secret } from '../../foundation/kit/index.ts';
import type { OperationId } from './operations.ts';
import type { RateCategory, Tier } from './rate-limits.ts';

/** What a request looks like to the port that sends it. Redirects are never followed: a token must not travel. */
export type FetchInit = {
  method: string;
  headers: Record<string, string>;
  body?: string | FormData;
  signal?: AbortSignal;
  redirect: 'manual';
};

/** Sends a request to a declared host and nowhere else. The global `fetch` fits. */
export type Fetch = (url: string, init: FetchInit) => Promise<Response>;

/**
 * The allowance of calls, shared by every process. Keys are opaque to this room: one per app and Pinterest user. Pinterest
 * counts arrivals, and calls travel at different speeds: an allowance that hands out a whole window at once breaks the
 * limit on arrival although it kept it at the start, so it must leave room (even spacing, a window a little longer).
 */
export type Budget = {
  /** Waits until one call of the category is allowed, or throws a `limited` fault with `retryAt` when that takes too long. */
  take(input: { key: string; category: RateCategory }): Promise<void>;
  /**
   * Pinterest asked for quiet: no call of the category for `forMs` of real time. Answers with the moment it ends, which
   * becomes the fault's `retryAt`; a span that is already longer stands.
   */
  pause(input: { key: string; category: RateCategory; forMs: number }): Promise<Date>;
};

/** One attempt of one call. Never a body, a token, or an id of a person. */
export type JournalEntry = {
  at: Date;
  operation: OperationId;
  budgetKey: string;
  /** HTTP status; 0 when no answer came. */
  status: number;
  /** Pinterest's own error code, when the answer named one. */
  code?: number;
  durationMs: number;
  /** 1 for the first try. */
  attempt: number;
  /** Pinterest's `x-pinterest-rid`; their support asks for it. */
  requestId?: string;
};

/** Where each attempt is noted. Must not throw, must not wait. */
export type Journal = { record(entry: JournalEntry): void };

/** What this room needs of the house and does not know. */
export type Ports = { fetch: Fetch; budget: Budget; journal: Journal; clock: Clock };

/** Addresses, the app's name and secret, and how patient to be. */
export type PinterestConfig = {
  /** As `https://api.pinterest.com/v5`. */
  apiUrl: string;
  /** The consent page, as `https://www.pinterest.com/oauth/`. */
  oauthUrl: string;
  appId: string;
  appSecret: Secret;
  tier: Tier;
  /** Longest wait for an answer, and between two pieces of a download. */
  timeoutMs: number;
  /** Back-off of reads: tries in all, and the span of the first wait. */
  retry: { attempts: number; baseMs: number };
};

/** The client: configuration and ports, handed to every operation. */
export type Pinterest = { readonly config: PinterestConfig; readonly ports: Ports };

/** In whose name a call is made. */
export type Session = {
  /** Under which allowance the calls count: one per app and Pinterest user, without naming either. */
  budgetKey: string;
  accessToken(): Promise<Secret>;
  /** Asked once, after Pinterest refused the token (401 code 2): true when a fresh token is at hand. */
  refreshed?(): Promise<boolean>;
};
