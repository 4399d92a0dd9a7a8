import { refusal } from '../../runtime/index.ts';
import type { Database } from '../access/database.ts';
import { insideOf } from '../access/database.ts';
import { cleanly } from '../access/failures.ts';
import { readMigrations } from './migrations.ts';

type Row = { number: number; name: string; checksum: string; isBreaking: boolean };

/**
 * Refuses to go on when this process and the database do not fit: a migration is pending, the last breaking change is
 * newer than this process, or the database belongs to the other mode.
 *
 * @param dir another folder of migrations than the project's, for tests
 * @throws DB_SCHEMA_BEHIND, DB_SCHEMA_AHEAD, DB_OTHER_MODE (exit 78)
 * @personal none
 */
export const assertSchema = async (db: Database, dir?: string): Promise<void> => {
  const { pool, config } = insideOf(db);
  const [applied, marks] = await cleanly(() =>
    Promise.all([
      pool.query<Row>('select number, name, checksum, is_breaking as "isBreaking" from db_migrations order by number'),
      pool.query<{ mode: string }>('select mode from db_installation'),
    ]),
  );
  const mode = marks.rows[0]?.mode;
  if (mode !== config.mode) {
    throw refusal(
      'DB_OTHER_MODE',
      `This database holds ${mode ?? 'no'} data; this process runs in ${config.mode} mode.`,
    );
  }
  const files = readMigrations(dir);
  const known = new Set(files.map((file) => file.number));
  const breaking = applied.rows.filter((row) => row.isBreaking && !known.has(row.number));
  if (breaking.length > 0) {
    throw refusal(
      'DB_SCHEMA_AHEAD',
      `This version is older than the database's last breaking change (${breaking.map((row) => row.name).join(', ')}): update it.`,
    );
  }
  const have = new Set(applied.rows.map((row) => row.number));
  const pending = files.filter((file) => !have.has(file.number));
  if (pending.length > 0) {
    throw refusal('DB_SCHEMA_BEHIND', `Run migrate: ${pending.map((file) => file.name).join(', ')} not applied.`);
  }
};
