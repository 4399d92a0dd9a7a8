import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { Fault } from '../../kit/index.ts';
import type { RowsOf, Table } from '../../schema/index.ts';
import type { Tx } from './transactions.ts';

const connectionOf = (tx: Tx): DatabaseConnection => ({
  executeQuery: async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => ({
    rows: await tx.sql<Row>(query.sql, query.parameters),
  }),
  // biome-ignore lint/correctness/useYield: Kysely's interface asks for a generator; large results go through copyTo.
  async *streamQuery() {
    throw new Fault('DB_NO_STREAM', 'bug', 'Large results are read with copyTo or by pages.');
  },
});

const refuse = (): never => {
  throw new Fault('DB_NESTED_TRANSACTION', 'bug', 'A room queries within the transaction it was given.');
};

const driverOf = (tx: Tx): Driver => ({
  init: async () => undefined,
  acquireConnection: async () => connectionOf(tx),
  beginTransaction: async () => refuse(),
  commitTransaction: async () => refuse(),
  rollbackTransaction: async () => refuse(),
  releaseConnection: async () => undefined,
  destroy: async () => undefined,
});

/**
 * Typed queries of one room within a running transaction, over the room's own tables only: a table of another room does
 * not compile.
 *
 * @example const db = roomDb(tx, clientTables); await db.selectFrom('clients').select('name').execute()
 * @personal what the room's tables hold
 */
export const roomDb = <Tables extends readonly Table[]>(tx: Tx, _ownTables: Tables): Kysely<RowsOf<Tables>> =>
  new Kysely<RowsOf<Tables>>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driverOf(tx),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
