import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault, secret } from '../../src/foundation/kit/index.ts';
import type { RateLimits } from '../../src/pinterest/contract.ts';
import { rateLimits } from '../../src/pinterest/contract.ts';
import {
  type Budget,
  createPinterest,
  type JournalEntry,
  type Pinterest,
  type PinterestSettings,
  type Session,
} from '../../src/pinterest/index.ts';

type Window = { calls: number[]; quietUntil: number };

// Pinterest counts arrivals, and calls travel at different speeds: a burst that keeps to the limit when it leaves may break
// it on arrival. So calls leave evenly spaced, a quarter slower than the limit over all categories allows.
const SPACING = 1.25;

/**
 * An allowance of one process: sliding windows in real time. Waits up to `longestWaitMs`, then refuses as `limited`. The
 * shared one, over all processes, lives in the room that connects.
 */
export const smallBudget = (
  limits: RateLimits = rateLimits.standard,
  longestWaitMs = 5_000,
): Budget & { pauses: { key: string; category: string; forMs: number }[] } => {
  const windows = new Map<string, Window>();
  const pauses: { key: string; category: string; forMs: number }[] = [];
  const spacing = (limits.universal.windowMs / limits.universal.calls) * SPACING;
  const at = (key: string): Window => {
    const found = windows.get(key) ?? { calls: [], quietUntil: 0 };
    windows.set(key, found);
    return found;
  };
  const waitOf = (window: Window, limit: { calls: number; windowMs: number }): number => {
    const oldest = window.calls.at(-limit.calls);
    const free = oldest === undefined ? 0 : oldest + limit.windowMs - performance.now();
    return Math.max(0, free, window.quietUntil - performance.now());
  };
  return {
    pauses,
    async take({ key, category }) {
      const parts: [Window, { calls: number; windowMs: number }][] = [
        [at(key), { calls: 1, windowMs: spacing }],
        [at(`${key} ${category}`), limits.categories[category]],
      ];
      for (;;) {
        const wait = Math.max(...parts.map(([window, limit]) => waitOf(window, limit)));
        if (wait === 0) break;
        if (wait > longestWaitMs) {
          const retryAt = new Date(performance.timeOrigin + performance.now() + wait);
          throw new Fault('TEST_ALLOWANCE_SPENT', 'limited', 'The allowance is spent.', { retryAt });
        }
        await sleep(Math.ceil(wait));
      }
      for (const [window] of parts) window.calls.push(performance.now());
    },
    async pause({ key, category, forMs }) {
      pauses.push({ key, category, forMs });
      const window = at(`${key} ${category}`);
      window.quietUntil = Math.max(window.quietUntil, performance.now() + forMs);
      return new Date(performance.timeOrigin + window.quietUntil);
    },
  };
};

/** A client on real HTTP with an allowance of its own, and what its journal noted. */
export type TestClient = { pinterest: Pinterest; journal: JournalEntry[]; budget: ReturnType<typeof smallBudget> };

/** Builds a client for an origin that serves `/v5` and `/oauth/`. */
export const clientFor = (
  origin: string,
  settings: Partial<PinterestSettings> = {},
  budget = smallBudget(),
): TestClient => {
  const journal: JournalEntry[] = [];
  const pinterest = createPinterest(
    {
      apiUrl: `${origin}/v5`,
      oauthUrl: `${origin}/oauth/`,
      appId: '1477000',
      appSecret: secret('app-secret-of-tests'),
      tier: 'standard',
      retry: { attempts: 3, baseMs: 5 },
      ...settings,
    },
    {
      fetch: (url, init) => fetch(url, init),
      budget,
      journal: { record: (entry) => journal.push(entry) },
      clock: { now: () => new Date(performance.timeOrigin + performance.now()) },
    },
  );
  return { pinterest, journal, budget };
};

/** A session whose token is replaced when `refreshed` is asked; counts how often that was. */
export const countingSession = (tokens: readonly string[]): Session & { refreshes: number } => {
  const session = {
    budgetKey: 'one',
    refreshes: 0,
    accessToken: async () => secret(tokens[Math.min(session.refreshes, tokens.length - 1)] ?? ''),
    refreshed: async () => {
      session.refreshes += 1;
      return session.refreshes < tokens.length;
    },
  };
  return session;
};

/** What a scripted server received. */
export type Received = { method: string; url: string; headers: IncomingMessage['headers']; body: Buffer };

/** What it answers: an answer, or trouble with the line. */
export type Scripted = { status: number; body?: unknown; headers?: Record<string, string> } | 'hang' | 'reset';

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
};

const answer = (request: IncomingMessage, response: ServerResponse, scripted: Scripted): void => {
  if (scripted === 'hang') return;
  if (scripted === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  const { status, headers, body } = scripted;
  response.writeHead(status, headers);
  response.end(
    typeof body === 'string' || body instanceof Uint8Array || body === undefined ? body : JSON.stringify(body),
  );
};

/** A real server that answers each request as the script says, in order; the last answer stays. Closed after the test. */
export const scriptedServer = async (
  t: TestContext,
  script: readonly Scripted[] | ((request: Received, index: number) => Scripted),
): Promise<{ url: string; received: Received[] }> => {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const one: Received = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      body: await bodyOf(request),
    };
    received.push(one);
    const index = received.length - 1;
    const next = typeof script === 'function' ? script(one, index) : (script[index] ?? script.at(-1));
    answer(request, response, next ?? { status: 500 });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`, received };
};
