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

type Answer = { fate: Fate | null; start: string; first: bigint | null };

/** A transaction whose end was lost: its number, and the start of the server that gave it. */
export type Lost = { readonly number: bigint; readonly serverStart: string };

/**
 * A crash may forget a transaction's number, and the server then gives it to another one: `committed` would be the other's.
 * The first connection after a restart notes the first number given since (`empty_transient`); from there on numbers are others'.
 */
const askFate = async (pool: pg.Pool, lost: Lost): Promise<Fate | undefined> => {
  try {
    const { rows } = await pool.query<Answer>(
      `select pg_xact_status($1::xid8) as fate, pg_postmaster_start_time()::text as start, first_transaction as first
         from db_installation`,
      [String(lost.number)],
    );
    const [row] = rows;
    if (row === undefined) return undefined;
    const isGivenAway = row.start !== lost.serverStart && (row.first === null || lost.number >= row.first);
    return isGivenAway ? 'aborted' : (row.fate ?? undefined);
  } catch (error) {
    if (isInFuture(error)) return 'aborted';
    if (isLost(error)) return undefined;
    throw asDbFault(error);
  }
};

/**
 * Waits until the server can say what became of a transaction; returns when it was stored.
 * @throws DB_LOST when it was not, DB_COMMIT_UNKNOWN when nobody knows
 */
export const settle = async (pool: pg.Pool, lost: Lost): Promise<void> => {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const fate = await askFate(pool, lost);
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

/** The transaction's number; undefined when it wrote nothing. */
const numberOf = async (client: pg.PoolClient): Promise<bigint | undefined> => {
  const { rows } = await client.query<{ number: string | null }>({
    name: 'prikbord-transaction-number',
    text: 'select pg_current_xact_id_if_assigned()::text as number',
  });
  const number = rows[0]?.number ?? undefined;
  return number === undefined ? undefined : BigInt(number);
};

const aborted = (): Fault =>
  new Fault('DB_ABORTED', 'bug', 'A statement failed, its error was swallowed, and nothing was stored.');

const isAborted = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '25P02';

/**
 * Commits what `client` did. `done` when the server said so; `harmless` when the connection broke and there was nothing to
 * store; else the transaction's number, to be settled once the broken connection is given up.
 */
export const commit = async (client: pg.PoolClient, mayWrite: boolean): Promise<'done' | 'harmless' | bigint> => {
  const number = mayWrite
    ? await numberOf(client).catch((error: unknown) => {
        throw isAborted(error) ? aborted() : error;
      })
    : undefined;
  try {
    const result = await client.query('commit');
    if (result.command !== 'COMMIT') throw aborted();
    return 'done';
  } catch (error) {
    if (!isLost(error)) throw error;
    return number ?? 'harmless';
  }
};
