import type { Currency, Day } from '../../foundation/kit/index.ts';
import type { ReadPlan } from './read-plan.ts';
import type { StrippedRow } from './strip-file.ts';
import { readDay } from './written-days.ts';
import { type NumberRule, readCount, readMicros, readMoney } from './written-numbers.ts';

/** Why a row is bad. */
export type RowRule =
  | NumberRule
  | 'cells'
  | 'day'
  | 'not-over'
  | 'past-term'
  | 'id'
  | 'id-shortened'
  | 'other-account'
  | 'currency'
  | 'twice';

/** What the rows of a file are held against. */
export type RowBounds = {
  readonly account: string;
  readonly currency: Currency;
  /** The first day the client's term keeps. */
  readonly keptFrom: Day;
  /** The last day that is over, UTC. */
  readonly lastOver: Day;
};

/** A good row: the thing, the day and its figures in the order of the plan. */
export type GoodRow = { readonly id: string; readonly day: Day; readonly figures: readonly bigint[] };
/** A bad row: which cell broke which rule first. */
export type BadRow = { readonly at: number | null; readonly value: string; readonly rule: RowRule };

/** What became of a row. */
export type RowVerdict =
  | { readonly is: 'good'; readonly row: GoodRow }
  | { readonly is: 'bad'; readonly bad: BadRow }
  | { readonly is: 'total'; readonly figures: readonly (bigint | undefined)[] };

const readers = { count: readCount, money: readMoney, micros: readMicros } as const;

// Excel writes `="549755885175"` so that it will not shorten an id.
const bareId = (cell: string): string =>
  cell
    .trim()
    .replace(/^="?(\d+)"?$/, '$1')
    .replace(/^'(\d+)$/, '$1');

const isShortened = (cell: string): boolean => /^\d+(?:[.,]\d+)?[eE]\+?\d+$/.test(cell.trim());

// Pinterest's ids are at most 19 digits, drafts have letters before them and no figures.
const ID = /^\d{1,20}$/;

type Key = { readonly id: string; readonly day: Day };

const bad = (at: number | null, value: string, rule: RowRule): RowVerdict => ({ is: 'bad', bad: { at, value, rule } });

const readKey = (plan: ReadPlan, bounds: RowBounds, cell: (at: number) => string): Key | RowVerdict => {
  const dayText = cell(plan.dayAt);
  const day = readDay(dayText, plan.dayOrder);
  if (day === undefined) return bad(plan.dayAt, dayText, 'day');
  if (day > bounds.lastOver) return bad(plan.dayAt, dayText, 'not-over');
  if (day < bounds.keptFrom) return bad(plan.dayAt, dayText, 'past-term');
  if (plan.accountAt !== undefined) {
    const text = cell(plan.accountAt);
    if (text !== '' && bareId(text) !== bounds.account) return bad(plan.accountAt, text, 'other-account');
  }
  if (plan.currencyAt !== undefined) {
    const text = cell(plan.currencyAt);
    if (text !== '' && text.trim().toUpperCase() !== bounds.currency) return bad(plan.currencyAt, text, 'currency');
  }
  if (plan.idAt === undefined) return { id: bounds.account, day };
  const idText = cell(plan.idAt);
  const id = bareId(idText);
  if (ID.test(id)) return { id, day };
  return bad(plan.idAt, idText, isShortened(idText) ? 'id-shortened' : 'id');
};

/**
 * Reads one row: good, bad with the first rule it breaks, or the file's own total, which names no day.
 *
 * @personal none
 */
export const readRow = (plan: ReadPlan, bounds: RowBounds, [, width, callsItself, values]: StrippedRow): RowVerdict => {
  const cell = (at: number): string => values[at] ?? '';
  const read = plan.figures.map(({ at, unit }) => readers[unit](cell(at), plan.decimal));
  const hasNoKey = cell(plan.dayAt).trim() === '' && (plan.idAt === undefined || cell(plan.idAt).trim() === '');
  if ((callsItself && readDay(cell(plan.dayAt), plan.dayOrder) === undefined) || hasNoKey) {
    return { is: 'total', figures: read.map((value) => (typeof value === 'bigint' ? value : undefined)) };
  }
  if (width !== plan.width) return bad(null, String(width), 'cells');
  const key = readKey(plan, bounds, cell);
  if ('is' in key) return key;
  const figures: bigint[] = [];
  for (const [place, value] of read.entries()) {
    if (typeof value === 'string') {
      const at = plan.figures[place]?.at ?? null;
      return bad(at, at === null ? '' : cell(at), value);
    }
    figures.push(value);
  }
  return { is: 'good', row: { ...key, figures } };
};
