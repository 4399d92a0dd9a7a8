import { sql } from 'kysely';
import { roomDb, type Tx } from '../../foundation/db/index.ts';
import { type ClientId, type Day, Fault, uuidv7 } from '../../foundation/kit/index.ts';
import type { LedgerLevel, ReportTime } from '../../pinterest/contract.ts';
import type { PlannedChunk } from '../plans/plan-chunks.ts';
import { ingestTables } from '../tables.ts';

/**
 * A chunk is one piece of what is asked of Pinterest; its row is the cursor that survives a crash.
 *
 * | state     | means                                              | goes to                                          |
 * |-----------|----------------------------------------------------|--------------------------------------------------|
 * | `planned` | not asked, or a walk stopped at `bookmark`         | `asked` (report token kept) · `landed` · `failed` |
 * | `asked`   | Pinterest makes the report; its token is kept      | `landed` · `planned` (report gone) · `failed`     |
 * | `landed`  | answer kept, in the same transaction               | —                                                |
 * | `failed`  | gave up for this night; `fault_code` says why      | `planned` (next night, or reconnected)            |
 *
 * A crash between any two steps repeats at most the call that was under way: a landed chunk is never asked again.
 */
export type Chunk = {
  readonly clientId: ClientId;
  readonly chunkId: string;
  readonly account: string;
  readonly kind: PlannedChunk['kind'];
  readonly level: LedgerLevel;
  readonly reportTime: ReportTime | '';
  readonly window: string;
  /** Targeting types of a breakdown, separated by commas; empty for everything else. */
  readonly breakdown: string;
  readonly from: Day;
  readonly to: Day;
  /** The UTC day it was planned. */
  readonly nightOn: Day;
  readonly state: 'planned' | 'asked' | 'landed' | 'failed';
  readonly reportToken: string | undefined;
  /** When the report was asked: its numbers are those of that moment, however long it took to make. */
  readonly askedAt: Date | undefined;
  readonly bookmark: string | undefined;
  readonly landingId: string | undefined;
  readonly pages: number;
  readonly rows: bigint;
  readonly attempts: number;
  readonly priority: number;
};

/** A transaction of one client, with the instant to write down. */
export type ChunkContext = { readonly tx: Tx; readonly clientId: ClientId; readonly now: Date };

// A chunk that failed this often in one night is not going to work tonight; six back-offs take about an hour.
const ATTEMPTS_A_NIGHT = 6;

// Landed chunks explain a recent night on the sync page; nobody looks at older ones.
const CHUNKS_KEPT_DAYS = 30;

const rows = (tx: Tx) => roomDb(tx, ingestTables);

/** The chunk, or undefined when a later night has replaced it. */
export const findChunk = async ({ tx, clientId }: ChunkContext, chunkId: string): Promise<Chunk | undefined> => {
  const row = await rows(tx)
    .selectFrom('ingest_chunks')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('chunk_id', '=', chunkId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    clientId,
    chunkId: row.chunk_id,
    account: row.account,
    kind: row.kind,
    level: row.level,
    reportTime: row.report_time,
    window: row.conversion_window,
    breakdown: row.breakdown,
    from: row.from_day,
    to: row.to_day,
    nightOn: row.night_on,
    state: row.state,
    reportToken: row.report_token ?? undefined,
    askedAt: row.asked_at ?? undefined,
    bookmark: row.bookmark ?? undefined,
    landingId: row.landing_id ?? undefined,
    pages: row.pages,
    rows: row.rows,
    attempts: row.attempts,
    priority: row.priority,
  };
};

/**
 * Clears what a new night replaces: unfinished chunks of earlier nights (coverage knows which days they left open, and the
 * new plan asks those), and landed ones nobody looks at any more.
 */
