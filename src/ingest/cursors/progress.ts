import { sql } from 'kysely';
import { type Context, roomDb, type Tx, withClients } from '../../foundation/db/index.ts';
import type { ClientId, Day } from '../../foundation/kit/index.ts';
import type { LedgerLevel, ReportTime } from '../../pinterest/contract.ts';
import { ingestTables } from '../tables.ts';

/** How far the collecting of one client has come. Counts are chunks; `rows` are landed rows of the newest night and of older days. */
export type SyncProgress = {
  readonly clientId: ClientId;
  /** Chunks of the newest night that people wait for, and how many of them have landed. */
  readonly total: number;
  readonly done: number;
  /** Chunks that give way to those: older days, organic figures, breakdowns. */
  readonly historyTotal: number;
  readonly historyDone: number;
  readonly waiting: number;
  readonly failed: number;
  /** Landings that are not facts yet, and among them those of the newest nights' chunks, which are looked at first. */
  readonly underived: number;
  readonly underivedRecent: number;
  readonly rows: bigint;
  readonly lastLandedAt: Date | null;
  /** Code of the fault of the newest chunk that gave up. */
  readonly faultCode: string | null;
};

/**
 * How far the collecting of each client has come; clients never planned are absent.
 * @source ingest_chunks
 * @cost one query, whatever the number of clients
 * @personal none
 */
export const syncProgress = async (
  ctx: Context,
  input: { clientIds: readonly ClientId[] },
): Promise<readonly SyncProgress[]> => {
  if (input.clientIds.length === 0) return [];
  return withClients(ctx.db, { actor: ctx.actor, clientIds: input.clientIds }, async (tx) => {
    const rows = await tx.sql<{
      client_id: ClientId;
      total: number;
      done: number;
      history_total: number;
      history_done: number;
      waiting: number;
      failed: number;
      underived: number;
      underived_recent: number;
      rows: bigint;
      last_landed_at: Date | null;
      fault_code: string | null;
    }>(
      `with newest as (
         select client_id, (select night_on from ingest_chunks chunk where chunk.client_id = asked.client_id
                             order by night_on desc limit 1) as night
           from unnest($1::int4[]) asked(client_id)),
       raw as (
         select client_id, count(*)::int4 as underived,
                count(*) filter (where exists (select from ingest_chunks chunk where chunk.client_id = landing.client_id
                  and chunk.chunk_id = landing.chunk_id and chunk.priority >= 0))::int4 as underived_recent
           from ingest_landings landing where client_id = any($1::int4[]) and derived_at is null group by client_id)
       select client_id, recent.total, recent.done, history.total as history_total, history.done as history_done,
              open.waiting, open.failed, open.fault_code, (recent.rows + history.rows)::int8 as rows,
              coalesce(greatest(recent.landed_at, history.landed_at),
                (select max(changed_at) from ingest_chunks chunk where chunk.client_id = newest.client_id and state = 'landed'
                    and night_on = (select max(night_on) from ingest_chunks earlier
                                     where earlier.client_id = newest.client_id and night_on < newest.night))) as last_landed_at,
              coalesce(raw.underived, 0) as underived, coalesce(raw.underived_recent, 0) as underived_recent
         from newest
         cross join lateral (
           select count(*)::int4 as total, count(*) filter (where state = 'landed')::int4 as done,
                  coalesce(sum(rows) filter (where state = 'landed'), 0) as rows,
                  max(changed_at) filter (where state = 'landed') as landed_at
             from ingest_chunks chunk where chunk.client_id = newest.client_id and night_on = newest.night and priority >= 0) recent
         cross join lateral (
           select count(*)::int4 as total, count(*) filter (where state = 'landed')::int4 as done,
                  coalesce(sum(rows) filter (where state = 'landed'), 0) as rows,
                  max(changed_at) filter (where state = 'landed') as landed_at
             from ingest_chunks chunk where chunk.client_id = newest.client_id and priority < 0) history
         cross join lateral (
           select count(*) filter (where state <> 'failed')::int4 as waiting, count(*) filter (where state = 'failed')::int4 as failed,
                  (array_agg(fault_code order by changed_at desc) filter (where state = 'failed'))[1] as fault_code
             from ingest_chunks chunk where chunk.client_id = newest.client_id and state <> 'landed') open
         left join raw using (client_id)
        where newest.night is not null`,
      [input.clientIds],
    );
    return rows.map((row) => ({
      clientId: row.client_id,
      total: row.total,
      done: row.done,
      historyTotal: row.history_total,
      historyDone: row.history_done,
      waiting: row.waiting,
      failed: row.failed,
      underived: row.underived,
      underivedRecent: row.underived_recent,
      rows: row.rows,
      lastLandedAt: row.last_landed_at,
      faultCode: row.fault_code,
    }));
  });
};

/** Why some days of an account have not landed: waiting for their turn, being made by Pinterest, or given up with a code. */
export type ChunkReason = {
  readonly clientId: ClientId;
  readonly account: string;
  readonly level: LedgerLevel;
  readonly reportTime: ReportTime;
  readonly window: string;
  readonly from: Day;
  readonly to: Day;
  readonly state: 'planned' | 'asked' | 'failed';
  readonly faultCode: string | null;
};

/**
 * The chunks that stand between the ledger and completeness.
 * @source ingest_chunks
 * @personal none
 */
export const listChunkReasons = async (tx: Tx, input: { clientIds: readonly ClientId[] }): Promise<ChunkReason[]> => {
  if (input.clientIds.length === 0) return [];
  const rows = await roomDb(tx, ingestTables)
    .selectFrom('ingest_chunks')
    .select([
      'client_id',
      'account',
      'level',
      'report_time',
      'conversion_window',
      'from_day',
      'to_day',
      'state',
      'fault_code',
    ])
    .where('client_id', 'in', [...input.clientIds])
    .where('kind', '=', 'report')
    .where('state', '!=', 'landed')
    .orderBy(sql`from_day`)
    .execute();
  return rows.flatMap((row) =>
    row.state === 'landed' || row.report_time === ''
      ? []
      : [
          {
            clientId: row.client_id,
            account: row.account,
            level: row.level,
            reportTime: row.report_time,
            window: row.conversion_window,
            from: row.from_day,
            to: row.to_day,
            state: row.state,
            faultCode: row.fault_code,
          },
        ],
  );
};
