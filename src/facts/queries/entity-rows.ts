import { addDays, type Day, earlierDay, laterDay, monthOf } from '../../foundation/kit/index.ts';
import type { Family } from '../derive/ledger-columns.ts';
import { familyTables } from '../derive/ledger-scope.ts';
import type { Period } from '../metrics/periods.ts';
import { keptPart } from './kept-days.ts';
import type { Found } from './selection.ts';

/** The whole months within a period, and the days before and after them: months are read from the roll-up. */
export const monthsWithin = ({ from, to }: Period): { months: Period | undefined; days: Period[] } => {
  const first = from === monthOf(from) ? from : monthOf(addDays(monthOf(from), 32));
  const next = monthOf(addDays(to, 1));
  if (first >= next) return { months: undefined, days: [{ from, to }] };
  const edges = [
    { from, to: earlierDay(addDays(first, -1), to) },
    { from: laterDay(next, from), to },
  ].filter((edge) => edge.from <= edge.to);
  return { months: { from: first, to: addDays(next, -1) }, days: edges };
};

/** A stretch of the ledger in its numbers; all of them are numbers and checked days, which cannot carry SQL. */
export type Asked = Found & { readonly clientId: number; readonly period: Period };

const literal = (day: Day): string => `'${day}'`;

/**
 * SQL of rows `(entity, columns…)` of a family over a period: the roll-up for whole months, the facts for the days around
 * them, as far as the client's term keeps them. An entity has as many rows as there are months and days; whoever asks adds them up.
 *
 * @param what.only a further condition on the row's entity, as ` and entity = 7`; empty for all
 * @personal none
 */
export const entityRows = (
  family: Family,
  asked: Asked,
  what: { columns: readonly string[]; only: string },
): string => {
  const { facts, entityMonths } = familyTables[family];
  const window =
    family === 'delivery' ? '' : ` and report_time = ${asked.reportTime} and window_code = ${asked.window}`;
  const key = `client_id = ${asked.clientId} and account = ${asked.account} and level = ${asked.level}${window}${what.only}`;
  const { months, days } = monthsWithin(keptPart(asked.period, asked));
  const list = ['entity', ...what.columns.map((column) => `${column}::int8 as ${column}`)].join(', ');
  const rows = (table: string, time: string, part: Period) =>
    `select ${list} from ${table} where ${key} and ${time} between ${literal(part.from)} and ${literal(part.to)}`;
  const parts = days.map((part) => rows(facts, 'day', part));
  return [...parts, ...(months === undefined ? [] : [rows(entityMonths, 'month', months)])].join(' union all ');
};
