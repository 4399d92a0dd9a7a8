import type { Tx } from '../../foundation/db/index.ts';
import type { ClientId, Day } from '../../foundation/kit/index.ts';
import type { BreakdownType, LedgerLevel, ReportTime } from '../../pinterest/contract.ts';

/** What a landing is about: one account, one level, some days, and for conversions one window and report time. */
export type LandingHead = {
  readonly landingId: string;
  readonly kind: 'report' | 'sync' | 'structure' | 'organic' | 'breakdown';
  /** Pinterest's ad account id; empty for organic figures, which belong to the client's Pinterest account. */
  readonly account: string;
  readonly level: LedgerLevel;
  readonly from: Day;
  readonly to: Day;
  /** Click/engagement/view days, as `30/30/1`; empty when the landing carries no conversions. */
  readonly window: string;
  readonly reportTime: ReportTime | '';
  /** The targeting types a breakdown speaks for, those without a line too. */
  readonly breakdown?: readonly BreakdownType[];
  /** Pinterest's names of the figures in each line, in order, after entity id and day. */
  readonly columns: readonly string[];
  readonly pulledAt: Date;
  /**
   * A file somebody brought in (docs/decisions/0020): whether it speaks for whole days or for its own rows only, and whether it may go
   * over days Pinterest itself has told about. Absent for Pinterest's own answers.
   */
  readonly imported?: { readonly wholeDays: boolean; readonly overPinterest: boolean } | undefined;
};

/**
 * A landing's head and its decompressed body. A report's is tab-separated lines `entity id, day, figures…` as COPY takes
 * them; a breakdown's have a targeting type and value after the day; organic lines have an empty or a Pin's id, a day, a status and figures; a structure's is one JSON object per line. A line may be cut between chunks.
 */
export type Landing = { readonly head: LandingHead; readonly body: AsyncIterable<Uint8Array> };

/** When Pinterest was first heard to call a day's numbers complete. */
export type ReadyDay = {
  readonly day: Day;
  readonly deliveryReadyAt: Date | null;
  readonly conversionsReadyAt: Date | null;
};

/** What `facts` needs of `ingest`. */
export type LandingReader = {
  /** The body may be read through the same transaction, so it is never read while a COPY runs. */
  readonly readLanding: (tx: Tx, input: { clientId: ClientId; landingId: string }) => Promise<Landing>;
  /** From a day on; days never asked about are absent. */
  readonly readyDays: (tx: Tx, from: Day) => Promise<readonly ReadyDay[]>;
};
