/** One call as it came in. */
export type JournalEntry = {
  /** Real time: the time limits are counted in. */
  readonly at: string;
  readonly op: string;
  readonly user: string | null;
  /** The ad account in the path or query. */
  readonly account: string | null;
  /** 0 when no answer was given (time-out, reset). */
  readonly status: number;
  readonly category: string | null;
  readonly overLimit: boolean;
  readonly fault: string | null;
  /** Whether the answer carried the planted text. */
  readonly planted: boolean;
};

/** What this Pinterest was asked, in the order of arrival of the answers. */
export type Journal = {
  readonly add: (entry: JournalEntry) => void;
  readonly read: () => { items: readonly JournalEntry[]; totals: Record<string, number>; overLimit: number };
  readonly clear: () => void;
};

/** A million calls are about 300 MB; a bench makes a hundred thousand. Older entries go first, totals stay. */
const KEPT = 1_000_000;

/** An empty journal. */
export const createJournal = (): Journal => {
  let items: JournalEntry[] = [];
  let totals = new Map<string, number>();
  let overLimit = 0;
  return {
    add: (entry) => {
      if (items.length >= KEPT) items = items.slice(KEPT / 10);
      items.push(entry);
      totals.set(entry.op, (totals.get(entry.op) ?? 0) + 1);
      if (entry.overLimit) overLimit += 1;
    },
    read: () => ({ items, totals: Object.fromEntries(totals), overLimit }),
    clear: () => {
      items = [];
      totals = new Map();
      overLimit = 0;
    },
  };
};