export const clearEarlierNights = async ({ tx, clientId }: ChunkContext, today: Day): Promise<void> => {
  await rows(tx)
    .deleteFrom('ingest_chunks')
    .where('client_id', '=', clientId)
    .where('night_on', '<', today)
    .where((eb) =>
      eb.or([
        eb('state', '!=', 'landed'),
        eb.and([eb('state', '=', 'landed'), eb('night_on', '<', sql<Day>`${today}::date - ${CHUNKS_KEPT_DAYS}::int`)]),
      ]),
    )
    .execute();
};

/** Takes up again what had failed, so that a new night or a new consent tries once more. */
export const reopenFailed = async ({ tx, clientId, now }: ChunkContext): Promise<void> => {
  await rows(tx)
    .updateTable('ingest_chunks')
    .set({ state: 'planned', attempts: 0, fault_code: null, report_token: null, asked_at: null, changed_at: now })
    .where('client_id', '=', clientId)
    .where('state', '=', 'failed')
    .execute();
};

/**
 * A plan without the breakdowns that this night asks already within a longer range: the first time half a year is asked at once,
 * and planning again on that night (a new consent, a person) would find the usual days of it missing from the plan.
 * @cost one query
 */
export const withoutBreakdownsOf = async (
  { tx, clientId }: ChunkContext,
  nightOn: Day,
  chunks: readonly PlannedChunk[],
): Promise<PlannedChunk[]> => {
  const asked = await rows(tx)
    .selectFrom('ingest_chunks')
    .select(['account', 'level', 'report_time', 'conversion_window', 'breakdown', 'from_day', 'to_day'])
    .where('client_id', '=', clientId)
    .where('night_on', '=', nightOn)
    .where('kind', '=', 'breakdown')
    .execute();
  const isWithin = (chunk: PlannedChunk, row: (typeof asked)[number]): boolean =>
    row.account === chunk.account &&
    row.level === chunk.level &&
    row.report_time === chunk.reportTime &&
    row.conversion_window === chunk.window &&
    row.breakdown === chunk.breakdown &&
    row.from_day <= chunk.range.from &&
    row.to_day >= chunk.range.to;
  return chunks.filter((chunk) => chunk.kind !== 'breakdown' || !asked.some((row) => isWithin(chunk, row)));
};

/**
 * Writes a plan down in one statement. A chunk planned before on this night stays as it is, unless it is to be asked `again`
 * (what is known of today changes by the hour).
 */
export const writePlan = async (
  { tx, clientId, now }: ChunkContext,
  input: { chunks: readonly PlannedChunk[]; nightOn: Day; again: boolean },
): Promise<void> => {
  if (input.chunks.length === 0) return;
  const insert = rows(tx)
    .insertInto('ingest_chunks')
    .values(
      input.chunks.map((chunk) => ({
        client_id: clientId,
        chunk_id: uuidv7(now.getTime()),
        account: chunk.account,
        kind: chunk.kind,
        level: chunk.level,
        report_time: chunk.reportTime,
        conversion_window: chunk.window,
        breakdown: chunk.breakdown ?? '',
        from_day: chunk.range.from,
        to_day: chunk.range.to,
        night_on: input.nightOn,
        priority: chunk.priority,
        state: 'planned' as const,
        changed_at: now,
      })),
    );
  const key = [
    'client_id',
    'account',
    'kind',
    'level',
    'report_time',
    'conversion_window',
    'breakdown',
    'from_day',
    'to_day',
    'night_on',
  ] as const;
  await insert
    .onConflict((conflict) =>
      input.again
        ? conflict
            .columns(key)
            .doUpdateSet({ state: 'planned', report_token: null, asked_at: null, attempts: 0, changed_at: now })
        : conflict.columns(key).doNothing(),
    )
    .execute();
};

