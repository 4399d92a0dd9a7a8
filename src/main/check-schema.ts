import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dropInstallation, migrate, openDatabase } from '../foundation/db/index.ts';
import { type Secret, secret } from '../foundation/kit/index.ts';
import { type SchemaProblem, schemaProblems } from '../foundation/privacy/index.ts';
import { loadConfig, loadKeys } from '../foundation/runtime/index.ts';
import { allTables } from './tables.ts';

/**
 * Migrates an empty database of its own on the given server and compares what came out with all rooms' `tables.ts`:
 * every missing, extra or unlabelled column, wrong type, nullability, key, policy, partition or right, one by one. The
 * database and its roles are dropped afterwards. Empty is well.
 *
 * @param input.server the administrator's address of a server, any database of it
 * @throws DB_MIGRATION_FAILED when the migrations do not apply to an empty database
 * @personal none
 */
export const checkSchema = async (input: { server: Secret }): Promise<SchemaProblem[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'prikbord-schema-'));
  const address = new URL(input.server.reveal());
  address.pathname = `/prikbord_check_schema_${process.pid}`;
  const config = {
    ...loadConfig({ PRIKBORD_DATA_DIR: folder }, { mode: 'demo' }),
    databaseUrl: secret(address.href),
  };
  const keys = loadKeys(config);
  try {
    await migrate({ config, keys });
    const db = await openDatabase({ config, keys, role: 'app', max: 1 });
    try {
      return await schemaProblems(db, allTables);
    } finally {
      await db.close();
    }
  } finally {
    await dropInstallation({ config, keys });
    await rm(folder, { recursive: true, force: true });
  }
};
