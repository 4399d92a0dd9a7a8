import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Secret } from '../kit/index.ts';
import { secret } from '../kit/index.ts';
import { refusal } from './refusal.ts';

/** Demo data beside the sandbox, or the agency's own: separate folders and databases. */
export type Mode = 'demo' | 'real';

const isAddress = (text: string, protocols: readonly string[]): boolean =>
  URL.canParse(text) && protocols.includes(new URL(text).protocol);

const address = (protocols: readonly string[], example: string) =>
  z.string().refine((text) => isAddress(text, protocols), { error: `must be an address such as ${example}` });

const port = z
  .string()
  .regex(/^\d{1,5}$/, { error: 'must be a port number' })
  .transform(Number)
  .refine((value) => value <= 65_535, { error: 'must be at most 65535' });

/** The environment, one entry per variable; `describe` is its comment in `.env.example` and the reference page. */
export const environment = z.object({
  PRIKBORD_DATABASE_URL: address(['postgres:', 'postgresql:'], 'postgres://admin:password@127.0.0.1:5432/prikbord')
    .optional()
    .describe(
      'PostgreSQL 15 or newer, as a role with CREATEROLE and CREATEDB. Only migrate, doctor, tests, benches and the launcher use that role; serve and work take host, port, database and TLS from it. Empty: the embedded PostgreSQL.',
    ),
  PRIKBORD_DATA_DIR: z
    .string()
    .default('.prikbord')
    .describe('Folder of all data; its demo/ and real/ are kept apart, files/ is shared between machines.'),
  PRIKBORD_HOST: z.string().default('127.0.0.1').describe('Address the web server listens on.'),
  PRIKBORD_PORT: port.default(4000).describe('Port the web server listens on; 0 takes a free one.'),
  PRIKBORD_PUBLIC_URL: address(['http:', 'https:'], 'https://prikbord.example.nl')
    .optional()
    .describe('Address people use, for links and the OAuth callback. Empty: host and port above.'),
  PRIKBORD_PINTEREST_API_URL: address(['http:', 'https:'], 'https://api.pinterest.com/v5')
    .default('https://api.pinterest.com/v5')
    .describe('Address of Pinterest’s API; the sandbox’s in demo and tests.'),
  PRIKBORD_PINTEREST_OAUTH_URL: address(['http:', 'https:'], 'https://www.pinterest.com/oauth/')
    .default('https://www.pinterest.com/oauth/')
    .describe('Address of Pinterest’s consent page.'),
  PRIKBORD_PINTEREST_APP_ID: z.string().min(1).optional().describe('Id of the agency’s Pinterest app.'),
  PRIKBORD_PINTEREST_APP_SECRET: z.string().min(1).optional().describe('Secret of the agency’s Pinterest app.'),
  PRIKBORD_PINTEREST_TIER: z
    .enum(['trial', 'standard'])
    .default('standard')
    .describe('Access tier of that app; decides the rate limits.'),
  PRIKBORD_SMTP_URL: address(['smtp:', 'smtps:'], 'smtps://user:password@mail.example.nl')
    .optional()
    .describe(
      'Server for outgoing e-mail; `?from=name@example.nl` names the sender, else it is the user. Elsewhere than on this machine it has to offer TLS. Empty: nothing is sent, links are handed over by who invites.',
    ),
  PRIKBORD_KEY_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('File with the installation’s keys, made with mode 0600. Empty: keys.json in the data folder.'),
  PRIKBORD_PG_BIN: z
    .string()
    .min(1)
    .optional()
    .describe('Folder with postgres and initdb, in place of the packaged ones.'),
  PRIKBORD_METRICS_PORT: port
    .optional()
    .describe(
      'Port on which a worker process serves /metrics, on the address of PRIKBORD_HOST; 0 takes a free one, which the log tells. Empty: none. The web server serves its own at its port.',
    ),
  PRIKBORD_METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe('What a monitoring system shows as its bearer token at /metrics. Empty: only this machine may read it.'),
  PRIKBORD_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Least important line that is logged.'),
  PRIKBORD_CLOCK_FILE: z
    .string()
    .min(1)
    .optional()
    .describe(
      'File with one ISO 8601 duration such as P1D, read every second and added to the calendar clock; only while the Pinterest address is loopback. The largest value ever seen stays.',
    ),
});

