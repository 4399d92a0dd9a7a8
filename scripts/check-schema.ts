// npm run check:schema: migrates an empty database and compares it with all tables.ts.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, say } from './tell.ts';

const door = join(root, 'src/main/check-schema.ts');

if (existsSync(door)) {
  const { checkSchema }: { checkSchema: () => Promise<readonly string[]> } = await import(pathToFileURL(door).href);
  const problems = await checkSchema();
  for (const problem of problems) say(problem);
  if (problems.length > 0) {
    say('→ Declare the column in the room’s tables.ts with its label, or correct the migration.');
    process.exitCode = 1;
  }
} else {
  say('src/main/check-schema.ts does not exist yet; nothing was compared.');
}
