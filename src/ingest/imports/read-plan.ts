import { type Currency, Fault } from '../../foundation/kit/index.ts';
import type { AdColumn, LedgerLevel } from '../../pinterest/contract.ts';
import { conversionColumns, deliveryColumns, isAdColumn } from '../../pinterest/contract.ts';
import { type FigureUnit, type HeaderRole, unitOf } from './header-roles.ts';
import type { ImportStated } from './import-shapes.ts';
import type { FileColumn, FileSeen } from './strip-file.ts';
import type { DayOrder } from './written-days.ts';
import type { DecimalMark } from './written-numbers.ts';

/** A figure of a file: where it stands and how it is written. */
export type PlannedFigure = { readonly at: number; readonly column: AdColumn; readonly unit: FigureUnit };

/** How the rows of a file are read. */
export type ReadPlan = {
  readonly level: LedgerLevel;
  readonly width: number;
  readonly dayAt: number;
  /** Undefined at the level of the account, where a row needs none. */
  readonly idAt: number | undefined;
  readonly accountAt: number | undefined;
  readonly currencyAt: number | undefined;
  readonly figures: readonly PlannedFigure[];
  readonly decimal: DecimalMark;
  readonly dayOrder: DayOrder;
};

const refuse = (code: string, field?: string): Fault =>
  new Fault(code, 'invalid', 'The file cannot be checked as it stands.', {
    ...(field === undefined ? {} : { facts: { field } }),
  });

const levels: readonly LedgerLevel[] = ['ad', 'adGroup', 'campaign', 'account'];

const pointedOut = (column: FileColumn, target: string | undefined, level: LedgerLevel | undefined): HeaderRole => {
  if (target === undefined) return column.role;
  if (target === 'leave') return { is: 'unknown' };
  if (target === 'day') return { is: 'day' };
  if (target === 'id') return { is: 'id', level: level ?? 'ad' };
  return isAdColumn(target) ? { is: 'figure', column: target, unit: unitOf(column.header, target) } : { is: 'unknown' };
};

const onlyOne = (found: readonly number[], missing: string): number => {
  const [at, second] = found;
  if (at === undefined) throw refuse(missing);
  if (second !== undefined) throw refuse('INGEST_IMPORT_MAPPING');
  return at;
};

const shown = (columns: readonly FileColumn[], at: readonly number[]): Set<string> =>
  new Set(at.flatMap((place) => columns[place]?.shows ?? []));

const decimalOf = (stated: ImportStated, shows: ReadonlySet<string>): DecimalMark => {
  if (stated.decimal !== undefined) return stated.decimal;
  // One cell that can be read in one way only tells how all are written; two that contradict each other tell nothing.
  if (shows.has('.') !== shows.has(',')) return shows.has('.') ? '.' : ',';
  if (!shows.has('.') && !shows.has('either-mark')) return '.';
  throw refuse('INGEST_IMPORT_DECIMAL', 'decimal');
};

const orderOf = (stated: ImportStated, shows: ReadonlySet<string>): DayOrder => {
  if (stated.dayOrder !== undefined) return stated.dayOrder;
  const [day, month] = [shows.has('day-month'), shows.has('month-day')];
  if (day !== month) return day ? 'day-month' : 'month-day';
  if (!day && !shows.has('either-order')) return 'day-month';
  throw refuse('INGEST_IMPORT_DAY_ORDER', 'dayOrder');
};

const figuresOf = (roles: readonly HeaderRole[]): PlannedFigure[] => {
  const figures = roles.flatMap((role, at) =>
    role.is === 'figure' ? [{ at, column: role.column, unit: role.unit }] : [],
  );
  if (figures.length === 0) throw refuse('INGEST_IMPORT_NO_FIGURE');
  if (new Set(figures.map(({ column }) => column)).size < figures.length) throw refuse('INGEST_IMPORT_MAPPING');
  // In the order of the catalogue, whatever order the file has: two files of the same figures give the same landing.
  const order = [...deliveryColumns, ...conversionColumns];
  return figures.sort((one, other) => order.indexOf(one.column) - order.indexOf(other.column));
};

/**
 * Works out how a file is read, from its headers and what is stated of it.
 *
 * @throws INGEST_IMPORT_BREAKDOWN, _PERIOD, _CURRENCY, _NO_DAY, _NO_ID, _NO_FIGURE, _MAPPING, _DECIMAL, _DAY_ORDER
 */
export const planReading = (file: FileSeen, stated: ImportStated, currency: Currency): ReadPlan => {
  const { columns } = file;
  const roles = columns.map((column, at) => pointedOut(column, stated.columns[String(at)], stated.level));
  const where = (wanted: (role: HeaderRole) => boolean): number[] =>
    roles.flatMap((role, at) => (wanted(role) ? [at] : []));
  if (roles.some((role) => role.is === 'breakdown')) throw refuse('INGEST_IMPORT_BREAKDOWN');
  const days = where((role) => role.is === 'day');
  if (days.length === 0 && roles.some((role) => role.is === 'coarse')) throw refuse('INGEST_IMPORT_PERIOD');
  const dayAt = onlyOne(days, 'INGEST_IMPORT_NO_DAY');
  const idsOf = (level: LedgerLevel) => where((role) => role.is === 'id' && role.level === level);
  const level = stated.level ?? levels.find((each) => idsOf(each).length > 0) ?? 'account';
  const figures = figuresOf(roles);
  if (
    columns.some((column, at) => column.currency !== null && column.currency !== currency && roles[at]?.is === 'figure')
  ) {
    throw refuse('INGEST_IMPORT_CURRENCY');
  }
  return {
    ...{ level, width: columns.length, dayAt, figures },
    idAt: level === 'account' ? undefined : onlyOne(idsOf(level), 'INGEST_IMPORT_NO_ID'),
    accountAt: idsOf('account')[0],
    currencyAt: where((role) => role.is === 'currency')[0],
    decimal: decimalOf(
      stated,
      shown(
        columns,
        figures.map(({ at }) => at),
      ),
    ),
    dayOrder: orderOf(stated, shown(columns, [dayAt])),
  };
};
