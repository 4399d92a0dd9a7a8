import { Readable } from 'node:stream';
import { type MetricKey, metrics } from '../../../facts/metrics.ts';
import type { Cell, CellPair } from '../../contract.ts';
import { pairsOf } from '../../present/cells.ts';
import { csvLine, moneyCell, textCell } from '../../present/csv.ts';
import { route } from '../../route.ts';
import { type AnsweredParts, answerParts, breakdownQuery, restPairs } from './breakdowns.ts';

const MICROS = 1_000_000;

const cellOf = (key: MetricKey, value: Cell): string => {
  if (value === null) return '';
  if (metrics[key].unit !== 'micros') return String(value);
  // A price per click is no sum: it is written as the number it is.
  return typeof value === 'string' ? moneyCell(BigInt(value)) : String(value / MICROS);
};

type Row = {
  readonly kind: 'part' | 'rest' | 'whole';
  readonly name: string | null;
  readonly share: number | undefined;
  readonly figures: Readonly<Record<string, CellPair>>;
};

function* rowsOf({ table, compared }: AnsweredParts): Generator<Row> {
  for (const part of table.parts) {
    yield { kind: 'part', name: part.name, share: part.share, figures: pairsOf(compared, part) };
  }
  yield { kind: 'rest', name: null, share: table.rest.share, figures: restPairs(compared, table) };
  yield { kind: 'whole', name: null, share: undefined, figures: pairsOf(compared, table.whole) };
}

function* linesOf(answered: AnsweredParts): Generator<string> {
  const { by, question, shareOf } = answered;
  const { about, period, before, metrics: keys } = question;
  yield csvLine([
    ...['from', 'to', 'by', 'row', 'name', 'currency', 'window', 'report_time', `share of ${shareOf}`],
    ...keys,
    ...(before === undefined ? [] : keys.map((key) => `${key} before`)),
  ]);
  for (const { kind, name, share, figures } of rowsOf(answered)) {
    yield csvLine([
      ...[period.from, period.to, by, kind, textCell(name), about.currency ?? '', about.window, about.reportTime],
      String(share ?? ''),
      ...keys.map((key) => cellOf(key, figures[key]?.value ?? null)),
      ...(before === undefined ? [] : keys.map((key) => cellOf(key, figures[key]?.before ?? null))),
    ]);
  }
}

/** All parts as a file for a spreadsheet: the same rows, order and numbers, then the rest and the whole. */
export const breakdownsCsvRoute = route({
  method: 'GET',
  path: '/clients/:clientId/breakdowns.csv',
  summary:
    'The same parts, all of them, then the rest and the whole, as CSV: money in units of the currency, empty for unknown',
  action: 'facts.read',
  query: breakdownQuery,
  streams: 'text/csv',
  run: async ({ ctx }, asked) => {
    const answered = await answerParts(ctx, asked);
    const { about, period } = answered.question;
    const name = `prikbord-${about.client.id}-${answered.by}-${period.from}-${period.to}.csv`;
    asked.reply
      .header('content-type', 'text/csv; charset=utf-8; header=present')
      .header('content-disposition', `attachment; filename="${name}"`);
    return asked.reply.send(Readable.from(linesOf(answered)));
  },
});
