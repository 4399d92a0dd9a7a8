import { z } from 'zod';
import { record } from '../../foundation/audit/index.ts';
import { type Context, type Tx, withClient, withClients } from '../../foundation/db/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import type { ContentSettings, MarkPlace, OverduePolicy, UtmPattern } from '../shapes.ts';

const utmWord = z
  .string()
  .max(200)
  .regex(/^[^\s#&=?]*$/);

/** What may be set, with its limits. @personal none */
export const contentSettingsShape = z.object({
  clientReview: z.boolean(),
  utm: z.object({ source: utmWord, medium: utmWord, campaign: utmWord, content: utmWord, term: utmWord }),
  markPlace: z.enum(['query', 'fragment']),
  overdue: z.enum(['late', 'next-slot', 'hold']),
  lateHours: z.int().min(0).max(720),
  windowDays: z.int().min(1).max(90),
  spacingDays: z.int().min(0).max(365),
  dayCap: z.int().min(1).max(1000),
  reminderHours: z.int().min(1).max(720),
});

/**
 * How a client's Pins are handled until somebody decides otherwise: the client says yes too, a Pin may go out up to a day
 * late and a fortnight after its moment if somebody moves it, the same link a week apart (Tailwind advises seven days),
 * 25 Pins a day (the most that peers advise).
 *
 * @personal none
 */
export const usualContentSettings: ContentSettings = {
  clientReview: true,
  utm: { source: 'pinterest', medium: 'social', campaign: '{campaign}', content: '', term: '' },
  markPlace: 'query',
  overdue: 'late',
  lateHours: 24,
  windowDays: 14,
  spacingDays: 7,
  dayCap: 25,
  reminderHours: 24,
};

type Row = {
  client_id: ClientId;
  client_review: boolean;
  utm: UtmPattern;
  mark_place: MarkPlace;
  overdue: OverduePolicy;
  late_hours: number;
  window_days: number;
  spacing_days: number;
  day_cap: number;
  reminder_hours: number;
};

const settingsOf = (row: Row): ContentSettings => ({
  clientReview: row.client_review,
  utm: row.utm,
  markPlace: row.mark_place,
  overdue: row.overdue,
  lateHours: row.late_hours,
  windowDays: row.window_days,
  spacingDays: row.spacing_days,
  dayCap: row.day_cap,
  reminderHours: row.reminder_hours,
});

const columns = `client_id, client_review, utm, mark_place, overdue, late_hours, window_days, spacing_days, day_cap,
  reminder_hours`;

/** The settings of one client, in a transaction that is under way. */
export const settingsIn = async (tx: Tx, clientId: ClientId): Promise<ContentSettings> => {
  const [row] = await tx.sql<Row>(`select ${columns} from content_settings where client_id = $1`, [clientId]);
  return row === undefined ? usualContentSettings : settingsOf(row);
};

/** How Pins of a client are handled. @cost one query @personal none */
export const getContentSettings = (ctx: Context, input: { clientId: ClientId }): Promise<ContentSettings> =>
  withClients(ctx.db, { actor: ctx.actor, clientIds: [input.clientId] }, (tx) => settingsIn(tx, input.clientId));

const refused = (issue: z.core.$ZodIssue | undefined): Fault =>
  new Fault('CONTENT_SETTINGS_REFUSED', 'invalid', 'A setting is outside what is allowed.', {
    facts: { field: issue?.path.join('.') ?? '', rule: issue?.code ?? '' },
  });

/**
 * Changes how Pins of a client are handled; what is left out stays. What is approved already keeps the address and the
 * times it was approved with.
 *
 * @throws CONTENT_SETTINGS_REFUSED naming field and rule
 * @personal none
 */
export const changeContentSettings = (
  ctx: Context,
  input: { clientId: ClientId; change: Partial<ContentSettings> },
): Promise<ContentSettings> => {
  const { clientId, change } = input;
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const read = contentSettingsShape.safeParse({ ...(await settingsIn(tx, clientId)), ...change });
    if (!read.success) throw refused(read.error.issues[0]);
    const { data } = read;
    await tx.sql(
      `insert into content_settings (${columns}, changed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, clock_now())
       on conflict (client_id) do update
         set client_review = excluded.client_review, utm = excluded.utm, mark_place = excluded.mark_place,
             overdue = excluded.overdue, late_hours = excluded.late_hours, window_days = excluded.window_days,
             spacing_days = excluded.spacing_days, day_cap = excluded.day_cap,
             reminder_hours = excluded.reminder_hours, changed_at = excluded.changed_at`,
      [
        clientId,
        data.clientReview,
        JSON.stringify(data.utm),
        data.markPlace,
        data.overdue,
        data.lateHours,
        data.windowDays,
        data.spacingDays,
        data.dayCap,
        data.reminderHours,
      ],
    );
    const facts = { clientReview: data.clientReview, overdue: data.overdue, markPlace: data.markPlace };
    await record(tx, { action: 'content.settings-changed', clientId, actor: ctx.actor, facts });
    return data;
  });
};
