import type { Tx } from './transactions.ts';

/**
 * Waits until no other transaction of this database holds the name, and holds it until this one ends: for work that two
 * processes must not do at once and that has no row to lock.
 *
 * @param name a fixed name in the code, such as `sealing-keys`
 * @personal none
 */
export const holdAlone = async (tx: Tx, name: string): Promise<void> => {
  await tx.sql("select pg_advisory_xact_lock(hashtextextended('prikbord:' || $1::text, 0))", [name]);
};
