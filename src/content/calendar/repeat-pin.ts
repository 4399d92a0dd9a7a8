import { type Context, withClient } from '../../foundation/db/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import { type MadePin, makePins, zoneOf } from '../pins/make-pins.ts';
import { getPin } from '../pins/read-pins.ts';

const later = (plannedFor: string, days: number): string =>
  Temporal.PlainDateTime.from(plannedFor).add({ days }).toString({ smallestUnit: 'minute' });

/**
 * Drafts the same Pin for other boards, each so many days after the one before, at the same time on the client's wall. Every one
 * is a Pin of its own, to be approved by itself; asked again, a board that has one already gets no second.
 *
 * @unit everyDays whole days
 * @throws CONTENT_PIN_MISSING; CONTENT_MOMENT_REFUSED when the Pin has no moment to count from
 * @cost six statements, however many boards
 * @personal the id of who acts
 */
export const repeatPin = async (
  ctx: Context,
  input: { clientId: ClientId; pinId: string; boardIds: readonly string[]; everyDays: number },
): Promise<MadePin[]> => {
  const { clientId, pinId, boardIds, everyDays } = input;
  const [pin, zone] = await Promise.all([getPin(ctx, { clientId, pinId }), zoneOf(ctx, clientId)]);
  const { content, plannedFor } = pin;
  if (plannedFor === null) {
    throw new Fault('CONTENT_MOMENT_REFUSED', 'invalid', 'The Pin has no moment to count from.', {
      facts: { field: 'plannedFor' },
    });
  }
  const seriesId = pin.seriesId ?? pinId;
  const boards = [...new Set(boardIds)].filter((boardId) => boardId !== content.boardId);
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const made = await makePins(tx, ctx, {
      clientId,
      zone,
      pins: boards.map((boardId, at) => ({
        // A section is one of its board's.
        content: { ...content, boardId, sectionId: null },
        plannedFor: later(plannedFor, (at + 1) * everyDays),
        origin: 'interval',
        originKey: `${pinId} ${boardId}`,
        seriesId,
      })),
    });
    await tx.sql('update content_pins set series_id = $3 where client_id = $1 and pin_id = $2 and series_id is null', [
      clientId,
      pinId,
      seriesId,
    ]);
    return made;
  });
};
