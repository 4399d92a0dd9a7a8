// Calendar time is the database's clock_now(), elapsed time a monotonic timer (house rule on time). The machine's own
// date in between would be wrong in a demo that runs ahead and on a machine whose clock is off.
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, say } from './tell.ts';

const sources = ['src/**/*.{ts,tsx}', 'migrations/*.sql'];

const rules: readonly { readonly forbidden: RegExp; readonly instead: string }[] = [
  { forbidden: /\bDate\.now\(/, instead: 'context.clock.now() for calendar time, performance.now() for elapsed time' },
  { forbidden: /\bnew Date\(\)/, instead: 'context.clock.now()' },
  { forbidden: /(?<![.\w])now\(\)/, instead: 'clock_now() for calendar time, clock_timestamp() for elapsed time' },
  { forbidden: /\bcurrent_(?:timestamp|date|time)\b|\blocaltime(?:stamp)?\b/i, instead: 'clock_now()' },
];

// Where the machine's date is the right one, and why.
const allowed: Readonly<Record<string, string>> = {
  'migrations/0011_jobs_engine.sql': 'written by the queue’s library; its times are elapsed times',
  'src/sandbox/server/clock.ts': 'the sandbox stands in for another company’s machine, with a clock of its own',
};

const isComment = (line: string): boolean => /^\s*(\/\/|\*|\/\*|--)/.test(line);

for await (const file of glob(sources, { cwd: root, exclude: ['**/*.test.*', '**/generated/**'] })) {
  if (file in allowed) continue;
  const lines = (await readFile(join(root, file), 'utf8')).split('\n');
  for (const [index, line] of lines.entries()) {
    const broken = isComment(line) ? undefined : rules.find(({ forbidden }) => forbidden.test(line));
    if (broken === undefined) continue;
    say(`${file}:${index + 1}: ${line.trim()}\n→ use ${broken.instead}`);
    process.exitCode = 1;
  }
}
