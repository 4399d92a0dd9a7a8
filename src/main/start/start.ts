import { mkdir } from 'node:fs/promises';
import { flushCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { migrate } from '../../foundation/db/index.ts';
import { type Config, loadKeys } from '../../foundation/runtime/index.ts';
import { untilStopped } from '../commands/until-stopped.ts';
import { locateDatabase } from '../locate-database.ts';
import { openProcess, type Process } from '../process.ts';
import { type Child, startChild } from './child.ts';
import { addDemoPeople, demoWorld, fillDemo, untilAnswers } from './demo.ts';
import { draftDemoPins } from './demo-pins.ts';
import { atSandbox, type DemoFile, freePort, readDemoFile, sandboxEnvironment, writeDemoFile } from './demo-place.ts';
import { followFilling } from './follow-filling.ts';
import { openSay, type Say } from './say.ts';
import { buildWebWhenChanged } from './web-build.ts';

const SANDBOX_PORT = 4010;
const WORK_METRICS_PORT = 4001;
const START_MS = 30_000;

/** What a start is made of while it goes on. */
type Starting = {
  readonly config: Config;
  readonly say: Say;
  /** Parts in the order they were started; stopped in the other order. */
  readonly parts: Child[];
  readonly giveUp: (name: string, code: number) => void;
};

const portOf = (url: string | undefined): number[] => (url === undefined ? [] : [Number(new URL(url).port)]);

const part = (
  starting: Starting,
  name: string,
  input: { args: readonly string[]; env: Record<string, string> },
): void => {
  starting.parts.push(
    startChild(
      {
        name,
        ...input,
        onLine: (from, line) => {
          // Their logs are JSON and go on as they are; anything else they say is for the person.
          if (line.startsWith('{')) process.stderr.write(`${line}\n`);
          else starting.say.step(`${from}: ${line}`);
        },
      },
      starting.giveUp,
    ),
  );
};

// The sandbox is the other side: its memory never lies inside Prikbord's own data folder.
const sandboxDir = (config: Config): string => join(dirname(config.dataDir), '.prikbord-sandbox');

/** The sandbox on its way: its address is known before it answers. */
type Sandbox = { readonly url: string; readonly answers: Promise<void> };

const startSandbox = async (starting: Starting, before: DemoFile | undefined): Promise<Sandbox> => {
  const { config, say } = starting;
  const port = await freePort([...portOf(before?.sandboxUrl), SANDBOX_PORT]);
  const data = sandboxDir(config);
  await mkdir(data, { recursive: true, mode: 0o700 });
  const { world, seed } = demoWorld;
  part(starting, 'sandbox', {
    args: ['sandbox', '--port', String(port), '--world', world, '--seed', String(seed), '--data', data],
    env: {},
  });
  const url = `http://127.0.0.1:${port}`;
  const answers = untilAnswers(`${url}/__sandbox/clock`, START_MS).then(() =>
    say.done(`the sandbox stands in for Pinterest at ${url}`),
  );
  // Waited for later; a start that fails before then must not fail twice.
  answers.catch(() => undefined);
  return { url, answers };
};

/** The database's address without the administrator's name and password: parts sign in as themselves. */
const databaseOf = (config: Config): Record<string, string> => {
  if (config.databaseUrl === undefined) return {};
  const address = new URL(config.databaseUrl.reveal());
  address.username = '';
  address.password = '';
  return { PRIKBORD_DATABASE_URL: address.href };
};

/** The server and the workers on their way: the address is known before it answers. */
const startParts = async (
  starting: Starting,
  sandboxUrl: string | undefined,
): Promise<{ url: string; answers: () => Promise<void> }> => {
  const { config, say } = starting;
  const port = await freePort([config.port]);
  if (port !== config.port) say.step(`port ${config.port} is taken; using ${port}`);
  const env = {
    ...databaseOf(config),
    ...(sandboxUrl === undefined ? {} : sandboxEnvironment(sandboxUrl)),
    PRIKBORD_DATA_DIR: config.dataDir,
    PRIKBORD_PORT: String(port),
    PRIKBORD_PUBLIC_URL: config.publicUrl ?? '',
    // At a terminal a person wants to hear of trouble, not of every step; who asks for more gets it.
    PRIKBORD_LOG_LEVEL: config.logLevel === 'info' ? 'warn' : config.logLevel,
  };
  const real = config.mode === 'real' ? ['--real'] : [];
  part(starting, 'serve', { args: ['serve', ...real], env });
  const metricsPort = await freePort([config.metrics.port ?? WORK_METRICS_PORT]);
  part(starting, 'work', { args: ['work', ...real], env: { ...env, PRIKBORD_METRICS_PORT: String(metricsPort) } });
  const url = `http://${config.host}:${port}`;
  say.step(`metrics for Prometheus at ${url}/metrics and http://${config.host}:${metricsPort}/metrics`);
  return { url, answers: () => untilAnswers(`${url}/health/ready`, START_MS) };
};

const showDemo = (say: Say, file: DemoFile, path: string): void => {
  say.done(`Prikbord is at ${file.url}`);
  for (const login of file.logins) {
    const factor = login.totpSecret === '' ? `of ${login.client}` : `second factor ${login.totpSecret}`;
    say.step(`${login.role.padEnd(9)} ${login.email}  password ${login.password}  ${factor}`);
  }
  say.step(`the same, for scripts, in ${path}`);
};

/** What the demo runs on: where it answers, and when all of that does. */
type Place = { readonly url: string; readonly sandboxUrl: string; readonly answers: () => Promise<void> };

const demo = async (starting: Starting, place: Place): Promise<Process> => {
  const { say } = starting;
  const { answers, ...input } = place;
  const before = readDemoFile(starting.config);
  const port = Number(new URL(input.url).port);
  const config = { ...atSandbox(starting.config, input.sandboxUrl), port };
  const running = await openProcess({ config, role: 'job', actor: { kind: 'cli', name: 'demo' } });
  try {
    await answers();
    const clients = await fillDemo({ running, sandboxUrl: input.sandboxUrl, progress: say.progress });
    const told = before?.logins.length ? before : await addDemoPeople(running);
    const file: DemoFile = { ...input, clients, apiKey: told.apiKey, logins: told.logins };
    await writeDemoFile(starting.config, file);
    showDemo(say, file, join(starting.config.dataDir, 'demo.json'));
    await draftDemoPins(running, input.sandboxUrl);
    return running;
  } catch (error) {
    await running.close();
    throw error;
  }
};

const prepare = async (starting: Starting): Promise<{ config: Config; stopDatabase: () => Promise<void> }> => {
  const { say } = starting;
  const web = buildWebWhenChanged();
  const located = await locateDatabase(starting.config, (step) => say.step(`database: ${step}`));
  const { applied } = await migrate({ config: located.config, keys: loadKeys(located.config) });
  say.done(applied.length === 0 ? 'the database is up to date' : `the database was prepared (${applied.length} steps)`);
  if ((await web) === 'built') say.done('the console was built');
  return { config: located.config, stopDatabase: located.stop };
};

/**
 * Starts everything and stays until it is stopped: database, the demo's sandbox, server, workers. The first time a demo
 * agency connects its clients through the very path real ones take. Started again, it goes on where it was.
 * @throws every refusal to start (exit 78)
 * @personal prints the logins of invented people
 */
export const start = async (input: { config: Config; stopping: AbortSignal }): Promise<void> => {
  const say = openSay();
  const failed = new AbortController();
  const stopping = AbortSignal.any([input.stopping, failed.signal]);
  const parts: Child[] = [];
  const giveUp = (name: string, code: number) => {
    say.problem(`${name} refuses to start (exit code ${code}); its reason stands above`);
    process.exitCode = code;
    failed.abort();
  };
  say.step(input.config.mode === 'demo' ? 'starting with a demo agency' : 'starting');
  // What this process has read of the source, the others need not read again.
  flushCompileCache();
  const before: Starting = { config: input.config, say, parts, giveUp };
  let stopDatabase: (() => Promise<void>) | undefined;
  let running: Process | undefined;
  try {
    // The sandbox needs no database, so it starts while that is made.
    const sandbox = input.config.mode === 'demo' ? await startSandbox(before, readDemoFile(input.config)) : undefined;
    const ready = await prepare(before);
    stopDatabase = ready.stopDatabase;
    const starting: Starting = { ...before, config: ready.config };
    const { url, answers } = await startParts(starting, sandbox?.url);
    if (sandbox === undefined) {
      await answers();
      say.done(`Prikbord is at ${url}`);
    } else {
      const all = async () => {
        await sandbox.answers;
        await answers();
      };
      running = await demo(starting, { url, sandboxUrl: sandbox.url, answers: all });
      await followFilling({ ctx: running.ctx, url, say, stopping });
    }
    say.step('Ctrl-C stops everything');
    await untilStopped(stopping);
  } finally {
    say.step('stopping');
    await running?.close();
    for (const each of [...parts].reverse()) await each.stop();
    await stopDatabase?.();
    say.done('stopped; nothing is lost, start again to go on');
  }
};
