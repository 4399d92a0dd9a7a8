import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { assertSchema, type Database, openDatabase, withoutClient } from '../../foundation/db/index.ts';
import { problemLine, schemaProblems } from '../../foundation/privacy/index.ts';
import { type Config, loadKeys } from '../../foundation/runtime/index.ts';
import type { Table } from '../../foundation/schema/index.ts';
import { locateDatabase } from '../locate-database.ts';
import { examineJobs } from './examine-jobs.ts';
import { type Finding, look, lookAtAll, ok, problem } from './finding.ts';

const actor = { kind: 'cli', name: 'doctor' } as const;
const SHOWN = 5;

const logins = ['app', 'job', 'sign-in'] as const;

const roles = async (config: Config): Promise<Finding> => {
  const keys = loadKeys(config);
  for (const role of logins) await (await openDatabase({ config, keys, role, max: 1 })).close();
  return ok('roles', `${logins.join(', ')}: none owns tables or passes row security`);
};

const server = async (db: Database): Promise<Finding> => {
  const [row] = await withoutClient(db, { actor }, (tx) =>
    tx.sql<{ version: string }>("select current_setting('server_version') as version"),
  );
  return ok('database', `PostgreSQL ${row?.version ?? '?'} answers`);
};

const labels = async (db: Database, tables: readonly Table[]): Promise<Finding> => {
  const problems = await schemaProblems(db, tables);
  if (problems.length === 0) return ok('labels', `${tables.length} tables as declared, every column labelled`);
  const more = problems.length > SHOWN ? `; and ${problems.length - SHOWN} more` : '';
  return problem(
    'labels',
    `${problems.slice(0, SHOWN).map(problemLine).join('; ')}${more}`,
    'Label or declare what is named in its room’s tables.ts, or remove what was added by hand.',
  );
};

const examineLocated = async (config: Config, tables: readonly Table[]): Promise<Finding[]> => {
  const opened = await openDatabase({ config, keys: loadKeys(config), role: 'job', max: 2 });
  try {
    return [
      await look('database', () => server(opened)),
      await look('roles', () => roles(config)),
      await look('schema', async () => {
        await assertSchema(opened);
        return ok('schema', 'as this version wants it');
      }),
      await look('labels', () => labels(opened, tables)),
      ...(await lookAtAll('jobs', () => examineJobs(opened))),
    ];
  } finally {
    await opened.close();
  }
};

const isMade = (config: Config): boolean =>
  existsSync(config.keyFile) && (config.databaseUrl !== undefined || existsSync(join(config.modeDir, 'postgres')));

/** Looks at the database as the program itself sees it: through its own logins. Makes nothing. */
export const examineDatabase = async (input: { config: Config; tables: readonly Table[] }): Promise<Finding[]> => {
  const { config, tables } = input;
  if (!isMade(config)) {
    return [problem('database', 'not made yet', 'Run `npm start`, or `bin/prikbord migrate` for real use.')];
  }
  let found: Finding[] = [];
  const reached = await look('database', async () => {
    const located = await locateDatabase(config);
    try {
      found = await examineLocated(located.config, tables);
    } finally {
      await located.stop();
    }
    return ok('database', 'reached');
  });
  return reached.isOk ? found : [reached];
};
