import { existsSync } from 'node:fs';
import { readFile, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createFetch } from '../../foundation/outside/index.ts';
import { type Config, loadKeys } from '../../foundation/runtime/index.ts';
import { type Finding, look, ok, problem } from './finding.ts';

// Below this a PostgreSQL with its write-ahead log stops in the middle of a night; the worse failure is a warning too late.
const FREE_BYTES = 2 * 1024 ** 3;
const NODE_MAJOR = 26;
const ANSWER_MS = 5000;

const node = (): Finding => {
  const major = Number(process.versions.node.split('.')[0]);
  return major >= NODE_MAJOR
    ? ok('node', process.version)
    : problem('node', process.version, `Run bin/prikbord, which brings Node ${NODE_MAJOR}, or install it.`);
};

const nearestFolder = (path: string): string => (existsSync(path) ? path : nearestFolder(dirname(path)));

const disk = async (config: Config): Promise<Finding> => {
  const { bavail, bsize } = await statfs(nearestFolder(config.dataDir));
  const free = bavail * bsize;
  const found = `${(free / 1024 ** 3).toFixed(1)} GB free for ${config.dataDir}`;
  return free >= FREE_BYTES
    ? ok('disk', found)
    : problem('disk', found, 'Make room, or move the data folder with PRIKBORD_DATA_DIR.');
};

const keyFile = (config: Config): Finding => {
  // Looking must not make one: a new key file beside an old database would lock everybody out.
  if (!existsSync(config.keyFile)) return ok('key file', 'not made yet; the first start makes it');
  const keys = loadKeys(config);
  return ok('key file', `mode 0600, installation ${keys.installationId}, ${keys.sealing().keys.size} sealing key(s)`);
};

const clockFile = async (config: Config): Promise<Finding> => {
  if (config.clockFile === undefined) return ok('clock file', 'none configured');
  if (!config.pinterest.isLoopback) {
    return problem(
      'clock file',
      'configured, and ignored because Pinterest is not this machine',
      'Leave PRIKBORD_CLOCK_FILE empty in real use.',
    );
  }
  if (!existsSync(config.clockFile)) return ok('clock file', 'not there; no offset is added');
  const text = (await readFile(config.clockFile, 'utf8')).trim();
  if (!/^P\S+$/.test(text)) {
    return problem('clock file', 'holds no ISO 8601 duration', 'Write one duration such as P1D in it, or remove it.');
  }
  return ok('clock file', `adds ${text}`);
};

const pinterest = async (config: Config): Promise<Finding> => {
  const { apiUrl, isLoopback } = config.pinterest;
  if (config.mode === 'demo' && !isLoopback) return ok('pinterest', 'not asked: a demo never reaches it');
  const { origin } = new URL(apiUrl);
  // Without a token: any answer at all shows that the way is open.
  const init = { method: 'GET', headers: {}, redirect: 'manual', signal: AbortSignal.timeout(ANSWER_MS) } as const;
  try {
    const answer = await createFetch(config)(apiUrl, init);
    await answer.body?.cancel();
    return ok('pinterest', `${origin} answers`);
  } catch (error) {
    // fetch tells a host that cannot be reached as a TypeError, and one that is silent as a TimeoutError.
    if (!(error instanceof TypeError) && !(error instanceof DOMException)) throw error;
    const remedy = isLoopback
      ? 'Start the sandbox: `npm start`, or `bin/prikbord sandbox`.'
      : 'Let this machine reach it over https; check proxy and firewall.';
    return problem('pinterest', `${origin} cannot be reached`, remedy);
  }
};

const app = (config: Config): Finding => {
  if (config.pinterest.appId !== undefined && config.pinterest.appSecret !== undefined) {
    return ok('pinterest app', `configured, ${config.pinterest.tier} access`);
  }
  return config.mode === 'demo'
    ? ok('pinterest app', 'none; the demo brings its own')
    : problem('pinterest app', 'not configured', 'Set PRIKBORD_PINTEREST_APP_ID and PRIKBORD_PINTEREST_APP_SECRET.');
};

const pages = (webDir: string): Finding =>
  existsSync(join(webDir, 'index.html'))
    ? ok('pages', 'built')
    : problem(
        'pages',
        'not built',
        '`npm start` builds them; `node bin/launch.js scripts/build-web.ts` does only that.',
      );

/** Looks at this machine and the way out, without touching the database. */
export const examineMachine = async (input: { config: Config; webDir: string }): Promise<Finding[]> => {
  const { config, webDir } = input;
  return [
    node(),
    await look('disk', () => disk(config)),
    await look('key file', () => keyFile(config)),
    await look('clock file', () => clockFile(config)),
    app(config),
    await look('pinterest', () => pinterest(config)),
    pages(webDir),
  ];
};
