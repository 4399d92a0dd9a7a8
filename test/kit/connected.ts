import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { addClient } from '../../src/clients/index.ts';
import { finishConnect, type Gate, type GateContext, openGate, startConnect } from '../../src/connect/index.ts';
import type { Actor } from '../../src/foundation/db/index.ts';
import type { ClientId } from '../../src/foundation/kit/index.ts';
import { createFetch } from '../../src/foundation/outside/index.ts';
import { createLog } from '../../src/foundation/runtime/index.ts';
import { type SandboxOptions, startSandbox } from '../../src/sandbox/index.ts';
import { type Ending, type TestDatabase, testDatabase } from './database.ts';

/** A Pinterest account of the sandbox, as its consent page lists it. */
export type SandboxUser = { readonly id: string; readonly accountType: string };

/** A database, a sandbox and the way between them. */
export type TestConnect = {
  readonly database: TestDatabase;
  readonly sandboxUrl: string;
  readonly gate: Gate;
  readonly context: (actor?: Actor) => GateContext;
  /** The accounts of the sandbox's consent page, in its order. */
  readonly users: readonly SandboxUser[];
  /** Reads or changes the sandbox's `/__sandbox/<path>`. */
  readonly control: <Answer = unknown>(path: string, body?: unknown) => Promise<Answer>;
  /** Follows a consent address as a person who gives access (or denies it) and tells what the callback would get. */
  readonly consent: (url: string, who: string | 'deny') => Promise<{ code: string | undefined; state: string }>;
  /** Adds a client and connects it as the given user of the sandbox. */
  readonly connectClient: (user: SandboxUser | undefined) => Promise<ClientId>;
  /** Starts a process of its own for a client (`connect-process.ts`); see `together`. */
  readonly process: (clientId: ClientId, mode: string) => ChildProcess;
  /** What a process of its own is configured with. */
  readonly environment: NodeJS.ProcessEnv;
};

const readUsers = async (sandboxUrl: string): Promise<SandboxUser[]> => {
  const query = 'client_id=1477000&redirect_uri=http://127.0.0.1/&response_type=code&scope=ads:read&state=x';
  const page = await (await fetch(`${sandboxUrl}/oauth/?${query}`)).text();
  const rows = page.matchAll(/\((BUSINESS|PINNER)\)\s*<button[^>]*data-user="(\d+)"/g);
  return [...rows].map((row) => ({ accountType: row[1] ?? '', id: row[2] ?? '' }));
};

const followConsent = async (url: string, who: string): Promise<{ code: string | undefined; state: string }> => {
  const address = new URL(url);
  address.searchParams.set(who === 'deny' ? 'deny' : 'approve', who === 'deny' ? '1' : who);
  const answer = await fetch(address, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? '');
  return { code: back.searchParams.get('code') ?? undefined, state: back.searchParams.get('state') ?? '' };
};

const environmentOf = ({ config }: TestDatabase): NodeJS.ProcessEnv => ({
  PATH: '/usr/bin:/bin',
  PRIKBORD_DATABASE_URL: config.databaseUrl?.reveal(),
  PRIKBORD_DATA_DIR: config.dataDir,
  PRIKBORD_KEY_FILE: config.keyFile,
  PRIKBORD_CLOCK_FILE: config.clockFile,
  PRIKBORD_PINTEREST_API_URL: config.pinterest.apiUrl,
  PRIKBORD_PINTEREST_OAUTH_URL: config.pinterest.oauthUrl,
  PRIKBORD_PINTEREST_APP_ID: config.pinterest.appId,
  PRIKBORD_PINTEREST_APP_SECRET: config.pinterest.appSecret?.reveal(),
});

const startProcess = (database: TestDatabase, clientId: ClientId, mode: string): ChildProcess => {
  const script = fileURLToPath(new URL('./connect-process.ts', import.meta.url));
  return spawn(process.execPath, [script, String(clientId), mode], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: environmentOf(database),
  });
};

/** Starts processes, lets them go at the same moment, and gives the last line of each (undefined when it was killed). */
export const together = async (children: readonly ChildProcess[]): Promise<(string | undefined)[]> => {
  const lines = children.map((each) => (each.stdout === null ? undefined : createInterface({ input: each.stdout })));
  await Promise.all(lines.map((each) => (each === undefined ? undefined : once(each, 'line'))));
  const last = lines.map(async (each) => {
    let line: string | undefined;
    each?.on('line', (text) => {
      line = text;
    });
    if (each !== undefined) await once(each, 'close');
    return line;
  });
  for (const each of children) each.stdin?.write('go\n');
  await Promise.all(children.map((each) => once(each, 'exit')));
  return Promise.all(last);
};

/**
 * A database of its own, a real sandbox and a gate between them, closed after the test or file. World `small`, seed 7,
 * unless asked otherwise.
 *
 * @example const { connectClient, users, context } = await testConnect({ after });
 */
export const testConnect = async (
  ending: Ending,
  { connections, ...options }: Partial<SandboxOptions> & { connections?: number } = {},
): Promise<TestConnect> => {
  // What ends last is asked first: the database closes after the gate that uses it.
  const ends: (() => Promise<void>)[] = [];
  ending.after(async () => {
    for (const end of ends.reverse()) await end();
  });
  const sandbox = await startSandbox({ seed: 7, world: 'small', ...options });
  ends.push(sandbox.close);
  const database = await testDatabase(
    { after: (end) => ends.push(end) },
    {
      ...(connections === undefined ? {} : { connections }),
      env: {
        PRIKBORD_PINTEREST_API_URL: `${sandbox.url}/v5`,
        PRIKBORD_PINTEREST_OAUTH_URL: `${sandbox.url}/oauth/`,
        PRIKBORD_PINTEREST_APP_ID: '1477000',
        PRIKBORD_PINTEREST_APP_SECRET: 'secret-of-the-test-app',
      },
    },
  );
  const { config, keys } = database;
  const { clock } = database.context();
  const gate = openGate({
    config,
    keys,
    db: database.job,
    clock,
    log: createLog(config),
    fetch: createFetch(config),
  });
  ends.push(gate.close);
  const context = (actor?: Actor): GateContext => ({ ...database.context(actor), gate });
  const control = async <Answer>(path: string, body?: unknown): Promise<Answer> => {
    const answer = await fetch(`${sandbox.url}/__sandbox/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`The sandbox refused ${path}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
  const connectClient = async (user: SandboxUser | undefined): Promise<ClientId> => {
    const ctx = context({ kind: 'cli', name: 'test' });
    const clientId = await addClient(ctx, {
      name: `Client ${user?.id}`,
      kind: 'legal_person',
      locale: 'nl',
      zone: 'Europe/Amsterdam',
    });
    const asker = { kind: 'run', id: randomUUID() } as const;
    const { url } = await startConnect(ctx, { clientId, asker });
    const { code, state } = await followConsent(url, user?.id ?? '');
    await finishConnect(ctx, { state, code, asker });
    return clientId;
  };
  return {
    database,
    sandboxUrl: sandbox.url,
    gate,
    context,
    users: await readUsers(sandbox.url),
    control,
    consent: followConsent,
    connectClient,
    process: (clientId, mode) => startProcess(database, clientId, mode),
    environment: environmentOf(database),
  };
};
