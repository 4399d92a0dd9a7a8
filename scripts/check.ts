// npm run check: everything that guards the house, two at a time, each with what to do instead.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, say } from './tell.ts';

type Check = {
  readonly name: string;
  readonly program: string;
  readonly words: readonly string[];
  readonly remedy: string;
};

const tool = (name: string): string => join(root, 'node_modules/.bin', name);
const script = (name: string): Pick<Check, 'program' | 'words'> => ({
  program: process.execPath,
  words: [join(root, 'scripts', name)],
});

// What did not change since the last check is not checked again.
const remembered = (project: string): string[] => [
  '--incremental',
  '--tsBuildInfoFile',
  join(root, `node_modules/.cache/tsc-${project}.json`),
];

// `bench` comes with the first benchmark.
const folders = ['src', 'test', 'scripts', 'bench'].filter((folder) => existsSync(join(root, folder)));

// The slowest first, so that two cores end at about the same time.
const checks: readonly Check[] = [
  {
    name: 'types',
    program: tool('tsc'),
    words: ['-p', '.', ...remembered('server')],
    remedy: 'Make the types true; `as` only where brands are minted or answers parsed.',
  },
  {
    name: 'lint and format',
    program: tool('biome'),
    words: ['check', '--error-on-warnings', '--diagnostic-level=warn', '--max-diagnostics=50'],
    remedy: 'Run `npx biome check --write`; split a file along a noun, a function along a step.',
  },
  { name: 'docs', ...script('check-docs.ts'), remedy: 'See the lines with → above.' },
  {
    name: 'imports',
    program: tool('depcruise'),
    words: ['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', ...folders],
    remedy: 'Each rule says what to do instead; the law is floors.cjs.',
  },
  { name: 'schema and labels', ...script('check-schema.ts'), remedy: 'See the lines with → above.' },
  {
    name: 'types of the web',
    program: tool('tsc'),
    words: ['-p', 'src/web', ...remembered('web')],
    remedy: 'Make the types true; what the page needs, api/contract.ts gives.',
  },
  {
    name: 'dead code',
    program: tool('knip'),
    words: [],
    remedy: 'Delete what nobody uses, or enter it in its catalogue; git remembers it.',
  },
  {
    name: 'dead code in production',
    program: tool('knip'),
    words: ['--production'],
    remedy: 'Only tests use it: delete it, or move it beside the test.',
  },
  { name: 'time', ...script('check-time.ts'), remedy: 'See the lines with → above.' },
  { name: 'sizes', ...script('check-sizes.ts'), remedy: '' },
];

const CORES = 2;
// One mistake at the root shows as hundreds of lines; the first ones tell, and the check alone shows all.
const LINES = 60;

const shorten = (output: string): string => {
  const lines = output.trimEnd().split('\n');
  return lines.length <= LINES
    ? lines.join('\n')
    : [...lines.slice(0, LINES), `… and ${lines.length - LINES} lines more`].join('\n');
};

const run = ({ name, program, words, remedy }: Check): Promise<boolean> =>
  new Promise((done, fail) => {
    const began = performance.now();
    const child = spawn(program, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
    child.once('error', fail);
    child.once('close', (code) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      const good = code === 0;
      const shown = good && name !== 'sizes' ? '' : `\n${shorten(output)}`;
      say(`${good ? '✔' : '✖'} ${name} (${seconds} s)${shown}${good || remedy === '' ? '' : `\n→ ${remedy}`}`);
      done(good);
    });
  });

const main = async (): Promise<number> => {
  // Before there is a browser part there is nothing to check in it; once there is, its tsconfig.json must be too.
  const waiting = checks.filter((check) => check.name !== 'types of the web' || existsSync(join(root, 'src/web')));
  const results: boolean[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results.push(await run(next));
  };
  await Promise.all(Array.from({ length: CORES }, work));
  const failed = results.filter((good) => !good).length;
  say(failed === 0 ? `All ${results.length} checks passed.` : `${failed} of ${results.length} checks failed.`);
  return failed === 0 ? 0 : 1;
};

process.exitCode = await main();
