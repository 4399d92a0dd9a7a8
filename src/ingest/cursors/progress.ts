import { sql } from 'kysely';
import { type Context, roomDb, type Tx, withClients } from '../../foundation/db/index.ts';
import type { ClientId, Day } from '../../foundation/kit/index.ts';
import type { LedgerLevel, ReportTime } from '../../pinterest/contract.ts';
import { ingestTables } from '../tables.ts';

/** How far the collecting of one client has come. Counts are chunks; `rows` are landed rows of the chunks still listed. */
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
      `with listed as (
         select *, priority < 0 as is_history,
                night_on = max(night_on) over (partition by client_id) as is_newest
           from ingest_chunks where client_id = any($1::int4[])),
       raw as (
         select client_id, count(*)::int4 as underived,
                count(*) filter (where exists (select from ingest_chunks chunk where chunk.client_id = landing.client_id
                  and chunk.chunk_id = landing.chunk_id and chunk.priority >= 0))::int4 as underived_recent
           from ingest_landings landing where client_id = any($1::int4[]) and derived_at is null group by client_id)
       select client_id,
              count(*) filter (where not is_history and is_newest)::int4 as total,
              count(*) filter (where not is_history and is_newest and state = 'landed')::int4 as done,
              count(*) filter (where is_history)::int4 as history_total,
              count(*) filter (where is_history and state = 'landed')::int4 as history_done,
              count(*) filter (where state in ('planned', 'asked'))::int4 as waiting,
              count(*) filter (where state = 'failed')::int4 as failed,
              coalesce(sum(rows) filter (where state = 'landed'), 0)::int8 as rows,
              max(changed_at) filter (where state = 'landed') as last_landed_at,
              (array_agg(fault_code order by changed_at desc) filter (where state = 'failed'))[1] as fault_code
              , coalesce(max(raw.underived), 0)::int4 as underived, coalesce(max(raw.underived_recent), 0)::int4 as underived_recent
         from listed left join raw using (client_id) group by client_id`,
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
