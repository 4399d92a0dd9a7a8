import type { Database, RoleNames } from '../../db/index.ts';
import { roleNamesOf, withoutClient } from '../../db/index.ts';
import { refusal } from '../../runtime/index.ts';
import type { Table } from '../../schema/index.ts';
import { retentionProblems } from '../retention/limits.ts';
import { compareColumns } from './compare-columns.ts';
import { compareGuards } from './compare-guards.ts';
import type { SchemaProblem } from './problems.ts';
import { problemLine } from './problems.ts';
import { readCatalogue } from './read-catalogue.ts';

/**
 * Every difference between the live database and what the rooms declare: tables and columns without a label or without a
 * declaration, types, nullability, keys, partitions, row security, policies, grants, owner-owned functions; and labels that contradict their class. Empty is well.
 *
 * @param tables of all rooms, which `main` gathers
 * @personal none
 */
export const schemaProblems = async (db: Database, tables: readonly Table[]): Promise<SchemaProblem[]> => {
  const roles: RoleNames = roleNamesOf(db);
  const catalogue = await withoutClient(db, { actor: { kind: 'system', name: 'schema-check' } }, readCatalogue);
  const compared = [...compareColumns(catalogue, tables), ...compareGuards(catalogue, tables, roles)];
  return [...compared, ...retentionProblems(tables)];
};

/**
 * Refuses to start on a live database that holds anything no room answers for. Called before a port opens.
 *
 * @throws PRIVACY_SCHEMA_UNLABELLED naming every table and column, one by one (exit 78)
 * @personal none
 */
export const assertLabels = async (db: Database, tables: readonly Table[]): Promise<void> => {
  const problems = await schemaProblems(db, tables);
  if (problems.length === 0) return;
  throw refusal(
    'PRIVACY_SCHEMA_UNLABELLED',
    `The database and the rooms' tables.ts differ in ${problems.length} place(s):\n${problems.map(problemLine).join('\n')}`,
    { facts: { problems: problems.length } },
  );
};
