import { type Context, type Tx, withClients } from '../../foundation/db/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import type { PinOrigin, PinState, PlannedPin } from '../shapes.ts';
import { type PinRow, pinColumns, pinOf } from './rows.ts';

/** Which planned Pins. What is left out is not asked for; removed ones come only when their state is named. */
export type PinQuestion = {
  readonly clientIds: readonly ClientId[];
  readonly pinIds?: readonly string[] | undefined;
  readonly states?: readonly PinState[] | undefined;
  /** Planned from this moment on, and before that one. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** True: only those without a moment; false: only those with one. */
  readonly isUnplanned?: boolean | undefined;
  readonly label?: string | undefined;
  readonly boardId?: string | undefined;
  readonly origin?: PinOrigin | undefined;
  readonly seriesId?: string | undefined;
  /** Words that stand in title, description or link. */
  readonly text?: string | undefined;
  readonly limit: number;
  /** The last of the page before, for lists by moment. */
  readonly after?: { readonly dueAt: Date | null; readonly pinId: string } | undefined;
};

const likeOf = (text: string): string => `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/**
 * Planned Pins by their moment, earliest first, those without one last.
 *
 * @unit from, to instants
 * @cost one query
 * @personal the id of who made each
 */
export const listPins = async (ctx: Context, question: PinQuestion): Promise<PlannedPin[]> => {
  const { clientIds } = question;
  if (clientIds.length === 0) return [];
  const rows = await withClients(ctx.db, { actor: ctx.actor, clientIds }, (tx) => pinsIn(tx, question));
  return rows.map(pinOf);
};

/** The rows of a question, in a transaction of whoever asks. */
export const pinsIn = (tx: Tx, question: PinQuestion): Promise<PinRow[]> => {
  const { after, text } = question;
  return tx.sql<PinRow>(
    `select ${pinColumns} from content_pins as p
      where p.client_id = any ($1)
        and ($2::uuid[] is null or p.pin_id = any ($2))
        and case when $3::text[] is null then p.state <> 'removed' else p.state = any ($3) end
        and ($4::timestamptz is null or p.due_at >= $4) and ($5::timestamptz is null or p.due_at < $5)
        and ($6::bool is null or (p.due_at is null) = $6)
        and ($7::text is null or $7 = any (p.labels))
        and ($8::text is null or p.board_id = $8)
        and ($9::text is null or p.origin = $9)
        and ($10::uuid is null or p.series_id = $10)
        and ($11::text is null or p.title ilike $11 or p.description ilike $11 or p.link ilike $11)
        and ($12::uuid is null
             or (coalesce(p.due_at, 'infinity'), p.pin_id) > (coalesce($13::timestamptz, 'infinity'), $12))
      order by coalesce(p.due_at, 'infinity'), p.pin_id limit $14`,
    [
      question.clientIds,
      question.pinIds ?? null,
      question.states ?? null,
      question.from ?? null,
      question.to ?? null,
      question.isUnplanned ?? null,
      question.label ?? null,
      question.boardId ?? null,
      question.origin ?? null,
      question.seriesId ?? null,
      text === undefined ? null : likeOf(text),
      after?.pinId ?? null,
      after?.dueAt ?? null,
      question.limit,
    ],
  );
};

const missing = (): Fault => new Fault('CONTENT_PIN_MISSING', 'missing', 'There is no such Pin of this client.');

/** One planned Pin, removed or not. @throws CONTENT_PIN_MISSING @cost one query @personal the id of who made it */
export const getPin = async (ctx: Context, input: { clientId: ClientId; pinId: string }): Promise<PlannedPin> => {
  const { clientId, pinId } = input;
  const [row] = await withClients(ctx.db, { actor: ctx.actor, clientIds: [clientId] }, (tx) =>
    tx.sql<PinRow>(`select ${pinColumns} from content_pins as p where p.client_id = $1 and p.pin_id = $2`, [
      clientId,
      pinId,
    ]),
  );
  if (row === undefined) throw missing();
  return pinOf(row);
};

/** The rows of some Pins, locked until the transaction ends, in one order so that two of these never wait for each other. */
export const lockPins = async (
  tx: Tx,
  input: { clientId: ClientId; pinIds: readonly string[] },
): Promise<Map<string, PinRow>> => {
  const rows = await tx.sql<PinRow>(
    `select ${pinColumns} from content_pins as p where p.client_id = $1 and p.pin_id = any ($2)
      order by p.pin_id for update`,
    [input.clientId, input.pinIds],
  );
  return new Map(rows.map((row) => [row.pin_id, row]));
};

/** One Pin, locked. @throws CONTENT_PIN_MISSING */
export const lockPin = async (tx: Tx, input: { clientId: ClientId; pinId: string }): Promise<PinRow> => {
  const row = (await lockPins(tx, { clientId: input.clientId, pinIds: [input.pinId] })).get(input.pinId);
  if (row === undefined || row.state === 'removed') throw missing();
  return row;
};
