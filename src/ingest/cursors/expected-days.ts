import { getClient, keptFrom } from '../../clients/index.ts';
import { boundAdAccounts } from '../../connect/index.ts';
import { type Context, withClient } from '../../foundation/db/index.ts';
import { type ClientId, type Day, dayOf, earlierDay, laterDay } from '../../foundation/kit/index.ts';
import type { LedgerLevel, ReportTime } from '../../pinterest/contract.ts';
import { linesOf, type Wanted } from '../plans/plan-chunks.ts';
import { answerableRange, type DayRange, uncoveredRanges } from '../plans/report-ranges.ts';
import { readCoverage } from './coverage.ts';
import { listChunkReasons } from './progress.ts';

/** Days that ought to be in the ledger, and why they might not be. */
export type ExpectedDays = {
  readonly account: string;
  readonly level: LedgerLevel;
  readonly reportTime: ReportTime;
  readonly window: string;
  readonly from: Day;
  readonly to: Day;
  /**
   * `landed`: here, and about to be derived · `planned`, `asked`: on their way · a fault code: given up for tonight ·
   * `not-planned`: nobody has asked yet.
   */
  readonly reason: string;
};

type Reason = { readonly range: DayRange; readonly reason: string };

const inside = (range: DayRange, wanted: DayRange): DayRange | undefined => {
  const from = laterDay(range.from, wanted.from);
  const to = earlierDay(range.to, wanted.to);
  return from <= to ? { from, to } : undefined;
};

// The strongest reason first; each takes the days the earlier ones left.
const split = (wanted: DayRange, reasons: readonly Reason[]): Reason[] => {
  const taken: DayRange[] = [];
  const parts: Reason[] = [];
  for (const { range, reason } of [...reasons, { range: wanted, reason: 'not-planned' }]) {
    const part = inside(range, wanted);
    if (part === undefined) continue;
    for (const free of uncoveredRanges(part, taken)) parts.push({ range: free, reason });
    taken.push(part);
  }
  return parts;
};

/**
 * Every day of every account, level, report time and window that Pinterest can answer for and the client's term keeps, up to yesterday, with what is
 * known of why it might be missing. `facts` holds this against the ledger; what is not there is a gap.
 * @source ingest_coverage, ingest_chunks
 * @cost three queries and one per ad account
 * @personal none
 */
export const expectedDays = async (ctx: Context, input: { clientId: ClientId }): Promise<ExpectedDays[]> => {
  const { clientId } = input;
  const { windows, reportTimes, keepMonths } = (await getClient(ctx, { clientId })).settings;
  const accounts = await boundAdAccounts(ctx, { clientId });
  const today = dayOf(ctx.clock.now());
  const kept = keptFrom(keepMonths, today);
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const chunks = await listChunkReasons(tx, { clientIds: [clientId] });
    const expected: ExpectedDays[] = [];
    for (const { adAccountId: account } of accounts) {
      const coverage = await readCoverage(tx, { clientId, account });
      const wanted: Wanted = { account, today, keptFrom: kept, windows, reportTimes, coverage };
      for (const line of linesOf(wanted)) {
        const isSame = (each: { level: string; reportTime: string; window: string }) =>
          each.level === line.level && each.reportTime === line.reportTime && each.window === line.window;
        const reasons: Reason[] = [
          ...coverage
            .filter((piece) => piece.breakdown === '' && isSame(piece))
            .map(({ range }) => ({ range, reason: 'landed' })),
          ...chunks
            .filter((chunk) => chunk.account === account && isSame(chunk))
            .map((chunk) => ({ range: chunk, reason: chunk.faultCode ?? chunk.state })),
        ];
        for (const { range, reason } of split(answerableRange(today, kept), reasons)) {
          expected.push({ account, ...line, from: range.from, to: range.to, reason });
        }
      }
    }
    return expected;
  });
};
