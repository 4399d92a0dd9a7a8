import { recallEffect } from '../../act/index.ts';
import { record } from '../../foundation/audit/index.ts';
import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import type { PinContent, PlannedPin } from '../shapes.ts';
import { checkedContent } from './content.ts';
import { lockPin } from './read-pins.ts';
import { contentFields, contentRecord, type PinRow, pinColumns, pinOf } from './rows.ts';
import { changeable } from './states.ts';

const locked = (pinId: string): Fault =>
  new Fault('CONTENT_PIN_LOCKED', 'conflict', 'The Pin is on Pinterest already or on its way.', { facts: { pinId } });

const movedOn = (pinId: string): Fault =>
  new Fault('CONTENT_PIN_CHANGED', 'conflict', 'Somebody changed the Pin in the meantime.', { facts: { pinId } });

/**
 * Takes what was approved, or failed, out of the ledger of changes: nothing goes out from here on, and the yes is void.
 * @throws CONTENT_PIN_LOCKED when it is on its way
 */
export const takeBack = async (tx: Tx, ctx: Context, row: PinRow): Promise<void> => {
  if (row.state !== 'approved' && row.state !== 'failed') return;
  const recalled = await recallEffect(tx, ctx, { clientId: row.client_id, effectId: row.pin_id });
  if (!recalled) throw locked(row.pin_id);
};

/**
 * Changes what a Pin says or shows. Whatever was asked or approved about it is void: it is a draft again. A change that
 * changes nothing does nothing.
 *
 * @param input.version the version the author looked at
 * @throws CONTENT_PIN_MISSING, CONTENT_PIN_LOCKED, CONTENT_PIN_CHANGED (`conflict`), CONTENT_FIELD_REFUSED
 * @personal what the author wrote
 */
export const changePin = (
  ctx: Context,
  input: { clientId: ClientId; pinId: string; version: number; content: PinContent },
): Promise<PlannedPin> => {
  const { clientId, pinId, version } = input;
  const content = checkedContent(input.content);
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const row = await lockPin(tx, { clientId, pinId });
    if (!changeable.includes(row.state)) throw locked(pinId);
    if (row.version !== version) throw movedOn(pinId);
    const [changed] = await tx.sql<PinRow>(
      `update content_pins as p
          set board_id = n.board_id, section_id = n.section_id, board_wish = n.board_wish, title = n.title,
              description = n.description, alt_text = n.alt_text, link = n.link, disclosure = n.disclosure,
              media = n.media, labels = n.labels, utm_campaign = n.utm_campaign, state = 'draft', fault_code = null,
              version = p.version + 1, changed_at = clock_now()
         from jsonb_to_record($3::jsonb) as n (${contentFields})
        where p.client_id = $1 and p.pin_id = $2
          and (p.board_id, p.section_id, p.board_wish, p.title, p.description, p.alt_text, p.link, p.disclosure, p.media,
               p.labels, p.utm_campaign)
              is distinct from (n.board_id, n.section_id, n.board_wish, n.title, n.description, n.alt_text, n.link,
               n.disclosure, n.media, n.labels, n.utm_campaign)
        returning ${pinColumns}`,
      [clientId, pinId, JSON.stringify(contentRecord(content))],
    );
    if (changed === undefined) return pinOf(row);
    await takeBack(tx, ctx, row);
    const facts = { version: changed.version, was: row.state };
    await record(tx, { action: 'content.pin-changed', clientId, actor: ctx.actor, subject: pinId, facts });
    return pinOf(changed);
  });
};

/**
 * Gives Pins up before they go out; what is on its way or there already stays. One outcome per Pin.
 * @personal none
 */
export const removePins = (
  ctx: Context,
  input: { clientId: ClientId; pinIds: readonly string[] },
): Promise<{ pinId: string; outcome: 'removed' | 'locked' | 'missing' }[]> => {
  const { clientId, pinIds } = input;
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const outcomes: { pinId: string; outcome: 'removed' | 'locked' | 'missing' }[] = [];
    for (const pinId of pinIds) {
      const outcome = await removeOne(tx, ctx, { clientId, pinId });
      outcomes.push({ pinId, outcome });
    }
    return outcomes;
  });
};

const removeOne = async (tx: Tx, ctx: Context, input: { clientId: ClientId; pinId: string }) => {
  const { clientId, pinId } = input;
  const [row] = await tx.sql<PinRow>(
    `select ${pinColumns} from content_pins as p where p.client_id = $1 and p.pin_id = $2 and p.state <> 'removed' for update`,
    [clientId, pinId],
  );
  if (row === undefined) return 'missing';
  if (!changeable.includes(row.state)) return 'locked';
  const waits = row.state === 'approved' || row.state === 'failed';
  if (waits && !(await recallEffect(tx, ctx, { clientId, effectId: pinId }))) return 'locked';
  await tx.sql(
    `update content_pins set state = 'removed', changed_at = clock_now() where client_id = $1 and pin_id = $2`,
    [clientId, pinId],
  );
  await record(tx, { action: 'content.pin-removed', clientId, actor: ctx.actor, subject: pinId });
  return 'removed';
};
