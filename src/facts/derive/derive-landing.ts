import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import { announce } from '../../foundation/jobs/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { deriveBreakdown } from '../breakdown/derive-breakdown.ts';
import { factsRefreshed } from '../events.ts';
import { deriveOrganic } from '../organic/derive-organic.ts';
import { keepDayStates, landedDays, type StateKind, stateCodes } from './day-states.ts';
import { deriveStructure } from './derive-structure.ts';
import type { Landing, LandingReader } from './landing-reader.ts';
import { levelCode } from './ledger-codes.ts';
import { type Family, type LedgerColumn, ledgerColumns } from './ledger-columns.ts';
import { keepMoment, lockLedger, nextMoment } from './ledger-moment.ts';
import { makeMonths } from './make-months.ts';
import { numberEntities } from './number-entities.ts';
import { stageReport } from './stage-report.ts';
import { type Derived, hasRows, writeChanges, writeNew } from './write-facts.ts';

const nothing: Derived = { added: 0, replaced: 0, gone: 0, days: 0 };

const families: readonly Family[] = ['delivery', 'conversion'];

const carriedOf = (family: Family, columns: readonly LedgerColumn[]): string[] => {
  const own = new Set(ledgerColumns[family].map((column) => column.name));
  return columns.map((column) => column.name).filter((name) => own.has(name));
};

type FamilyInput = {
  readonly kind: StateKind;
  readonly carried: readonly string[];
  readonly knownFrom: string;
  readonly reader: LandingReader;
};

const deriveFamily = async (tx: Tx, { kind, carried, knownFrom, reader }: FamilyInput): Promise<Derived> => {
  if (carried.length === 0) return nothing;
  const { family, clientId, account, head } = kind;
  const { anyLanded, staleDays } = await landedDays(tx, kind);
  const scope = {
    ...{ family, clientId, account, carried, knownFrom, staleDays, ...stateCodes(kind) },
    ...{ level: levelCode(head.level), from: head.from, to: head.to },
    ownRowsOnly: head.imported?.wholeDays === false,
  };
  const isWritten = anyLanded || (await hasRows(tx, scope));
  const written = await (isWritten ? writeChanges : writeNew)(tx, scope);
  const readyDays = await reader.readyDays(tx, head.from);
  const days = await keepDayStates(tx, kind, { readyDays, carried, knownFrom, staleDays });
  return { ...written, days };
};

/** 256 MB of sorting and hashing in the one statement that compares; a re-pull of a large account then stays in memory. */
const WORK_MEMORY = "set local work_mem = '128MB'";

const deriveReport = async (
  tx: Tx,
  clientId: ClientId,
  input: { landing: Landing; reader: LandingReader },
): Promise<Derived> => {
  const { head, body } = input.landing;
  await tx.sql(WORK_MEMORY);
  const columns = await stageReport(tx, head, body);
  await tx.renewClaim();
  const moment = await nextMoment(tx, clientId);
  const { account, lastEntity } = await numberEntities(tx, clientId, { head, moment });
  const total = { ...nothing };
  for (const family of families) {
    await tx.renewClaim();
    const kind = { family, clientId, account, head };
    const derived = await deriveFamily(tx, {
      ...{ kind, knownFrom: moment.knownFrom, reader: input.reader, carried: carriedOf(family, columns) },
    });
    total.added += derived.added;
    total.replaced += derived.replaced;
    total.gone += derived.gone;
    total.days += derived.days;
  }
  if (total.days > 0 || total.added + total.replaced + total.gone > 0 || lastEntity > moment.lastEntity) {
    await keepMoment(tx, clientId, { knownFrom: moment.knownFrom, lastEntity });
  }
  return total;
};

const derivations = {
  report: deriveReport,
  sync: deriveReport,
  structure: deriveStructure,
  organic: deriveOrganic,
  breakdown: deriveBreakdown,
} as const;

/**
 * Derives one landing into the ledger: facts, their past, roll-ups and the state of the days, in one transaction, under a
 * lock per client. Deriving the same landing again, or one that brings nothing new, writes no row. A landing that was pulled
 * before one already derived does not touch the days that one spoke for.
 *
 * @throws FACTS_COLUMN_UNKNOWN, FACTS_LANDING_MALFORMED (kind `bug`); what the reader throws
 * @personal none
 */
export const deriveLanding = async (
  ctx: Context,
  input: { clientId: ClientId; landingId: string },
  reader: LandingReader,
): Promise<Derived> => {
  const claim = { actor: ctx.actor, clientId: input.clientId };
  // A partition is made in a transaction of its own: its lock on the table would else be held for all of a long COPY.
  await withClient(ctx.db, claim, async (tx) => {
    const { head } = await reader.readLanding(tx, input);
    await makeMonths(tx, head);
  });
  return withClient(ctx.db, claim, async (tx) => {
    await lockLedger(tx, input.clientId);
    const landing = await reader.readLanding(tx, input);
    const derived = await derivations[landing.head.kind](tx, input.clientId, { landing, reader });
    if (derived.added + derived.replaced + derived.gone + derived.days > 0) await announce(tx, factsRefreshed, input);
    return derived;
  });
};
