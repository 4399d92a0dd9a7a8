import type { Tx } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';

/**
 * First half of the two-part advisory lock of a client's ledger (the second is the client id). Any number no other room
 * uses for a two-part lock; PostgreSQL keeps one-part locks apart from these.
 */
const LEDGER_LOCK = 60;

/** The moment from which everything one derivation writes is known. */
export type LedgerMoment = { readonly knownFrom: string; readonly lastEntity: number };

/** Lets one derivation at a time change a client's ledger; freed at the end of the transaction. @personal none */
export const lockLedger = async (tx: Tx, clientId: ClientId): Promise<void> => {
  await tx.sql('select pg_advisory_xact_lock($1, $2)', [LEDGER_LOCK, clientId]);
};

/**
 * The moment of this derivation: now, but later than any moment of this client before, so that "as of" an earlier one can
 * never change. Asked after the landing is staged, since readers of the present see the old rows until the commit.
 *
 * @unit knownFrom timestamp with microseconds as text: a JavaScript Date would round it
 * @personal none
 */
export const nextMoment = async (tx: Tx, clientId: ClientId): Promise<LedgerMoment> => {
  const [row] = await tx.sql<{ known_from: string; last_entity: number }>(
    `select greatest(clock_now(), l.last_known_from + interval '1 microsecond')::text as known_from,
            coalesce(l.last_entity, 0) as last_entity
       from (select 1) one left join facts_ledgers l on l.client_id = $1`,
    [clientId],
  );
  return { knownFrom: row?.known_from ?? '', lastEntity: row?.last_entity ?? 0 };
};

/** Writes down the moment and the last entity number; called only when something was written. @personal none */
export const keepMoment = async (tx: Tx, clientId: ClientId, moment: LedgerMoment): Promise<void> => {
  await tx.sql(
    `insert into facts_ledgers as l (client_id, last_known_from, last_entity) values ($1, $2::timestamptz, $3)
       on conflict (client_id) do update set last_known_from = excluded.last_known_from,
         last_entity = greatest(l.last_entity, excluded.last_entity)`,
    [clientId, moment.knownFrom, moment.lastEntity],
  );
};
