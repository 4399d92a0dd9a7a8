import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { Fault } from '../../kit/index.ts';
import { asDbFault, isLost } from './failures.ts';

/**
 * Ends a transaction, and finds out what became of it when the connection breaks just then.
 *
 * | the server says      | so                                   | the caller gets                  |
 * |----------------------|--------------------------------------|----------------------------------|
 * | COMMIT               | stored                               | the result                       |
 * | ROLLBACK             | a statement had failed unnoticed     | DB_ABORTED (bug)                 |
 * | nothing, later: committed | stored, only the answer was lost | the result                       |
 * | nothing, later: aborted or never heard of | not stored      | DB_LOST (upstream: run it again) |
 * | nothing for 30 s     | nobody knows                         | DB_COMMIT_UNKNOWN (unsure)       |
 */
// A killed server is back within a second, a failover within half a minute; longer would hold a worker for nothing.
const PATIENCE_MS = 30_000;
const STEP_MS = 100;

type Fate = 'committed' | 'aborted' | 'in progress';

const isInFuture = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '22023';

/** A crash may forget a transaction's number altogether; then it surely did not commit. */
const askFate = async (pool: pg.Pool, transaction: string): Promise<Fate | undefined> => {
  try {
    const { rows } = await pool.query<{ fate: Fate | null }>('select pg_xact_status($1::xid8) as fate', [transaction]);
    return rows[0]?.fate ?? undefined;
  } catch (error) {
    if (isInFuture(error)) return 'aborted';
    if (isLost(error)) return undefined;
    throw asDbFault(error);
  }
};

const settle = async (pool: pg.Pool, transaction: string): Promise<void> => {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const fate = await askFate(pool, transaction);
    if (fate === 'committed') return;
    if (fate === 'aborted') {
      throw new Fault('DB_LOST', 'upstream', 'The connection to the database was lost; nothing was changed.');
    }
    await pause(STEP_MS);
  }
  throw new Fault(
    'DB_COMMIT_UNKNOWN',
    'unsure',
    'The database went away at the end of a transaction and did not return.',
  );
};

/** The transaction's number, null when it wrote nothing. */
const numberOf = async (client: pg.PoolClient): Promise<string | undefined> => {
  const { rows } = await client.query<{ number: string | null }>({
    name: 'prikbord-transaction-number',
    text: 'select pg_current_xact_id_if_assigned()::text as number',
  });
  return rows[0]?.number ?? undefined;
};

const aborted = (): Fault =>
  new Fault('DB_ABORTED', 'bug', 'A statement failed, its error was swallowed, and nothing was stored.');

const isAborted = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '25P02';

/** Commits what `client` did. Returns false when the connection broke although all is stored. */
export const commit = async (client: pg.PoolClient, pool: pg.Pool, mayWrite: boolean): Promise<boolean> => {
  const transaction = mayWrite
    ? await numberOf(client).catch((error: unknown) => {
        throw isAborted(error) ? aborted() : error;
      })
    : undefined;
  try {
    const result = await client.query('commit');
    if (result.command !== 'COMMIT') throw aborted();
    return true;
  } catch (error) {
    if (!isLost(error)) throw error;
    if (transaction !== undefined) await settle(pool, transaction);
    return false;
  }
};
