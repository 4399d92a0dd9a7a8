import { actTables } from '../act/tables.ts';
import { clientsTables } from '../clients/tables.ts';
import { connectTables } from '../connect/tables.ts';
import { contentTables } from '../content/tables.ts';
import { factsTables } from '../facts/tables.ts';
import { auditTables } from '../foundation/audit/tables.ts';
import { dbTables } from '../foundation/db/tables.ts';
import { filesTables } from '../foundation/files/tables.ts';
import { jobsTables } from '../foundation/jobs/tables.ts';
import type { Table } from '../foundation/schema/index.ts';
import { identityTables } from '../identity/tables.ts';
import { ingestTables } from '../ingest/tables.ts';
import { mailTables } from '../mail/tables.ts';

/**
 * The tables of all rooms: what the live database is compared with, and from which privacy works. A room's new table
 * appears here by itself; a new room adds its list.
 * @personal none
 */
export const allTables: readonly Table[] = [
  ...dbTables,
  ...auditTables,
  ...filesTables,
  ...jobsTables,
  ...mailTables,
  ...identityTables,
  ...clientsTables,
  ...connectTables,
  ...ingestTables,
  ...factsTables,
  ...actTables,
  ...contentTables,
];
