import { z } from 'zod';

const journal = z.object({
  items: z.array(
    z.object({ op: z.string(), status: z.number(), category: z.string().nullable(), overLimit: z.boolean() }),
  ),
});

/** What the sandbox was asked, in its own words. */
export type Journal = z.infer<typeof journal>;

/** Reads the sandbox's journal. */
export const readJournal = async (sandboxUrl: string): Promise<Journal> =>
  journal.parse(await (await fetch(`${sandboxUrl}/__sandbox/requests`)).json());

/** The calls of a night, sorted by what the minimum speaks of. */
export type NightCalls = {
  /** What the minimum counts: walks, reports with one look each, downloads, ready days, and anything unforeseen. */
  readonly needed: number;
  readonly reports: number;
  /** Looks at a report beyond its first. */
  readonly furtherPolls: number;
  /** Organic analytics, boards and Pins. */
  readonly organic: number;
  readonly overLimit: number;
};

/** Sorts the calls of a journal from an entry on. Unknown operations count as needed: a forgotten one must not look cheap. */
export const nightCalls = ({ items }: Journal, from: number): NightCalls => {
  const night = items.slice(from);
  const count = (op: string): number => night.filter((item) => item.op === op).length;
  const reports = count('analytics/create_report');
  const furtherPolls = Math.max(0, count('analytics/get_report') - reports);
  // `user_account/get` belongs to connecting, although Pinterest counts it as organic.
  const organic = night.filter((item) => item.category?.startsWith('org_') && item.op !== 'user_account/get').length;
  const overLimit = night.filter((item) => item.overLimit).length;
  return { needed: night.length - furtherPolls - organic, reports, furtherPolls, organic, overLimit };
};
