import type { ClientId, Day } from '../../foundation/kit/index.ts';
import { DELIVERY } from './ledger-codes.ts';
import { type Family, ledgerColumns } from './ledger-columns.ts';

/**
 * The stretch of the ledger one landing speaks for: everything of one family, account, level and range of days (for
 * conversions also of one report time and window), minus the days it may not touch
 * (a later pull has spoken for them).
 */
export type LedgerScope = {
  readonly family: Family;
  readonly clientId: ClientId;
  readonly account: number;
  readonly level: number;
  readonly reportTime: number;
  readonly window: number;
  readonly from: Day;
  readonly to: Day;
  readonly staleDays: readonly Day[];
  /** True when the landing speaks for its own rows only: rows it lacks are not gone. */
  readonly ownRowsOnly: boolean;
  /** The columns the landing carries; the others keep what they had. */
  readonly carried: readonly string[];
  /** Timestamp with microseconds, as the database wrote it. */
  readonly knownFrom: string;
};

/** The tables a family's rows live in. @personal none */
export const familyTables = {
  delivery: {
    facts: 'facts_ad_days',
    past: 'facts_ad_days_past',
    accountDays: 'facts_account_days',
    entityMonths: 'facts_entity_months',
  },
  conversion: {
    facts: 'facts_ad_conversions',
    past: 'facts_ad_conversions_past',
    accountDays: 'facts_account_conversions',
    entityMonths: 'facts_entity_conversion_months',
  },
} as const satisfies Record<Family, object>;

/*
 * The statements of this shelf are built from the lists of columns and from values of three kinds only: numbers, days (a
 * brand that is checked) and moments the database itself wrote. None can carry SQL, and written out they let the planner
 * see which months a statement touches; as parameters of an INSERT … SELECT it would plan for all.
 */

/** Names of all columns of a family. @personal none */
export const columnNames = (family: Family): string[] => ledgerColumns[family].map((column) => column.name);

/** The key columns before the day, as names and as the scope's values in the same order. @personal none */
export const scopeKey = (scope: LedgerScope): { names: string; values: string } => {
  const names = ['client_id', 'account', 'level'];
  const values: number[] = [scope.clientId, scope.account, scope.level];
  if (scope.reportTime !== DELIVERY) {
    names.push('report_time', 'window_code');
    values.push(scope.reportTime, scope.window);
  }
  return { names: names.join(', '), values: values.join(', ') };
};

/** The condition for rows `t` of the scope's own facts or roll-ups. @personal none */
export const inScope = (scope: LedgerScope, t: string): string => {
  const window =
    scope.reportTime === DELIVERY
      ? ''
      : ` and ${t}.report_time = ${scope.reportTime} and ${t}.window_code = ${scope.window}`;
  return (
    `${t}.client_id = ${scope.clientId} and ${t}.account = ${scope.account} and ${t}.level = ${scope.level}${window}` +
    ` and ${t}.day between '${scope.from}' and '${scope.to}'${notStale(scope, t)}`
  );
};

/** The condition that leaves out days of which a later pull is known. @personal none */
export const notStale = (scope: LedgerScope, t: string): string =>
  scope.staleDays.length === 0 ? '' : ` and ${t}.day <> all ('{${scope.staleDays.join(',')}}'::date[])`;

/** True for a row in which any of the columns is not zero. @personal none */
export const anyNonZero = (columns: readonly string[], prefix: string): string =>
  `(${columns.map((name) => `${prefix}${name} <> 0`).join(' or ')})`;
