import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { tell } from './figures.ts';

// An installation as a person has it: started with npm, spoken to over HTTP. Nothing here looks inside.

const demoFile = z.object({
  url: z.string(),
  clients: z.number(),
  logins: z.array(z.object({ email: z.string(), password: z.string(), totpSecret: z.string() })),
});

const readiness = z.object({ demo: z.string(), history: z.object({ done: z.number(), total: z.number() }) });
const overview = z.object({ clients: z.array(z.unknown()) });

/** `npm start` under way. */
export type Started = {
  /** Seconds from the command to a signed-in page with the last 60 days of every client. */
  readonly seconds: number;
  /** Clients on that page, and how much of the history stood there too. */
  readonly clients: number;
  readonly historyDone: number;
  readonly historyTotal: number;
  readonly stop: () => Promise<void>;
};

const LOOK_MS = 50;
// Long enough for a very slow machine; a start that hangs has to end some time.
const LIMIT_MS = 600_000;
// Jobs may take 20 s to end, and PostgreSQL writes a checkpoint.
const STOP_MS = 60_000;

/** A port nobody uses. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** An environment without our own settings, npm's and those of the checkout that measures. */
const bareEnvironment = (port: number): NodeJS.ProcessEnv => {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PRIKBORD_|npm_|NODE_)/.test(name));
  const path = (process.env.PATH ?? '').split(':').filter((each) => !each.includes('node_modules'));
  return { ...Object.fromEntries(kept), PATH: path.join(':'), PRIKBORD_PORT: String(port) };
};

const totp = (secret: string): string => {
  const bits = [...secret].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor((performance.timeOrigin + performance.now()) / 30_000)));
  const key = Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const code = mac.readUInt32BE((mac.at(-1) ?? 0) & 0x0f) & 0x7fff_ffff;
  return String(code % 1_000_000).padStart(6, '0');
};

const post = async (url: string, body: unknown, cookie = ''): Promise<string> => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${answer.status} from ${url}: ${(await answer.text()).slice(0, 200)}`);
  await answer.body?.cancel();
  return (
    answer.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ') || cookie
  );
};

const ask = async (url: string, cookie = ''): Promise<unknown> => {
  // Nobody listens while the server starts.
  const answer = await fetch(url, { headers: { cookie } }).catch(() => undefined);
  if (answer?.ok === true) return answer.headers.get('content-type')?.includes('json') ? answer.json() : answer.text();
  await answer?.body?.cancel();
  return undefined;
};

/** Signs in with password and second factor, and opens the first page. @returns the clients on it */
const openFirstPage = async (url: string, login: z.infer<typeof demoFile>['logins'][number]): Promise<number> => {
  const { email, password, totpSecret } = login;
  const half = await post(`${url}/api/v1/session`, { email, password });
  const cookie = await post(`${url}/api/v1/session/totp`, { code: totp(totpSecret) }, half);
  const page = await ask(url, cookie);
  if (typeof page !== 'string' || !page.includes('<')) throw new Error('The signed-in page did not come.');
  return overview.parse(await ask(`${url}/api/v1/clients/overview`, cookie)).clients.length;
};

/** Processes that work in a folder: whatever an installation there has left running. */
const processesIn = (folder: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const cwd = readlinkSync(`/proc/${pid}/cwd`);
        return cwd === folder || cwd.startsWith(`${folder}${sep}`);
      } catch {
        // Gone meanwhile, or somebody else's.
        return false;
      }
    })
    .map(Number);

const stop = async (child: ChildProcess, folder: string): Promise<void> => {
  const ended = child.exitCode === null ? once(child, 'exit') : Promise.resolve();
  // As Ctrl-C does: the whole group of the terminal hears it.
  if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
  await Promise.race([ended, pause(STOP_MS, undefined, { ref: false })]);
  const left = processesIn(folder);
  for (const pid of left) process.kill(pid, 'SIGKILL');
  if (left.length > 0) tell(`${left.length} process(es) had not ended and were killed`);
};

const readDemo = (folder: string): z.infer<typeof demoFile> | undefined => {
  try {
    return demoFile.parse(JSON.parse(readFileSync(join(folder, '.prikbord/demo.json'), 'utf8')));
  } catch {
    // Not written yet.
    return undefined;
  }
};

/** Runs `npm start` in a checkout and waits for the first page of a person who signs in. */
export const startInstallation = async (input: {
  folder: string;
  port: number;
  /** Which of the demo's people signs in: a code of the second factor works once. */
  who: number;
  stopping: AbortSignal;
}): Promise<Started> => {
  const { folder, port } = input;
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: bareEnvironment(port),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  createInterface({ input: child.stderr }).on('line', (line) => tell(`${seconds().toFixed(1).padStart(6)} ${line}`));
  const url = `http://127.0.0.1:${port}`;
  try {
    while (seconds() * 1000 < LIMIT_MS) {
      if (child.exitCode !== null) throw new Error(`npm start ended with code ${child.exitCode}.`);
      await pause(LOOK_MS, undefined, { signal: input.stopping });
      const health = readiness.safeParse(await ask(`${url}/health/ready`));
      const login = readDemo(folder)?.logins[input.who];
      if (!health.success || health.data.demo !== 'ready' || login === undefined) continue;
      const clients = await openFirstPage(url, login);
      const { done, total } = health.data.history;
      return { seconds: seconds(), clients, historyDone: done, historyTotal: total, stop: () => stop(child, folder) };
    }
    throw new Error('The demo was not ready in ten minutes.');
  } catch (error) {
    await stop(child, folder);
    throw error;
  }
};
