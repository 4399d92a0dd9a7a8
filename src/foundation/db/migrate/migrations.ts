import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../../kit/index.ts';

/** One migration file. */
export type Migration = {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
  /** `--! breaking` on the first line: processes older than it must stop. */
  readonly isBreaking: boolean;
};

/** The folder of the project's migrations. */
export const migrationsDir = join(import.meta.dirname, '../../../../migrations');

const fileName = /^(\d{4})_[a-z0-9]+(_[a-z0-9]+)*\.sql$/;

/**
 * Reads the migration files in order.
 * @throws DB_MIGRATION_NAME when a file is not called `NNNN_room_what.sql` or a number is used twice
 */
export const readMigrations = (dir: string = migrationsDir): Migration[] => {
  const names = readdirSync(dir)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  const seen = new Set<number>();
  return names.map((name) => {
    const number = Number(fileName.exec(name)?.[1]);
    if (Number.isNaN(number) || seen.has(number)) {
      throw new Fault('DB_MIGRATION_NAME', 'bug', `The migration ${name} has no number of its own.`);
    }
    seen.add(number);
    const sql = readFileSync(join(dir, name), 'utf8');
    return {
      number,
      name: name.slice(0, -'.sql'.length),
      sql,
      checksum: createHash('sha256').update(sql).digest('hex'),
      isBreaking: /^--!\s*breaking\b/.test(sql),
    };
  });
};

/**
 * One checksum over all migrations: two trees with the same one have the same schema.
 * @internal tests and benches only
 * @personal none
 */
export const migrationsChecksum = (dir?: string): string => {
  const hash = createHash('sha256');
  for (const { name, checksum } of readMigrations(dir)) hash.update(`${name}:${checksum}\n`);
  return hash.digest('hex');
};