/** The configuration of a process, checked. Secrets in it do not print. */
export type Config = {
  readonly mode: Mode;
  /** The administrator's address of the database; undefined until the embedded server was found or started. */
  readonly databaseUrl: Secret | undefined;
  /** Folder of everything, absolute. */
  readonly dataDir: string;
  /** Folder of this mode (`<dataDir>/demo` or `<dataDir>/real`), absolute. */
  readonly modeDir: string;
  readonly keyFile: string;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | undefined;
  readonly pinterest: {
    readonly apiUrl: string;
    readonly oauthUrl: string;
    readonly appId: string | undefined;
    readonly appSecret: Secret | undefined;
    readonly tier: 'trial' | 'standard';
    /** True while the API address is this machine: only then the sandbox's origin and the clock file count. */
    readonly isLoopback: boolean;
  };
  readonly smtpUrl: Secret | undefined;
  /** Where a worker process serves its metrics, and the bearer token that every reader of metrics must show, if any. */
  readonly metrics: { readonly port: number | undefined; readonly token: Secret | undefined };
  readonly pgBin: string | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly clockFile: string | undefined;
};

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

const isLoopbackAddress = (url: string): boolean => loopback.has(new URL(url).hostname);

const hide = (value: string | undefined): Secret | undefined => (value === undefined ? undefined : secret(value));

const present = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value !== undefined && value.trim() !== '' ? [[name, value] as const] : [],
    ),
  );

/**
 * Reads the environment once and checks all of it. An empty variable counts as absent. The mode is `real` when a
 * Pinterest app is configured for an address that is not this machine, else `demo`, unless the caller knows better.
 *
 * @throws RUNTIME_CONFIG_INVALID listing every problem at once; the process exits 78
 * @personal none
 */
export const loadConfig = (env: NodeJS.ProcessEnv = process.env, asked: { mode?: Mode } = {}): Config => {
  const read = environment.safeParse(present(env));
  if (!read.success) {
    const problems = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw refusal(
      'RUNTIME_CONFIG_INVALID',
      `The configuration has ${problems.length} problem(s):\n${problems.join('\n')}`,
    );
  }
  const from = read.data;
  const isLoopback = isLoopbackAddress(from.PRIKBORD_PINTEREST_API_URL);
  const mode = asked.mode ?? (from.PRIKBORD_PINTEREST_APP_ID !== undefined && !isLoopback ? 'real' : 'demo');
  const dataDir = resolve(from.PRIKBORD_DATA_DIR);
  const modeDir = join(dataDir, mode);
  return {
    mode,
    databaseUrl: hide(from.PRIKBORD_DATABASE_URL),
    dataDir,
    modeDir,
    keyFile: from.PRIKBORD_KEY_FILE === undefined ? join(modeDir, 'keys.json') : resolve(from.PRIKBORD_KEY_FILE),
    host: from.PRIKBORD_HOST,
    port: from.PRIKBORD_PORT,
    publicUrl: from.PRIKBORD_PUBLIC_URL,
    pinterest: {
      apiUrl: from.PRIKBORD_PINTEREST_API_URL,
      oauthUrl: from.PRIKBORD_PINTEREST_OAUTH_URL,
      appId: from.PRIKBORD_PINTEREST_APP_ID,
      appSecret: hide(from.PRIKBORD_PINTEREST_APP_SECRET),
      tier: from.PRIKBORD_PINTEREST_TIER,
      isLoopback,
    },
    smtpUrl: hide(from.PRIKBORD_SMTP_URL),
    metrics: { port: from.PRIKBORD_METRICS_PORT, token: hide(from.PRIKBORD_METRICS_TOKEN) },
    pgBin: from.PRIKBORD_PG_BIN,
    logLevel: from.PRIKBORD_LOG_LEVEL,
    clockFile: from.PRIKBORD_CLOCK_FILE === undefined ? undefined : resolve(from.PRIKBORD_CLOCK_FILE),
  };
};

/** What only tests read: where a PostgreSQL for them runs already. Not part of a process's configuration. */
const testEnvironment = z.object({
  PRIKBORD_TEST_DATABASE_URL: z.string().optional(),
});

/**
 * The address of the server tests use, when the test command has started one.
 * @internal tests only
 * @personal none
 */
export const testDatabaseUrl = (env: NodeJS.ProcessEnv = process.env): Secret | undefined =>
  hide(testEnvironment.parse(env).PRIKBORD_TEST_DATABASE_URL);

/** The environment of a part of Prikbord that is started as its own process: ours, with some variables said differently. @personal none */
export const childEnvironment = (
  different: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv => ({ ...env, ...different });
