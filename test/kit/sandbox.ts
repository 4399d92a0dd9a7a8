import { secret } from '../../src/foundation/kit/index.ts';
import { wantedScopes } from '../../src/pinterest/contract.ts';
import type { Session } from '../../src/pinterest/index.ts';
import { type FaultRule, startSandbox, type WorldName } from '../../src/sandbox/index.ts';
import type { Ending } from './database.ts';

/** How the sandbox of a test is started. Lists and media are quick unless a test is about their slowness. */
export type SandboxChoices = {
  readonly seed?: number;
  readonly world?: WorldName;
  readonly now?: string;
  readonly plant?: string;
  readonly dataDir?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
};

/** One line of the sandbox's journal. */
export type SandboxRequest = {
  readonly at: string;
  readonly op: string;
  readonly user: string | null;
  readonly account: string | null;
  readonly status: number;
  readonly category: string | null;
  readonly overLimit: boolean;
  readonly fault: string | null;
  readonly planted: boolean;
};

/** A Pin that really exists, or did. */
export type TruePin = {
  readonly id: string;
  readonly boardId: string;
  readonly title: string | null;
  readonly link: string | null;
  readonly createdAt: string;
  readonly deletedAt: string | null;
};

/** Who to consent as, and for what. */
export type Consent = { readonly user: string; readonly app?: string; readonly scopes?: readonly string[] };

/** A Pinterest account of the world that can consent. */
export type SandboxUser = { readonly id: string; readonly username: string };

const APP = '1477000';
const APP_SECRET = 'app-secret-of-tests';
const REDIRECT = 'http://127.0.0.1:9/callback';

const json = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} from ${new URL(response.url).pathname}: ${text.slice(0, 300)}`);
  return text === '' ? undefined : JSON.parse(text);
};

// The sandbox's own answers are read as what they are documented to be; tests on them would fail where they are not.
const typed = async <Value>(response: Promise<Response>): Promise<Value> => (await json(await response)) as Value;

const controlOf = (url: string) => {
  const get = <Value>(path: string): Promise<Value> => typed<Value>(fetch(`${url}/__sandbox${path}`));
  const post = <Value>(path: string, body: unknown): Promise<Value> =>
    typed<Value>(
      fetch(`${url}/__sandbox${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
  return {
    clock: {
      now: async (): Promise<Date> => new Date((await get<{ now: string }>('/clock')).now),
      set: (iso: string) => post<{ now: string }>('/clock', { now: iso }),
      advance: (duration: string) => post<{ now: string }>('/clock', { advance: duration }),
    },
    faults: (rules: readonly FaultRule[]) => post<unknown>('/faults', rules),
    settings: (settings: Readonly<Record<string, unknown>>) => post<unknown>('/settings', settings),
    latency: (ms: number | 'real') => post<unknown>('/latency', ms === 'real' ? 'real' : { ms }),
    requests: () => get<{ items: SandboxRequest[]; totals: Record<string, number>; overLimit: number }>('/requests'),
    pins: (account: string) => get<TruePin[]>(`/pins?account=${account}`),
    /** Lines of the truth as they come, one JSON object each. */
    truth: async (question: Readonly<Record<string, string>>): Promise<string> => {
      const response = await fetch(`${url}/__sandbox/truth?${new URLSearchParams(question)}`);
      if (!response.ok) throw new Error(`${response.status} from truth: ${(await response.text()).slice(0, 300)}`);
      return response.text();
    },
    edit: (change: Readonly<Record<string, unknown>>) => post<unknown>('/edit', change),
    reset: () => post<unknown>('/reset', {}),
  };
};

/** Walks the consent page and the code exchange of a user, over HTTP. */
const consentAt = async (url: string, consent: Consent): Promise<{ access: string; refresh: string }> => {
  const app = consent.app ?? APP;
  const asked = new URLSearchParams({
    client_id: app,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: (consent.scopes ?? wantedScopes).join(','),
    state: 'of-a-test',
    approve: consent.user,
  });
  const page = await fetch(`${url}/oauth/?${asked}`, { redirect: 'manual' });
  const location = page.headers.get('location');
  const code = location === null ? null : new URL(location).searchParams.get('code');
  if (code === null) throw new Error(`the sandbox gave no code for ${consent.user}: ${page.status}`);
  const tokens = await typed<{ access_token: string; refresh_token: string }>(
    fetch(`${url}/v5/oauth/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${app}:${APP_SECRET}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT }).toString(),
    }),
  );
  return { access: tokens.access_token, refresh: tokens.refresh_token };
};

/** The people on the consent page, in the world's order. */
const usersAt = async (url: string): Promise<SandboxUser[]> => {
  const asked = new URLSearchParams({
    client_id: APP,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: 'user_accounts:read',
  });
  const page = await (await fetch(`${url}/oauth/?${asked}`)).text();
  return [...page.matchAll(/<strong>([^<]+)<\/strong>[\s\S]*?data-user="(\d+)"/g)].map(([, username, id]) => ({
    id: id ?? '',
    username: username ?? '',
  }));
};

/** A running sandbox of a test's own, with everything a test does to it. */
export type TestSandbox = Awaited<ReturnType<typeof testSandbox>>;

/**
 * Starts a real sandbox on a free port and closes it after the test. New Pins are in lists at once and videos are processed
 * at once unless `settings` say otherwise.
 */
export const testSandbox = async (t: Ending, choices: SandboxChoices = {}) => {
  const { seed = 7, world = 'small', settings, ...rest } = choices;
  const running = await startSandbox({ seed, world, ...rest });
  let closed = false;
  const close = async (): Promise<void> => {
    if (!closed) await running.close();
    closed = true;
  };
  t.after(close);
  const { url } = running;
  const api = `${url}/v5`;
  const quick = { listLag: 0, mediaDelay: 0, ...settings };
  const plain = controlOf(url);
  await plain.settings(quick);
  /** Back to seed and start; the quickness of tests stays. */
  const reset = async (): Promise<void> => {
    await plain.reset();
    await plain.settings(quick);
  };
  const control = { ...plain, reset };
  const consent = (who: Consent) => consentAt(url, who);
  return {
    url,
    port: running.port,
    api,
    control,
    consent,
    users: () => usersAt(url),
    /** A session for the client of `src/pinterest`, by a consent of its own. */
    session: async (who: Consent): Promise<Session> => {
      const { access } = await consent(who);
      return { budgetKey: who.user, accessToken: async () => secret(access) };
    },
    /** A plain call with a token: the path below `/v5`, a query already in it, a JSON body. */
    call: (token: string, method: string, path: string, body?: unknown): Promise<Response> =>
      fetch(`${api}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    close,
  };
};
