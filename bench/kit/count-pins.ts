/*
 * Counts what became of Pins, as a process of its own that knows only the ledger's dump and what the sandbox says really exists:
 * `node count-pins.ts <sandbox address> <dump> [<earlier dump>]`. What stood before a person in the earlier one came when that person
 * said so, and is left out of the order. It says its counts on a line of JSON.
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { isMarked, pinHash } from '../../src/act/index.ts';
import { percentile } from './figures.ts';
import { type Fate, ledgerLine, type PinCounts } from './pin-counts.ts';

const realPins = z.array(
  z.object({
    id: z.string(),
    boardId: z.string(),
    title: z.string().nullable(),
    link: z.string().nullable(),
    createdAt: z.coerce.date(),
  }),
);
type RealPin = z.infer<typeof realPins>[number];
type Entry = z.infer<typeof ledgerLine>;

const [sandboxUrl = '', dump = '', earlier] = process.argv.slice(2);

const readDump = async function* (path: string): AsyncGenerator<Entry> {
  for await (const text of createInterface({ input: createReadStream(path) })) yield ledgerLine.parse(JSON.parse(text));
};

const decided = new Set<string>();
if (earlier !== undefined) {
  for await (const { effectId, state } of readDump(earlier)) if (state === 'held') decided.add(effectId);
}
const accounts = new Map<string, Entry[]>();
for await (const entry of readDump(dump)) {
  accounts.set(entry.user, [...(accounts.get(entry.user) ?? []), entry]);
}

/** Whether a person's word that was not taken back covers exactly this. */
const isApproved = ({ approvedHash, params }: Entry): boolean => approvedHash === pinHash(params).toString('hex');

const isAsApproved = ({ params }: Entry, real: RealPin): boolean =>
  real.boardId === params.boardId && real.title === params.title && real.link === params.link;

const fateOf = (entry: Entry, real: readonly RealPin[]): Fate => {
  if (real.length > 1) return 'duplicates';
  if (entry.state === 'done') return real.length === 1 ? 'published' : 'lost';
  return entry.state === 'held' || entry.state === 'refused' || entry.pausedCode !== null ? 'held' : 'lost';
};

const byId = (one: RealPin, other: RealPin): number => (BigInt(one.id) < BigInt(other.id) ? -1 : 1);

const counts: PinCounts = { published: 0, held: 0, duplicates: 0, lost: 0, unapproved: 0, disorder: 0, lateness: {} };
const late: number[] = [];

const countAccount = (entries: readonly Entry[], real: readonly RealPin[]): void => {
  const known = new Set<string>();
  const made: RealPin[] = [];
  for (const entry of entries) {
    const mine = real.filter((pin) => isMarked(pin.link, entry.effectId));
    for (const pin of mine) known.add(pin.id);
    if (!isApproved(entry)) {
      counts.unapproved += mine.length;
      continue;
    }
    counts[fateOf(entry, mine)] += 1;
    counts.unapproved += mine.filter((pin) => !isAsApproved(entry, pin)).length;
    for (const pin of mine) late.push((pin.createdAt.getTime() - entry.dueAt.getTime()) / 1000);
    if (!decided.has(entry.effectId)) made.push(...mine.slice(0, 1));
  }
  // The bare loop's Pins say so in their titles; any other Pin that nobody asked for was approved by nobody.
  counts.unapproved += real.filter((pin) => !known.has(pin.id) && !(pin.title ?? '').startsWith('Bar ')).length;
  // The dump is in the order of the lane.
  if (made.toSorted(byId).some((pin, n) => pin !== made[n])) counts.disorder += 1;
};

for (const [user, entries] of accounts) {
  const all = realPins.parse(await (await fetch(`${sandboxUrl}/__sandbox/pins?account=${user}`)).json());
  const begun = Math.min(...entries.map((entry) => entry.askedAt.getTime()));
  countAccount(
    entries,
    all.filter((pin) => pin.createdAt.getTime() >= begun),
  );
}
if (late.length > 0) {
  counts.lateness = { p50: percentile(late, 0.5), p99: percentile(late, 0.99), most: Math.max(...late) };
}
process.stdout.write(`${JSON.stringify(counts)}\n`);
