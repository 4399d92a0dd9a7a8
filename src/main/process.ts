import { type Gate, type GateContext, openGate } from '../connect/index.ts';
import { type Actor, assertSchema, type Database, databaseClock, openDatabase } from '../foundation/db/index.ts';
import { createFetch } from '../foundation/outside/index.ts';
import { assertLabels } from '../foundation/privacy/index.ts';
import { type Config, createLog, type Keys, type Log, loadKeys } from '../foundation/runtime/index.ts';
import { allTables } from './tables.ts';

/** A running process: its configuration, its database and its way to Pinterest. */
export type Process = {
  readonly config: Config;
  readonly keys: Keys;
  readonly log: Log;
  readonly db: Database;
  readonly ctx: GateContext;
  /** Closes in the order that loses nothing: first what still writes, then the database. */
  readonly close: () => Promise<void>;
};

/** What kind of process to open. */
export type ProcessInput = {
  readonly config: Config;
  readonly role: 'app' | 'job';
  readonly actor: Actor;
  /** Connections of the pool; a command needs few, a server many. */
  readonly connections?: number;
};

const gateOf = (input: { config: Config; keys: Keys; log: Log; db: Database; clock: GateContext['clock'] }): Gate =>
  openGate({ ...input, fetch: createFetch(input.config) });

/**
 * Opens everything a process works with, after checking that this version, the database and the labels fit together.
 * @throws every refusal to start (exit 78), before a port is opened
 * @personal none
 */
export const openProcess = async ({ config, role, actor, connections }: ProcessInput): Promise<Process> => {
  const keys = loadKeys(config);
  const log = createLog(config);
  const db = await openDatabase({ config, keys, role, ...(connections === undefined ? {} : { max: connections }) });
  const clock = databaseClock(db);
  const close: (() => Promise<void>)[] = [() => clock.close(), () => db.close()];
  const closeAll = async () => {
    for (const step of close) await step();
  };
  try {
    await assertSchema(db);
    await assertLabels(db, allTables);
    const gate = gateOf({ config, keys, log, db, clock });
    close.unshift(() => gate.close());
    return { config, keys, log, db, ctx: { db, clock, log, actor, gate }, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
};
