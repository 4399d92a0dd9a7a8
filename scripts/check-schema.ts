// npm run check:schema: migrates an empty database and compares it with all tables.ts.

import { secret } from '../src/foundation/kit/index.ts';
import { problemLine } from '../src/foundation/privacy/index.ts';
import { checkSchema } from '../src/main/check-schema.ts';
import { say } from './tell.ts';
import { openTestDatabase } from './test/test-database.ts';

const database = await openTestDatabase();
try {
  const problems = await checkSchema({ server: secret(database.url) });
  for (const problem of problems) say(problemLine(problem));
  if (problems.length > 0) {
    say('→ Declare the column in the room’s tables.ts with its label, or correct the migration.');
    process.exitCode = 1;
  }
} finally {
  await database.close();
}
