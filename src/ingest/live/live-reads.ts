import { type Context, type Tx, withClient, withoutClient } from '../../foundation/db/index.ts';
import { type ClientId, Fault, uuidv7 } from '../../foundation/kit/index.ts';

/*
 * A reading is one question to Pinterest in a client's name, with its answer. All its rows are transient: they expire at one
 * moment, are out of sight from that moment on, and go with the client when it disconnects.
 *
 * | state of the reading          | for whoever asks the same                                    |
 * |-------------------------------|--------------------------------------------------------------|
 * | none, or all expired          | asks Pinterest                                               |
 * | being asked, lease alive      | waits                                                        |
 * | being asked, lease lapsed     | asks Pinterest: the process that asked is dead               |
 * | done                          | takes the answer, unless a newer one is wanted               |
 */

/** One question: what, and of which board, Pin or days. */
export type LiveQuestion = {
  readonly clientId: ClientId;
  readonly what: 'boards' | 'sections' | 'pins' | 'organic' | 'organic-pin';
  readonly scope: string;
};

/** A reading whose answer is complete. */
export type LiveReading = {
  readonly readId: string;
  readonly readAt: Date;
  readonly expiresAt: Date;
  readonly items: number;
};

/** A reading this process is to make. `expiresAt` is the database's own text: a Date would lose its microseconds. */
export type OpenReading = LiveQuestion & { readonly readId: string; readonly expiresAt: string };

/** What came of looking for an answer. */
export type Claim =
  | { readonly state: 'done'; readonly reading: LiveReading }
  | { readonly state: 'mine'; readonly reading: OpenReading }
  | { readonly state: 'asked-by-another' };

// Policy.txt and Pinterest's guidelines: 24 hours. A minute less, so that no row is refused because the clock went on between
// two statements.
const LIFE = "interval '23 hours 59 minutes'";

// A page of a list takes ten seconds and some retries at the very most; longer than that, whoever asked is dead.
const LEASE = "interval '90 seconds'";

const tables = {
  boards: 'ingest_live_boards',
  sections: 'ingest_live_sections',
  pins: 'ingest_live_pins',
  organic: 'ingest_live_figures',
  'organic-pin': 'ingest_live_figures',
} as const satisfies Record<LiveQuestion['what'], string>;

type ReadRow = {
  read_id: string;
  asked_at: Date;
  done_at: Date | null;
  items: number;
  expires_at: Date;
  is_alive: boolean;
};

const inClient = <Result>(ctx: Context, { clientId }: LiveQuestion, work: (tx: Tx) => Promise<Result>) =>
  withClient(ctx.db, { actor: ctx.actor, clientId }, work);

const look = async (tx: Tx, question: LiveQuestion, since: Date | undefined): Promise<Claim | undefined> => {
  const rows = await tx.sql<ReadRow>(
    `select read_id, asked_at, done_at, items, expires_at, lease_until > clock_timestamp() as is_alive
       from ingest_live_reads where client_id = $1 and what = $2 and scope = $3 order by asked_at desc`,
    [question.clientId, question.what, question.scope],
  );
  const fresh = rows.find((row) => row.done_at !== null && (since === undefined || row.asked_at >= since));
  if (fresh !== undefined) {
    const { read_id: readId, asked_at: readAt, expires_at: expiresAt, items } = fresh;
    return { state: 'done', reading: { readId, readAt, expiresAt, items } };
  }
  return rows.some((row) => row.done_at === null && row.is_alive) ? { state: 'asked-by-another' } : undefined;
};

/** The complete answer to a question, if there is one; nobody is asked. @cost one query @personal none */
export const findReading = async (ctx: Context, question: LiveQuestion): Promise<LiveReading | undefined> => {
  const found = await inClient(ctx, question, (tx) => look(tx, question, undefined));
  return found?.state === 'done' ? found.reading : undefined;
};

const open = async (ctx: Context, tx: Tx, question: LiveQuestion): Promise<Claim> => {
  const readId = uuidv7(ctx.clock.now().getTime());
  const [row] = await tx.sql<{ expires_at: string }>(
    `insert into ingest_live_reads (client_id, read_id, what, scope, asked_at, lease_until, expires_at)
     select $1, $2, $3, $4, moment, clock_timestamp() + ${LEASE}, moment + ${LIFE} from (select clock_now() as moment) now
     returning expires_at::text as expires_at`,
    [question.clientId, readId, question.what, question.scope],
  );
  return { state: 'mine', reading: { ...question, readId, expiresAt: row?.expires_at ?? '' } };
};

/**
 * Looks for an answer, or takes it on to ask. Of all processes one gets `mine`; its lease lapses when it dies.
 * @param since an answer asked before this moment will not do
 * @cost one query when there is an answer
 * @personal none
 */
