import { getClient, keptFrom } from '../../clients/index.ts';
import { boundAdAccounts } from '../../connect/index.ts';
import type { Context, Tx } from '../../foundation/db/index.ts';
import { addDays, asFault, type Day, dayOf, earlierDay, Fault, laterDay, monthOf } from '../../foundation/kit/index.ts';
import type { AdColumn, LedgerLevel, ReportTime } from '../../pinterest/contract.ts';
import { conversionColumns } from '../../pinterest/contract.ts';
import { dropPieces, type ImportKey, importLines, importWriter, piecesIn } from './import-pieces.ts';
import type { ImportComparison, ImportOutcome } from './import-shapes.ts';
import { changeImportNow, getImport, type ImportView } from './import-states.ts';
import { planReading, type ReadPlan } from './read-plan.ts';
import { type BadRow, type GoodRow, type RowBounds, type RowVerdict, readRow } from './read-row.ts';
import { seenBefore } from './seen-before.ts';
import type { StrippedRow } from './strip-file.ts';

/** The good rows of a file, as a landing made of it would have them. */
export type ImportRows = {
  readonly account: string;
  readonly level: LedgerLevel;
  readonly reportTime: ReportTime | '';
  readonly window: string;
  readonly columns: readonly AdColumn[];
  readonly from: Day;
  readonly to: Day;
  readonly months: readonly Day[];
  /** Landing lines of one month, read through the transaction. */
  readonly read: (tx: Tx, month: Day) => AsyncIterable<Uint8Array>;
};

/** What `ingest` needs of `facts` to tell what a file would change; it may not know the ledger itself. */
export type CompareImport = (
  ctx: Context,
  input: { readonly clientId: ImportKey['clientId']; readonly rows: ImportRows },
) => Promise<ImportComparison>;

/** One line of the verdicts. */
export type ImportVerdict = {
  readonly line: number;
  /** The header of the column, or empty when the row as such is wrong. */
  readonly column: string;
  readonly value: string;
  readonly rule: string;
};

// Often enough for a person who watches, seldom enough to cost nothing.
const ROWS_A_NOTE = 20_000;
const VALUE_CHARS_MAX = 40;

type Tally = {
  good: number;
  bad: number;
  rules: Record<string, number>;
  months: Set<Day>;
  from: Day | undefined;
  to: Day | undefined;
  sums: bigint[];
  total: readonly (bigint | undefined)[] | undefined;
};

const newTally = (figures: number): Tally => ({
  ...{ good: 0, bad: 0, rules: {}, months: new Set<Day>(), from: undefined, to: undefined },
  sums: Array.from({ length: figures }, () => 0n),
  total: undefined,
});

/** The window and report time of the landings: those stated, when the file has conversions at all. */
export const attributionOf = (
  view: ImportView,
  columns: readonly AdColumn[],
): { reportTime: ReportTime | ''; window: string } =>
  columns.some((column) => conversionColumns.includes(column))
    ? { reportTime: view.stated.reportTime, window: view.stated.window }
    : { reportTime: '', window: '' };

const boundsOf = async (ctx: Context, key: ImportKey, account: string): Promise<RowBounds> => {
  const found = (await boundAdAccounts(ctx, key)).find((each) => each.adAccountId === account);
  if (found === undefined) throw new Fault('INGEST_IMPORT_ACCOUNT', 'invalid', 'This is no ad account of the client.');
  const today = dayOf(ctx.clock.now());
  const { keepMonths } = (await getClient(ctx, key)).settings;
  return { account, currency: found.currency, keptFrom: keptFrom(keepMonths, today), lastOver: addDays(today, -1) };
};

type Reading = { readonly view: ImportView; readonly plan: ReadPlan; readonly bounds: RowBounds };

const addGood = (tally: Tally, { day, figures }: GoodRow): void => {
  tally.good += 1;
  tally.months.add(monthOf(day));
  tally.from = tally.from === undefined ? day : earlierDay(tally.from, day);
  tally.to = tally.to === undefined ? day : laterDay(tally.to, day);
  for (const [place, value] of figures.entries()) tally.sums[place] = (tally.sums[place] ?? 0n) + value;
};

const addBad = (tally: Tally, { rule }: BadRow): void => {
  tally.bad += 1;
  tally.rules[rule] = (tally.rules[rule] ?? 0) + 1;
};

/** What only the rows before it can tell of a row: a second one of a thing and day is bad, and so is a second total. */
const judge = ({ plan, bounds }: Reading, isRepeated: (text: string) => boolean) => {
  let hasTotal = false;
  return (stripped: StrippedRow): RowVerdict => {
    const verdict = readRow(plan, bounds, stripped);
    if (verdict.is === 'good' && isRepeated(`${verdict.row.id} ${verdict.row.day}`)) {
      return { is: 'bad', bad: { at: plan.dayAt, value: verdict.row.day, rule: 'twice' } };
    }
    if (verdict.is !== 'total') return verdict;
    if (hasTotal) return { is: 'bad', bad: { at: plan.dayAt, value: '', rule: 'day' } };
    hasTotal = true;
    return verdict;
  };
};

