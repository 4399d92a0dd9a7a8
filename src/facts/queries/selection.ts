import type { Tx } from '../../foundation/db/index.ts';
import { type ClientId, type Day, daysBetween, Fault } from '../../foundation/kit/index.ts';
import type { LedgerLevel, ReportTime } from '../../pinterest/contract.ts';
import { levelCode, reportTimeCode, windowCode } from '../derive/ledger-codes.ts';
import { KEPT_FROM } from './kept-days.ts';

/** How conversions are counted: which window, and to which day they are credited. */
export type Attribution = { readonly window: string; readonly reportTime: ReportTime };

/** As Pinterest counts unless asked otherwise, and as every client is collected. @unit days click/engagement/view @personal none */
export const usualAttribution: Attribution = { window: '30/30/1', reportTime: 'TIME_OF_AD_ACTION' };

/** A stretch of the ledger: one account, one level (or one thing of that level) and some days. */
export type Selection = {
  readonly clientId: ClientId;
  /** Pinterest's ad account id. */
  readonly account: string;
  readonly level: LedgerLevel;
  /** Pinterest's id of one thing of that level; all of them when left out. */
  readonly entity?: string | undefined;
  readonly from: Day;
  readonly to: Day;
  readonly attribution?: Attribution | undefined;
};

/** Pinterest answers 914 days back; longer than three years is a mistake of the asker, not a question. */
const LONGEST_DAYS = 1100;

/** @throws FACTS_RANGE_TOO_LONG when the days are more than Pinterest ever answers, or end before they begin */
export const checkRange = (from: Day, to: Day): void => {
  const days = daysBetween(from, to) + 1;
  if (days > LONGEST_DAYS || days < 1) {
    throw new Fault('FACTS_RANGE_TOO_LONG', 'invalid', `A period has 1 to ${LONGEST_DAYS} days.`, { facts: { days } });
  }
};

/** A selection in the ledger's numbers. */
export type Found = {
  readonly account: number;
  readonly entity: number | undefined;
  readonly level: number;
  readonly reportTime: number;
  readonly window: number;
  /** The first day the client's term keeps: `keptPart` holds a period against it. */
  readonly keptFrom: Day;
};

/** Looks up a selection and the client's term in one statement. @throws FACTS_ENTITY_MISSING when the account or thing is not known to this client's ledger */
export const findSelection = async (tx: Tx, selection: Omit<Selection, 'from' | 'to'>): Promise<Found> => {
  const level = levelCode(selection.level);
  const { window, reportTime } = selection.attribution ?? usualAttribution;
  const rows = await tx.sql<{ entity: number; level: number; kept_from: Day }>(
    `select entity, level, ${KEPT_FROM} as kept_from from facts_entities
      where client_id = $1 and ((level = 0 and pinterest_id = $2) or (level = $3 and pinterest_id = $4))`,
    [selection.clientId, selection.account, level, selection.entity ?? selection.account],
  );
  const account = rows.find((row) => row.level === 0);
  const entity = selection.entity === undefined ? undefined : rows.find((row) => row.level === level)?.entity;
  if (account === undefined || (selection.entity !== undefined && entity === undefined)) {
    throw new Fault('FACTS_ENTITY_MISSING', 'missing', 'The ledger does not know this account or thing.', {
      facts: { account: selection.account, entity: selection.entity ?? null },
    });
  }
  return {
    account: account.entity,
    entity,
    level,
    reportTime: reportTimeCode(reportTime),
    window: windowCode(window),
    keptFrom: account.kept_from,
  };
};
