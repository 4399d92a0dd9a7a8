import type { LandingHead, LandingReader, ReadyDay } from '../../src/facts/index.ts';
import { type ClientId, type Day, newClientId, parseDay, uuidv7 } from '../../src/foundation/kit/index.ts';
import { adColumns, type BreakdownType, conversionColumns } from '../../src/pinterest/contract.ts';

/** One line of a report: an entity's figures of one day, by Pinterest's names; those left out are zero. */
export type ReportRow = { readonly id: string; readonly day: string } & Readonly<Record<string, string | number>>;

/** Landings kept in memory: what the ledger reads through its port, without the pulling that makes them. */
export type LandingShelf = {
  readonly reader: LandingReader;
  readonly ready: ReadyDay[];
  readonly addReport: (
    more: Partial<LandingHead> & { from: Day; to: Day; pulledAt: Date },
    rows: readonly ReportRow[],
  ) => string;
  /** Lines split by targeting: each row says of what type and value it is. */
  readonly addBreakdown: (
    more: Partial<LandingHead> & { from: Day; to: Day; pulledAt: Date; breakdown: readonly BreakdownType[] },
    rows: readonly (ReportRow & { type: BreakdownType; value: string })[],
  ) => string;
  readonly addStructure: (
    more: Partial<LandingHead> & { level: LandingHead['level']; pulledAt: Date },
    items: readonly Record<string, unknown>[],
  ) => string;
};

const line = (columns: readonly string[], row: ReportRow): string =>
  [row.id, row.day, ...columns.map((name) => String(row[name] ?? 0))].join('\t');

let count = 0;

export const day = (text: string): Day => parseDay(text);
export const at = (text: string): Date => new Date(text);
export const aClient = (): ClientId => newClientId();

/** All figures of the ledger, as a report by ad action asks them. */
export const allColumns: readonly string[] = Object.keys(adColumns);
export { conversionColumns };

/** The figures of parts, as the first report of an account asks them. */
const breakdownColumns: readonly string[] = [
  ...['SPEND_IN_MICRO_DOLLAR', 'IMPRESSION_1', 'IMPRESSION_2', 'CLICKTHROUGH_1', 'CLICKTHROUGH_2'],
  ...['OUTBOUND_CLICK_1', 'OUTBOUND_CLICK_2', 'REPIN_1', 'REPIN_2', 'ENGAGEMENT_1', 'ENGAGEMENT_2'],
  ...['TOTAL_CONVERSIONS', 'TOTAL_CHECKOUT', 'TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR'],
];

export const landingShelf = (): LandingShelf => {
  const kept = new Map<string, { head: LandingHead; text: string }>();
  const ready: ReadyDay[] = [];
  const add = (head: Omit<LandingHead, 'landingId'>, text: string): string => {
    count += 1;
    const landingId = uuidv7(1_700_000_000_000 + count);
    kept.set(landingId, { head: { ...head, landingId }, text });
    return landingId;
  };
  const usual = {
    account: '549755885175',
    level: 'ad',
    window: '30/30/1',
    reportTime: 'TIME_OF_AD_ACTION',
    columns: allColumns,
  } as const;
  return {
    ready,
    reader: {
      readLanding: async (_tx, { landingId }) => {
        const landing = kept.get(landingId);
        if (landing === undefined) throw new Error('no such landing');
        const body = async function* () {
          // Cut at awkward places, as compressed pieces are.
          const bytes = Buffer.from(landing.text);
          for (let from = 0; from < bytes.length; from += 777) yield bytes.subarray(from, from + 777);
        };
        return { head: landing.head, body: body() };
      },
      readyDays: async (_tx, from) => ready.filter((each) => each.day >= from),
    },
    addReport: (more, rows) => {
      const head = { kind: 'report' as const, ...usual, ...more };
      return add(head, rows.map((row) => `${line(head.columns, row)}\n`).join(''));
    },
    addBreakdown: (more, rows) => {
      const head = {
        kind: 'breakdown' as const,
        ...usual,
        level: 'account' as const,
        columns: breakdownColumns,
        ...more,
      };
      const figures = (row: ReportRow) => head.columns.map((name) => String(row[name] ?? 0));
      const lines = rows.map((row) => `${[row.id, row.day, row.type, row.value, ...figures(row)].join('\t')}\n`);
      return add({ ...usual, ...head }, lines.join(''));
    },
    addStructure: (more, items) => {
      const from = parseDay(more.pulledAt.toISOString().slice(0, 10));
      const head = {
        kind: 'structure' as const,
        ...usual,
        from,
        to: from,
        ...more,
        columns: [],
        window: '',
        reportTime: '' as const,
      };
      return add(head, items.map((item) => `${JSON.stringify(item)}\n`).join(''));
    },
  };
};
