import type { Command } from '../../cli/index.ts';
import { migrate } from '../../foundation/db/index.ts';
import { loadKeys } from '../../foundation/runtime/index.ts';
import { locateDatabase } from '../locate-database.ts';

/** Brings the database to this version's schema. */
export const migrateCommand: Command = {
  name: 'migrate',
  help: 'Bring the database to this version’s schema; makes database and roles when they are missing',
  run: async ({ config, print }) => {
    const located = await locateDatabase(config);
    try {
      const { applied } = await migrate({ config: located.config, keys: loadKeys(config) });
      print({ applied }, applied.length === 0 ? ['Nothing to do.'] : applied);
    } finally {
      await located.stop();
    }
  },
};
