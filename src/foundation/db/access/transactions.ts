import type { Readable, Writable } from 'node:stream';
import type pg from 'pg';
import { from as copyFromQuery, to as copyToQuery } from 'pg-copy-streams';
import type { ClientId } from '../../kit/index.ts';
import { Fault } from '../../kit/index.ts';
import type { Actor, Claim } from './claim.ts';
import { sealClaim } from './claim.ts';
import type { Lost } from './commit.ts';
import { commit, settle } from './commit.ts';
import type { Database, Inside, Seat } from './database.ts';
import { insideOf } from './database.ts';
import { asDbFault, cleanly, isLost } from './failures.ts';

/** A running transaction. It is over when the function it was given to returns. */
export type Tx = {
  /** Runs one statement with parameters and returns its rows. */
  readonly sql: <Row = Record<string, unknown>>(text: string, values?: readonly unknown[]) => Promise<Row[]>;
  /**
   * As `sql`, for a statement that runs for each of many things: the server plans it once per connection. One plan for all
   * values: not for statements whose best plan depends on them, nor over partitions.
   */
  readonly often: <Row = Record<string, unknown>>(text: string, values: readonly unknown[]) => Promise<Row[]>;
  /** A stream into `copy … from stdin`. Row security refuses COPY into a client's table: copy into a staging table. */
  readonly copyFrom: (text: string) => Writable;
  /** A stream out of `copy … to stdout`. */
  readonly copyTo: (text: string) => Readable;
  /** Seals the claim anew. Work that takes longer than 45 s calls it between statements. */
  readonly renewClaim: () => Promise<void>;
};

type Held = { readonly client: pg.PoolClient; readonly inside: Inside; readonly claim: Claim; isOpen: boolean };

const over = (): Fault => new Fault('DB_TRANSACTION_OVER', 'bug', 'A transaction was used after its end.');

const seatOf = (inside: Inside, client: pg.PoolClient): Seat => {
  const seat = inside.seats.get(client);
  if (seat === undefined) throw new Fault('DB_TRANSACTION_OVER', 'bug', 'A connection without a seat.');
  return seat;
};

const claimText = ({ client, inside, claim }: Held): string => {
  const { pid, clockLead } = seatOf(inside, client);
  return sealClaim(inside.keys, claim, { pid, databaseNow: performance.now() + clockLead });
};

/** PostgreSQL names the line that failed, with its values, in the error of a COPY. */
const withCleanErrors = <Stream extends Readable | Writable>(stream: Stream): Stream => {
  const handle: unknown = Reflect.get(stream, 'handleError');
  if (typeof handle !== 'function') throw new TypeError('pg-copy-streams no longer handles errors where it did.');
  return Object.assign(stream, { handleError: (error: unknown) => handle.call(stream, asDbFault(error)) });
};

const names = new Map<string, string>();

/** The name under which connections know a statement; the texts are the program's own, so there are few. */
const nameOf = (text: string): string => {
  const name = names.get(text) ?? `often-${names.size}`;
  names.set(text, name);
  return name;
};

const txOf = (held: Held): Tx => {
  const guarded = (): pg.PoolClient => {
    if (!held.isOpen) throw over();
    return held.client;
  };
  return {
    sql: <Row>(text: string, values: readonly unknown[] = []) =>
      cleanly(async () => (await guarded().query(text, [...values])).rows as Row[]),
    often: <Row>(text: string, values: readonly unknown[]) =>
      cleanly(async () => (await guarded().query({ name: nameOf(text), text, values: [...values] })).rows as Row[]),
    copyFrom: (text) => guarded().query(withCleanErrors(copyFromQuery(text))),
    copyTo: (text) => guarded().query(withCleanErrors(copyToQuery(text))),
    renewClaim: async () => {
      await cleanly(() => guarded().query("select set_config('prikbord.claim', $1, true)", [claimText(held)]));
    },
  };
};

/** True when the connection may be used again: it was rolled back and nothing about it is in doubt. */
const rollBack = async (client: pg.PoolClient, error: unknown): Promise<boolean> => {
  if (isLost(error)) return false;
  try {
    await client.query('rollback');
    return !(error instanceof Fault && error.code.startsWith('DB_CLAIM'));
  } catch {
    // The connection broke while rolling back: the server rolls back by itself, the pool throws the connection away.
    return false;
  }
};

type End<Result> = { readonly result: Result; readonly lost: Lost | undefined };

/** Runs the work on a connection and gives the connection back, or up when anything about it is in doubt. */
const runOn = async <Result>(held: Held, work: (tx: Tx) => Promise<Result>): Promise<End<Result>> => {
  const { client, claim } = held;
  const seat = seatOf(held.inside, client);
  let isBroken = false;
  const onError = (): void => {
    isBroken = true;
  };
  // pg takes its own listener off while a connection is out; without one a killed server would end the process.
  client.on('error', onError);
  let isReusable = false;
  try {
    const begin = claim.mode === 'many' ? 'begin read only' : 'begin';
    // One round trip. The claim holds digits, hex and plain words only, and opens nothing in another session.
    await client.query(`${begin}; select set_config('prikbord.claim', ${client.escapeLiteral(claimText(held))}, true)`);
    const result = await work(txOf(held));
    held.isOpen = false;
    const end = await commit(client, claim.mode !== 'many');
    isReusable = end === 'done';
    return { result, lost: typeof end === 'bigint' ? { number: end, serverStart: seat.serverStart } : undefined };
  } catch (error) {
    held.isOpen = false;
    const fault = asDbFault(error);
    isReusable = !isBroken && (await rollBack(client, fault));
    throw fault;
  } finally {
    client.removeListener('error', onError);
    if (!isReusable) client.on('error', () => undefined);
    client.release(!isReusable);
  }
};

const transact = async <Result>(db: Database, claim: Claim, work: (tx: Tx) => Promise<Result>): Promise<Result> => {
  const inside = insideOf(db);
  const client = await cleanly(() => inside.pool.connect());
  const { result, lost } = await runOn({ client, inside, claim, isOpen: true }, work);
  if (lost !== undefined) await settle(inside.pool, lost);
  return result;
};

/**
 * Runs a transaction for one client: it reads and writes that client's rows and no others, and agency tables by grant.
 *
 * @throws what `work` throws; DB_LOST and DB_CONTENTION (kind `upstream`) when it may simply be run again; DB_REFUSED when a
 * row of another client was to be written
 * @personal none
 */
export const withClient = <Result>(
  db: Database,
  input: { actor: Actor; clientId: ClientId },
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> => transact(db, { actor: input.actor, mode: 'one', clientIds: [input.clientId] }, work);

/**
 * Runs a read-only transaction over many clients. The list is what the asker may see, worked out before.
 *
 * @throws as `withClient`; DB_READ_ONLY when it writes
 * @personal none
 */
export const withClients = <Result>(
  db: Database,
  input: { actor: Actor; clientIds: readonly ClientId[] },
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> => transact(db, { actor: input.actor, mode: 'many', clientIds: input.clientIds }, work);

/**
 * Runs a transaction without a client: tables of clients show no rows and take none.
 *
 * @throws as `withClient`
 * @personal none
 */
export const withoutClient = <Result>(
  db: Database,
  input: { actor: Actor },
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> => transact(db, { actor: input.actor, mode: 'none', clientIds: [] }, work);