export const claimReading = async (ctx: Context, question: LiveQuestion, since: Date | undefined): Promise<Claim> => {
  const found = await inClient(ctx, question, (tx) => look(tx, question, since));
  if (found !== undefined) return found;
  // Apart, so that the lock a new partition takes is held for no longer than making it.
  await withoutClient(ctx.db, { actor: ctx.actor }, (tx) => tx.sql('select ingest_live_room()'));
  return inClient(ctx, question, async (tx) => {
    await tx.sql('select transient_lock()');
    return (await look(tx, question, since)) ?? open(ctx, tx, question);
  });
};

const forgotten = (): Fault =>
  new Fault('INGEST_LIVE_FORGOTTEN', 'conflict', 'The reading was given up while Pinterest was asked.');

// Under the client's lock: either this reading still stands, or the client was disconnected, the database restarted, or the
// lease lapsed and another process asks; then nothing may be written any more.
const stillMine = async (tx: Tx, reading: OpenReading, change: string): Promise<void> => {
  await tx.sql('select transient_lock()');
  const rows = await tx.sql(
    `update ingest_live_reads set ${change}
      where client_id = $1 and what = $2 and scope = $3 and read_id = $4 and done_at is null returning read_id`,
    [reading.clientId, reading.what, reading.scope, reading.readId],
  );
  if (rows.length === 0) throw forgotten();
};

// PostgreSQL's JSON cannot hold this one character; it is taken out rather than letting one strange text hold up a list.
const toJson = (items: readonly unknown[]): string =>
  JSON.stringify(items, (_key, value: unknown) => (typeof value === 'string' ? value.replaceAll('\u0000', '') : value));

/**
 * Keeps one page of an answer and renews the lease.
 * @param page.place the number of items kept before
 * @throws INGEST_LIVE_FORGOTTEN when the reading does not stand any more
 * @personal none
 */
export const keepPage = (
  ctx: Context,
  reading: OpenReading,
  page: { place: number; items: readonly unknown[] },
): Promise<void> =>
  inClient(ctx, reading, async (tx) => {
    await stillMine(tx, reading, `lease_until = clock_timestamp() + ${LEASE}`);
    await tx.sql(
      `insert into ${tables[reading.what]} (client_id, read_id, place, item, expires_at)
       select $1, $2, $3::int4 + (n - 1)::int4, item, $4::timestamptz
         from jsonb_array_elements($5::jsonb) with ordinality x(item, n)`,
      [reading.clientId, reading.readId, page.place, reading.expiresAt, toJson(page.items)],
    );
  });

const dropOthers = async (tx: Tx, reading: OpenReading): Promise<void> => {
  const others = await tx.sql<{ read_id: string }>(
    `delete from ingest_live_reads where client_id = $1 and what = $2 and scope = $3 and read_id <> $4 returning read_id`,
    [reading.clientId, reading.what, reading.scope, reading.readId],
  );
  await tx.sql(`delete from ${tables[reading.what]} where client_id = $1 and read_id = any ($2::uuid[])`, [
    reading.clientId,
    others.map((row) => row.read_id),
  ]);
};

/**
 * Says that the answer is complete; from here on it shows, and older answers to the same question are gone.
 * @throws INGEST_LIVE_FORGOTTEN when the reading does not stand any more
 * @personal none
 */
export const finishReading = (ctx: Context, reading: OpenReading, items: number): Promise<void> =>
  inClient(ctx, reading, async (tx) => {
    await stillMine(tx, reading, `done_at = clock_now(), items = ${Math.trunc(items)}`);
    await dropOthers(tx, reading);
  });

/** Gives up a reading that went wrong, so that the next who asks need not wait for the lease. @personal none */
export const dropReading = (ctx: Context, reading: OpenReading): Promise<void> =>
  inClient(ctx, reading, async (tx) => {
    await tx.sql('select transient_lock()');
    await tx.sql(`delete from ${tables[reading.what]} where client_id = $1 and read_id = $2`, [
      reading.clientId,
      reading.readId,
    ]);
    await tx.sql('delete from ingest_live_reads where client_id = $1 and what = $2 and scope = $3 and read_id = $4', [
      reading.clientId,
      reading.what,
      reading.scope,
      reading.readId,
    ]);
  });

/** Items of a complete answer, in Pinterest's order. @personal none */
export const readItems = <Item>(
  ctx: Context,
  question: LiveQuestion,
  part: { readId: string; from: number; most: number },
): Promise<Item[]> =>
  inClient(ctx, question, async (tx) => {
    const rows = await tx.sql<{ item: Item }>(
      `select item from ${tables[question.what]}
        where client_id = $1 and read_id = $2 and place >= $3 order by place limit $4`,
      [question.clientId, part.readId, part.from, part.most],
    );
    return rows.map((row) => row.item);
  });