/** Takes back what was planned of organic figures, with what came in of it: the contract stores them no more. */
export const dropOrganic = async ({ tx, clientId }: ChunkContext): Promise<void> => {
  const dropped = await rows(tx)
    .deleteFrom('ingest_chunks')
    .where('client_id', '=', clientId)
    .where('kind', '=', 'organic')
    .where('state', '!=', 'landed')
    .returning('landing_id')
    .execute();
  const landings = dropped.map((row) => row.landing_id).filter((id) => id !== null);
  if (landings.length === 0) return;
  await rows(tx)
    .deleteFrom('ingest_landing_pieces')
    .where('client_id', '=', clientId)
    .where('landing_id', 'in', landings)
    .execute();
};

type OpenChunk = Pick<Chunk, 'chunkId' | 'kind' | 'priority'>;

/** Chunks that wait for work, the most wanted first. */
export const openChunks = async ({ tx, clientId }: ChunkContext): Promise<OpenChunk[]> => {
  const found = await rows(tx)
    .selectFrom('ingest_chunks')
    .select(['chunk_id', 'kind', 'priority'])
    .where('client_id', '=', clientId)
    .where('state', 'in', ['planned', 'asked'])
    .orderBy('priority', 'desc')
    .orderBy('chunk_id')
    .execute();
  return found.map((row) => ({ chunkId: row.chunk_id, kind: row.kind, priority: row.priority }));
};

type Change = {
  state?: Chunk['state'];
  report_token?: string | null;
  asked_at?: Date | null;
  bookmark?: string | null;
  landing_id?: string;
  pages?: number;
  rows?: bigint;
  attempts?: number;
  fault_code?: string | null;
};

/** Moves a chunk on; false when it has landed, or when a later night has replaced it. */
export const moveChunk = async (
  { tx, clientId, now }: ChunkContext,
  chunkId: string,
  change: Change,
): Promise<boolean> => {
  const result = await rows(tx)
    .updateTable('ingest_chunks')
    .set({ ...change, changed_at: now })
    .where('client_id', '=', clientId)
    .where('chunk_id', '=', chunkId)
    .where('state', '!=', 'landed')
    .returning('chunk_id')
    .executeTakeFirst();
  return result !== undefined;
};

/**
 * Moves a chunk on in the transaction that keeps its answer.
 * @throws INGEST_CHUNK_SETTLED when somebody else has landed it meanwhile, so that no answer is kept twice
 */
export const landMove = async (context: ChunkContext, chunkId: string, change: Change): Promise<void> => {
  if (await moveChunk(context, chunkId, change)) return;
  throw new Fault('INGEST_CHUNK_SETTLED', 'conflict', 'The chunk has been landed or replaced meanwhile.');
};

// What Pinterest does not know any more must not be asked for again: the cursor goes back to the beginning.
const forgotten: Readonly<Record<string, Change>> = {
  PINTEREST_BOOKMARK_EXPIRED: { bookmark: null },
  PINTEREST_REPORT_TOKEN_INVALID: { state: 'planned', report_token: null, asked_at: null },
};

const mayHelp = (fault: Fault): boolean =>
  ['upstream', 'unsure', 'conflict'].includes(fault.kind) ||
  fault.code in forgotten ||
  // Refused although it was fresh: for a quarter of a minute after a renewal nobody asks for yet another one.
  fault.code === 'PINTEREST_TOKEN_REFUSED';

/**
 * Notes that a try went wrong and tells whether to try again tonight. `limited` is not a failed try; what cannot get
 * better by repeating fails at once.
 */
export const noteFault = async (context: ChunkContext, chunk: Chunk, fault: Fault): Promise<'again' | 'failed'> => {
  if (fault.kind === 'limited') return 'again';
  const attempts = chunk.attempts + 1;
  const verdict = mayHelp(fault) && attempts < ATTEMPTS_A_NIGHT ? 'again' : 'failed';
  const forget = forgotten[fault.code] ?? {};
  const state = verdict === 'failed' ? { state: 'failed' as const } : {};
  await moveChunk(context, chunk.chunkId, { ...forget, ...state, attempts, fault_code: fault.code });
  return verdict;
};