const verdictLine = (view: ImportView, line: number, { at, value, rule }: BadRow): string => {
  const column = at === null ? '' : (view.file?.columns[at]?.header ?? '');
  const verdict: ImportVerdict = { line, column, value: value.slice(0, VALUE_CHARS_MAX), rule };
  return `${JSON.stringify(verdict)}\n`;
};

const readRows = async (ctx: Context, key: ImportKey, reading: Reading): Promise<Tally> => {
  const writer = importWriter(ctx, key);
  const tally = newTally(reading.plan.figures.length);
  const verdictOf = judge(reading, seenBefore());
  let done = 0;
  for await (const text of importLines(ctx, key, 'file')) {
    const stripped = JSON.parse(text) as StrippedRow;
    const verdict = verdictOf(stripped);
    if (verdict.is === 'bad') {
      addBad(tally, verdict.bad);
      await writer.write('verdicts', verdictLine(reading.view, stripped[0], verdict.bad));
    } else if (verdict.is === 'total') {
      tally.total = verdict.figures;
    } else {
      const { id, day, figures } = verdict.row;
      addGood(tally, verdict.row);
      await writer.write(`rows ${monthOf(day)}`, `${id}\t${day}\t${figures.join('\t')}\n`);
    }
    done += 1;
    if (done % ROWS_A_NOTE === 0) await changeImportNow(ctx, { ...key, from: ['uploaded'] }, { rows_done: done });
  }
  await writer.end();
  return tally;
};

const outcomeOf = ({ plan }: Reading, tally: Tally): Omit<ImportOutcome, 'comparison'> => ({
  ...{ level: plan.level, decimal: plan.decimal, dayOrder: plan.dayOrder },
  columns: plan.figures.map(({ column }) => column),
  ...{ from: tally.from ?? null, to: tally.to ?? null, months: [...tally.months].sort() },
  ...{ good: tally.good, bad: tally.bad, rules: tally.rules },
  totals: {
    found: tally.total !== undefined,
    differ: plan.figures.flatMap(({ column }, place) => {
      const [file, rows] = [tally.total?.[place], tally.sums[place] ?? 0n];
      return file === undefined || file === rows ? [] : [{ column, file: String(file), rows: String(rows) }];
    }),
  },
});

/** The good rows of a checked import, for whoever compares or lands them. */
export const rowsOf = (
  key: ImportKey,
  view: ImportView,
  outcome: Omit<ImportOutcome, 'comparison'>,
): ImportRows | undefined => {
  const { from, to } = outcome;
  if (from === null || to === null) return undefined;
  return {
    ...{ account: view.account, level: outcome.level, columns: outcome.columns },
    ...attributionOf(view, outcome.columns),
    ...{ from: from as Day, to: to as Day, months: outcome.months as Day[] },
    read: (tx, month) => piecesIn(tx, key, `rows ${month}`),
  };
};

// What a person can put right by stating it is no fault of the job.
const isStatable = (error: unknown): error is Fault => {
  const fault = asFault(error);
  return fault.kind === 'invalid' && fault.code.startsWith('INGEST_IMPORT_');
};

/**
 * Gives every row of a file its verdict, keeps the good ones by month as landing lines and the bad ones with line, column,
 * value and rule, and holds the good ones against the ledger. Repeated after a crash it begins anew and ends alike.
 *
 * @cost one pass; memory of a piece for each month, and 16 bytes a row
 * @personal none
 */
export const checkImport = async (ctx: Context, key: ImportKey, compare: CompareImport): Promise<void> => {
  const view = await getImport(ctx, key);
  if (view.state !== 'uploaded' || view.file === null) return;
  await dropPieces(ctx, key, 'file');
  try {
    const bounds = await boundsOf(ctx, key, view.account);
    const plan = planReading(view.file, view.stated, bounds.currency);
    const reading = { view, plan, bounds };
    const tally = await readRows(ctx, key, reading);
    const outcome = outcomeOf(reading, tally);
    const rows = rowsOf(key, view, outcome);
    const comparison = rows === undefined ? null : await compare(ctx, { clientId: key.clientId, rows });
    await changeImportNow(
      ctx,
      { ...key, from: ['uploaded'] },
      { state: 'checked', outcome: { ...outcome, comparison }, rows_done: view.rows, fault_code: null },
    );
  } catch (error) {
    if (!isStatable(error)) throw error;
    await changeImportNow(ctx, { ...key, from: ['uploaded'] }, { state: 'refused', fault_code: error.code });
  }
};

/** The verdicts of the bad rows, in the order of the file. @personal values of the file, shortened */
export const importVerdicts = async function* (ctx: Context, key: ImportKey): AsyncGenerator<ImportVerdict> {
  for await (const line of importLines(ctx, key, 'verdicts')) yield JSON.parse(line) as ImportVerdict;
};
