import pg from 'pg';
import type { FaultKind } from '../../kit/index.ts';
import { Fault } from '../../kit/index.ts';

type Reading = { readonly code: string; readonly kind: FaultKind; readonly message: string };

const busy: Reading = {
  code: 'DB_BUSY',
  kind: 'upstream',
  message: 'No connection to the database came free in time.',
};

// Fixed sentences: PostgreSQL's own messages quote values of rows.
const byState: Readonly<Record<string, Reading>> = {
  '23505': { code: 'DB_DUPLICATE', kind: 'conflict', message: 'A row with this key exists.' },
  '23503': { code: 'DB_REFERENCE', kind: 'conflict', message: 'A row refers to one that is not there.' },
  '40001': { code: 'DB_CONTENTION', kind: 'upstream', message: 'Another transaction was first; nothing was changed.' },
  '40P01': {
    code: 'DB_CONTENTION',
    kind: 'upstream',
    message: 'Two transactions waited for each other; nothing was changed.',
  },
  '55P03': { code: 'DB_CONTENTION', kind: 'upstream', message: 'A lock was not free in time; nothing was changed.' },
  '57014': { code: 'DB_TIMEOUT', kind: 'upstream', message: 'A statement took too long and was stopped.' },
  '42501': {
    code: 'DB_REFUSED',
    kind: 'forbidden',
    message: 'The database role or the row policy does not allow this.',
  },
  '25006': { code: 'DB_READ_ONLY', kind: 'bug', message: 'A transaction over many clients only reads.' },
  PB001: {
    code: 'DB_CLAIM_EXPIRED',
    kind: 'upstream',
    message: 'The claim of a transaction expired; long work renews it.',
  },
  PB002: { code: 'DB_CLAIM_INVALID', kind: 'bug', message: 'The claim of a transaction is valid for too long.' },
  '53100': { code: 'DB_FULL', kind: 'upstream', message: 'The database has no disk space left.' },
  '53300': busy,
  '28P01': {
    code: 'DB_LOGIN',
    kind: 'bug',
    message: 'The database does not accept this login: run migrate with the same key file.',
  },
  '28000': {
    code: 'DB_LOGIN',
    kind: 'bug',
    message: 'The database does not accept this login: run migrate with the same key file.',
  },
  '3D000': { code: 'DB_ABSENT', kind: 'bug', message: 'The database does not exist: run migrate.' },
};

// Classes whose messages name identifiers of our own SQL, never values.
const ourSql = /^(42(601|703|883|P0[1-9]|P10|702|803|804|846|939)|0A000|3F000|P0001)$/;

const lost: Reading = {
  code: 'DB_LOST',
  kind: 'upstream',
  message: 'The connection to the database was lost; nothing was changed.',
};

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');

/** True when the connection is gone, whatever pg calls it. */
export const isLost = (error: unknown): boolean => {
  if (error instanceof Fault) return error.code === 'DB_LOST';
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  return (
    /^(08|57P0[123])/.test(code) ||
    networkCodes.has(code) ||
    /Connection terminated|connection timeout|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|Client was closed/i.test(
      error.message,
    )
  );
};

// The pool's words for: every connection is taken and none came free.
const isCrowded = (error: Error): boolean => /timeout exceeded when trying to connect/.test(error.message);

const readingOf = (error: Error): Reading => {
  if (isCrowded(error)) return busy;
  if (isLost(error)) return lost;
  const state = codeOf(error);
  const known = byState[state];
  if (known !== undefined) return known;
  const message = ourSql.test(state) ? error.message : `PostgreSQL refused a statement (${state || 'no code'}).`;
  return { code: 'DB_STATEMENT', kind: 'bug', message };
};

/**
 * Turns what pg throws into a Fault that holds no values: detail, where, hint, internal query and parameters stay behind;
 * names of table, column and constraint, and the SQLSTATE, come along as facts.
 */
export const asDbFault = (error: unknown): unknown => {
  if (error instanceof Fault || !(error instanceof Error)) return error;
  const isPg = error instanceof pg.DatabaseError;
  if (!isPg && !isLost(error)) return error;
  const reading = readingOf(error);
  const fault = new Fault(reading.code, reading.kind, reading.message, {
    facts: isPg
      ? {
          sqlState: error.code ?? '',
          ...(error.table === undefined ? {} : { table: error.table }),
          ...(error.column === undefined ? {} : { column: error.column }),
          ...(error.constraint === undefined ? {} : { constraint: error.constraint }),
        }
      : {},
  });
  return fault;
};

/** Runs a statement and turns its failure into a Fault without values. */
export const cleanly = async <Result>(run: () => Promise<Result>): Promise<Result> => {
  try {
    return await run();
  } catch (error) {
    throw asDbFault(error);
  }
};
