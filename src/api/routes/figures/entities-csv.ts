import { Readable } from 'node:stream';
import { type EntityQuestion, type EntityRow, type PeriodDays, streamEntities } from '../../../facts/index.ts';
import { evaluateExactly, type MetricKey, metrics, type Sums } from '../../../facts/metrics.ts';
import type { Context } from '../../../foundation/db/index.ts';
import { isFault } from '../../../foundation/kit/index.ts';
import { type Compared, comparedIn } from '../../present/cells.ts';
import { csvLine, moneyCell, textCell } from '../../present/csv.ts';
import { route } from '../../route.ts';
import { entitiesQuery, tableAsked } from './entities.ts';
import { type FiguresQuestion, readQuestion } from './question.ts';

type Row = EntityRow & { days: PeriodDays };

const MICROS = 1_000_000;

const cellOf = (key: MetricKey, sums: Sums): string => {
  const value = evaluateExactly(key, sums);
  if (value === undefined) return '';
  if (metrics[key].unit !== 'micros') return String(value);
  // A price per click is no sum: it is written as the number it is.
  return typeof value === 'bigint' ? moneyCell(value) : String(value / MICROS);
};

const headOf = ({ metrics: keys, before }: FiguresQuestion): string[] => [
  ...['from', 'to', 'level', 'id', 'name', 'status', 'currency', 'window', 'report_time'],
  ...keys,
  ...(before === undefined ? [] : keys.map((key) => `${key} before`)),
];

const lineOf = (question: FiguresQuestion, level: string, row: Row, compared: Compared): string => {
  const { about, period, before, metrics: keys } = question;
  return csvLine([
    ...[period.from, period.to, level, row.entity, textCell(row.name), textCell(row.status)],
    ...[about.currency ?? '', about.window, about.reportTime],
    ...keys.map((key) => cellOf(key, row.sums)),
    ...(before === undefined ? [] : keys.map((key) => (compared.comparable.has(key) ? cellOf(key, row.before) : ''))),
  ]);
};

async function* linesOf(question: FiguresQuestion, level: string, rows: AsyncIterable<Row>): AsyncGenerator<string> {
  let compared: Compared | undefined;
  yield csvLine(headOf(question));
  for await (const row of rows) {
    compared ??= comparedIn(question.metrics, row.days, question);
    yield lineOf(question, level, row, compared);
  }
}

// The first row is read before anything is sent: a question that is refused is then a problem, and not half a file.
const rowsOf = async (ctx: Context, wanted: EntityQuestion | undefined): Promise<AsyncIterable<Row>> => {
  if (wanted === undefined) return Readable.from([]);
  const rows = streamEntities(ctx, wanted);
  try {
    const first = await rows.next();
    return (async function* () {
      if (first.done !== true) yield first.value;
      yield* rows;
    })();
  } catch (error) {
    if (wanted.within !== undefined || !isFault(error, 'FACTS_ENTITY_MISSING')) throw error;
    return Readable.from([]);
  }
};

/** The whole table as a file for a spreadsheet: the same rows, order and numbers. */
export const entitiesCsvRoute = route({
  method: 'GET',
  path: '/clients/:clientId/entities.csv',
  summary:
    'The same table, whole, as CSV: UTF-8, decimal points, ISO days, money in units of the currency, empty for unknown',
  action: 'facts.read',
  query: entitiesQuery,
  streams: 'text/csv',
  run: async ({ ctx }, asked) => {
    const { level } = entitiesQuery.parse(asked.request.query);
    const question = await readQuestion(ctx, asked);
    const rows = await rowsOf(ctx, tableAsked(asked, question));
    const { from, to } = question.period;
    const name = `prikbord-${question.about.client.id}-${level}-${from}-${to}.csv`;
    asked.reply
      .header('content-type', 'text/csv; charset=utf-8; header=present')
      .header('content-disposition', `attachment; filename="${name}"`);
    return asked.reply.send(Readable.from(linesOf(question, level, rows)));
  },
});
