import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import { type ClientId, type Day, eachDay } from '../../foundation/kit/index.ts';
import { isKept } from '../queries/kept-days.ts';
import { checkRange } from '../queries/selection.ts';
import { type OrganicColumn, organicTables } from './organic-columns.ts';

/** Organic figures by the ledger's names. One that is absent is unknown, not zero. */
export type OrganicFigures = Readonly<Partial<Record<OrganicColumn, bigint>>>;

/** One day of organic figures. */
export type OrganicDay = {
  readonly day: Day;
  /** Pinterest's word on the day, as READY or ESTIMATE; `gap` when nothing was ever stored of it. */
  readonly status: string;
  readonly figures: OrganicFigures;
  /** Since when this is what was known; null on a gap. */
  readonly knownFrom: Date | null;
};

/** One Pin over some days. */
export type OrganicPin = {
  readonly pinId: string;
  readonly figures: OrganicFigures;
  /** Days of the period of which Pinterest gave impressions. */
  readonly knownDays: number;
};

type Row = { day: Day; data_status: string; known_from: Date } & Record<string, unknown>;

const figuresOf = (names: readonly OrganicColumn[], row: Record<string, unknown>): OrganicFigures => {
  const figures: Partial<Record<OrganicColumn, bigint>> = {};
  for (const name of names) {
    const value = row[name];
    if (typeof value === 'bigint') figures[name] = value;
  }
  return figures;
};

type DailyQuestion = {
  readonly clientId: ClientId;
  readonly from: Day;
  readonly to: Day;
  /** One Pin; the whole account when left out. */
  readonly pinId?: string | undefined;
  /** As known at this moment, as ISO text; the present when left out. */
  readonly asOf?: string | undefined;
};

const readRows = (tx: Tx, question: DailyQuestion): Promise<Row[]> => {
  const { clientId, from, to, pinId, asOf } = question;
  const { facts, past, figures } = organicTables[pinId === undefined ? 'account' : 'pin'];
  const values: unknown[] = [clientId, from, to];
  let filter = `client_id = $1 and day between $2 and $3 and ${isKept('day')}`;
  if (pinId !== undefined) {
    values.push(pinId);
    filter += ' and pin = (select pin from facts_organic_pins where client_id = $1 and pin_id = $4)';
  }
  const rows = (table: string, when: string): string =>
    `select day, data_status, known_from, ${figures.join(', ')} from ${table} where ${filter}${when}`;
  if (asOf === undefined) return tx.sql<Row>(rows(facts, ''), values);
  values.push(asOf);
  const moment = `$${values.length}::timestamptz`;
  return tx.sql<Row>(
    `${rows(facts, ` and known_from <= ${moment}`)}
     union all ${rows(past, ` and known_from <= ${moment} and known_to > ${moment}`)}`,
    values,
  );
};

/**
 * Stored organic figures per day, oldest first, every day present; of the whole account or of one Pin. Never added to paid
 * figures. For clients that do not store them every day is a gap: ask `liveOrganic`.
 *
 * @unit counts; UTC days
 * @source facts_organic_days, facts_organic_pin_days and their past
 * @throws FACTS_RANGE_TOO_LONG
 * @personal none
 */
export const organicDaily = (ctx: Context, question: DailyQuestion): Promise<OrganicDay[]> => {
  checkRange(question.from, question.to);
  const { figures } = organicTables[question.pinId === undefined ? 'account' : 'pin'];
  return withClient(ctx.db, { actor: ctx.actor, clientId: question.clientId }, async (tx) => {
    const found = new Map((await readRows(tx, question)).map((row) => [row.day, row]));
    return eachDay(question.from, question.to).map((day): OrganicDay => {
      const row = found.get(day);
      if (row === undefined) return { day, status: 'gap', figures: {}, knownFrom: null };
      return { day, status: row.data_status, figures: figuresOf(figures, row), knownFrom: row.known_from };
    });
  });
};

/**
 * The Pins with stored organic figures, best first; each with the sums of the days Pinterest gave. Which Pins are stored is
 * decided each night by impressions and saves, so a Pin that was never among the best is not here.
 *
 * @unit counts
 * @source facts_organic_pin_days
 * @throws FACTS_RANGE_TOO_LONG
 * @personal none
 */
export const organicPins = (
  ctx: Context,
  question: {
    clientId: ClientId;
    from: Day;
    to: Day;
    sortBy?: 'impressions' | 'pin_clicks' | 'outbound_clicks' | 'saves';
    most?: number;
  },
): Promise<OrganicPin[]> => {
  const { clientId, from, to, sortBy = 'impressions', most = 50 } = question;
  checkRange(from, to);
  const { figures } = organicTables.pin;
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const rows = await tx.sql<{ pin_id: string; known_days: number } & Record<string, unknown>>(
      `select p.pin_id, s.* from (
         select pin, count(impressions)::int4 as known_days, ${figures.map((name) => `sum(${name})::int8 as ${name}`).join(', ')}
           from facts_organic_pin_days where client_id = $1 and day between $2 and $3 and ${isKept('day')} group by pin) s
         join facts_organic_pins p on p.client_id = $1 and p.pin = s.pin
        order by s.${sortBy} desc nulls last, p.pin_id collate "C" limit $4`,
      [clientId, from, to, most],
    );
    return rows.map((row) => ({ pinId: row.pin_id, figures: figuresOf(figures, row), knownDays: row.known_days }));
  });
};
