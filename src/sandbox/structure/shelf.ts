import type { Sandbox } from '../handler.ts';
import type { WorldAccount } from '../world/world.ts';

/** The three kinds of thing an advertiser makes. */
export type Kind = 'campaign' | 'adGroup' | 'ad';

/** An object as Pinterest shows it. */
export type Fields = Record<string, unknown>;

/** What was changed of a thing of the world, or the whole of a thing that was made through the API. */
export type Change = { readonly account: number; readonly index: number; readonly set: Fields };

/**
 * Things made through the API are numbered from here on, above everything the world makes by itself; each number has room
 * in its id (four digits for campaigns, five for the others).
 */
export const firstMade: Readonly<Record<Kind, number>> = { campaign: 8000, adGroup: 60_000, ad: 60_000 };

/** Reads and writes what people and programs did to one account's structure. */
export type Shelf = {
  readonly id: (index: number) => string;
  /** The number behind an id of this account, or undefined. */
  readonly index: (id: string) => number | undefined;
  readonly changes: (index: number) => Fields | undefined;
  readonly change: (index: number, set: Fields) => void;
  /** Numbers of the things made through the API, oldest first. */
  readonly made: () => number[];
  readonly nextIndex: () => number;
};

/** The shelf of one kind in one account. */
export const shelfOf = (sandbox: Sandbox, account: WorldAccount, kind: Kind): Shelf => {
  const stored = sandbox.state.collection<Change>(`changed ${kind} ${account.index}`);
  const id = (index: number): string => sandbox.world.ids[kind](account.index, index);
  const made = (): number[] =>
    [...stored.values()]
      .flatMap((change) => (change.index >= firstMade[kind] ? [change.index] : []))
      .sort((a, b) => a - b);
  return {
    id,
    index: (text) => {
      const found = sandbox.world.ids.read(kind, text);
      return found?.owner === account.index ? found.index : undefined;
    },
    // Most accounts are never touched, and lists ask this of every one of forty thousand ads.
    changes: (index) => (stored.size() === 0 ? undefined : stored.get(id(index))?.set),
    change: (index, set) =>
      stored.put(id(index), { account: account.index, index, set: { ...stored.get(id(index))?.set, ...set } }),
    made,
    nextIndex: () => (made().at(-1) ?? firstMade[kind] - 1) + 1,
  };
};
