import { type Context, type Database, withClient, withoutClient } from '../../foundation/db/index.ts';
import { announce } from '../../foundation/jobs/index.ts';
import { type Day, dayOf, uuidv7 } from '../../foundation/kit/index.ts';
import { type Chunk, landMove } from '../cursors/chunk-states.ts';
import { extendCoverage } from '../cursors/coverage.ts';
import { landed } from '../events.ts';
import { typesOf } from '../plans/breakdowns.ts';
import { type LandingHead, pieceWriter, storeHead } from './landing-pieces.ts';
import type { LineSink } from './report-body.ts';

const roomsMade = new WeakMap<Database, Set<Day>>();

/** A day's partition must exist before its first row; once per database and day is enough, making it twice does nothing. */
export const makeLandingRoom = async (ctx: Context, day: Day): Promise<void> => {
  const made = roomsMade.get(ctx.db) ?? new Set<Day>();
  if (made.has(day)) return;
  await withoutClient(ctx.db, { actor: ctx.actor }, (tx) =>
    tx.sql(`select day_partition('ingest_landing_pieces', $1)`, [day]),
  );
  roomsMade.set(ctx.db, made.add(day));
};

/** The head of a landing made from a chunk, before its rows are counted. */
export const headOf = (input: {
  chunk: Chunk;
  columns: readonly string[];
  landingId: string;
  /** The moment whose numbers these are. */
  pulledAt: Date;
}) => {
  const { chunk, columns, landingId, pulledAt } = input;
  return {
    clientId: chunk.clientId,
    landingId,
    chunkId: chunk.chunkId,
    kind: chunk.kind,
    account: chunk.account,
    level: chunk.level,
    reportTime: chunk.reportTime,
    window: chunk.window,
    breakdown: typesOf(chunk.breakdown),
    from: chunk.from,
    to: chunk.to,
    columns,
    landedOn: dayOf(pulledAt),
    pulledAt,
  } satisfies Omit<LandingHead, 'rows'>;
};

/**
 * Lands an answer: pieces, provenance, coverage, the chunk's last move and the announcement, all or nothing.
 * @param read writes landing lines to the sink and tells how many there were
 * @cost one transaction; memory of two pieces
 */
export const landChunk = async (
  ctx: Context,
  { chunk, columns, pulledAt }: { chunk: Chunk; columns: readonly string[]; pulledAt: Date },
  read: (sink: LineSink) => Promise<number>,
): Promise<void> => {
  const now = ctx.clock.now();
  const landingId = uuidv7(now.getTime());
  const head = { ...headOf({ chunk, columns, landingId, pulledAt }), landedOn: dayOf(now) };
  await makeLandingRoom(ctx, head.landedOn);
  await withClient(ctx.db, { actor: ctx.actor, clientId: chunk.clientId }, async (tx) => {
    const writer = pieceWriter(tx, { clientId: chunk.clientId, landingId, landedOn: head.landedOn });
    const rows = BigInt(await read(writer.write));
    const pieces = await writer.end();
    await tx.renewClaim();
    await storeHead(tx, { ...head, rows }, pieces);
    await landMove({ tx, clientId: chunk.clientId, now }, chunk.chunkId, {
      state: 'landed',
      landing_id: landingId,
      report_token: null,
      fault_code: null,
      rows,
    });
    const { reportTime } = chunk;
    const kinds = head.breakdown.length === 0 ? ([''] as const) : head.breakdown;
    for (const breakdown of reportTime === '' ? [] : kinds) {
      await extendCoverage(
        tx,
        { ...chunk, reportTime: reportTime === '' ? 'TIME_OF_AD_ACTION' : reportTime, breakdown },
        chunk,
      );
    }
    await announce(tx, landed, { clientId: chunk.clientId, landingId, priority: chunk.priority });
  });
};
