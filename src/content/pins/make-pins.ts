import { randomUUID } from 'node:crypto';
import { getClient } from '../../clients/index.ts';
import { record } from '../../foundation/audit/index.ts';
import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { momentOf } from '../calendar/moments.ts';
import type { PinContent, PinOrigin, PlannedPin } from '../shapes.ts';
import { checkedContent } from './content.ts';
import { getPin } from './read-pins.ts';
import { contentFields, contentRecord } from './rows.ts';

/** A Pin to draft. */
export type NewPin = {
  readonly content: PinContent;
  readonly plannedFor: string | null;
  readonly origin: PinOrigin;
  /** What makes it the same one when it is brought again: a row's key, an item of a feed. Null: always a new one. */
  readonly originKey: string | null;
  readonly seriesId: string | null;
};

/** What became of one of them, in the order given; `existing` was brought before and stays as it is. */
export type MadePin = { readonly pinId: string; readonly outcome: 'made' | 'existing' };

type Inserted = { pin_id: string };
type Known = { origin: string; origin_key: string; pin_id: string };

/**
 * Drafts Pins. Brought again under the same key nothing is made, whatever became of the first.
 *
 * @cost three statements, however many Pins
 * @throws CONTENT_FIELD_REFUSED, CONTENT_MOMENT_REFUSED
 * @personal what the authors wrote, and the id of who acts
 */
export const makePins = async (
  tx: Tx,
  ctx: Context,
  input: { clientId: ClientId; zone: string; pins: readonly NewPin[] },
): Promise<MadePin[]> => {
  const { clientId, zone, pins } = input;
  if (pins.length === 0) return [];
  const rows = pins.map((pin) => ({
    pin_id: randomUUID(),
    ...contentRecord(checkedContent(pin.content)),
    planned_for: pin.plannedFor,
    due_at: pin.plannedFor === null ? null : momentOf(zone, pin.plannedFor).toISOString(),
    origin: pin.origin,
    origin_key: pin.originKey,
    series_id: pin.seriesId,
  }));
  const madeBy = ctx.actor.kind === 'user' ? ctx.actor.id : null;
  const inserted = await tx.sql<Inserted>(
    `insert into content_pins (client_id, pin_id, state, version, board_id, section_id, board_wish, title, description,
       alt_text, link, disclosure, media, labels, utm_campaign, planned_for, due_at, origin, origin_key, series_id, made_by,
       made_at, changed_at)
     select $1, n.pin_id, 'draft', 1, n.board_id, n.section_id, n.board_wish, n.title, n.description, n.alt_text, n.link,
            n.disclosure, n.media, n.labels, n.utm_campaign, n.planned_for, n.due_at, n.origin, n.origin_key, n.series_id, $3,
            clock_now(), clock_now()
       from jsonb_to_recordset($2::jsonb) as n (pin_id uuid, ${contentFields}, planned_for text, due_at timestamptz,
            origin text, origin_key text, series_id uuid)
     on conflict (client_id, origin, origin_key) where origin_key is not null do nothing
     returning pin_id`,
    [clientId, JSON.stringify(rows), madeBy],
  );
  const made = new Set(inserted.map((each) => each.pin_id));
  const outcomes = await outcomesOf(tx, { clientId, rows, made });
  if (made.size > 0) {
    await record(tx, { action: 'content.pins-made', clientId, actor: ctx.actor, facts: { count: made.size } });
  }
  return outcomes;
};

type Row = { pin_id: string; origin: PinOrigin; origin_key: string | null };

const outcomesOf = async (
  tx: Tx,
  input: { clientId: ClientId; rows: readonly Row[]; made: ReadonlySet<string> },
): Promise<MadePin[]> => {
  const { clientId, rows, made } = input;
  const missed = rows.filter((row) => !made.has(row.pin_id));
  const known =
    missed.length === 0
      ? []
      : await tx.sql<Known>(
          `select p.origin, p.origin_key, p.pin_id from content_pins as p
             join unnest($2::text[], $3::text[]) as k (origin, origin_key)
               on k.origin = p.origin and k.origin_key = p.origin_key
            where p.client_id = $1`,
          [clientId, missed.map((row) => row.origin), missed.map((row) => row.origin_key)],
        );
  const byKey = new Map(known.map((each) => [`${each.origin} ${each.origin_key}`, each.pin_id]));
  return rows.map((row) => {
    if (made.has(row.pin_id)) return { pinId: row.pin_id, outcome: 'made' };
    return { pinId: byKey.get(`${row.origin} ${row.origin_key}`) ?? row.pin_id, outcome: 'existing' };
  });
};

/** The time zone of a client, in which its Pins are planned. @cost one query @personal none */
export const zoneOf = async (ctx: Context, clientId: ClientId): Promise<string> =>
  (await getClient(ctx, { clientId })).zone;

/** Drafts one Pin as somebody who composes it. @throws as `makePins` @personal what the author wrote, and who that is */
export const draftPin = async (
  ctx: Context,
  input: { clientId: ClientId; content: PinContent; plannedFor: string | null },
): Promise<PlannedPin> => {
  const { clientId, content, plannedFor } = input;
  const zone = await zoneOf(ctx, clientId);
  const pins = [{ content, plannedFor, origin: 'composer', originKey: null, seriesId: null } as const];
  const [made] = await withClient(ctx.db, { actor: ctx.actor, clientId }, (tx) =>
    makePins(tx, ctx, { clientId, zone, pins }),
  );
  return getPin(ctx, { clientId, pinId: made?.pinId ?? '' });
};
