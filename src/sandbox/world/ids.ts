import { draw } from './hash.ts';

/**
 * Ids are readable by arithmetic: kind, a mark of the seed, the account's number, the thing's number. Ascending id is
 * ascending age, as at Pinterest, and one place turns an id back into a number without a table.
 */
export type Ids = {
  readonly user: (user: number) => string;
  readonly adAccount: (account: number) => string;
  readonly campaign: (account: number, index: number) => string;
  readonly adGroup: (account: number, index: number) => string;
  readonly ad: (account: number, index: number) => string;
  /** 18 digits, more than a double holds. */
  readonly board: (user: number, index: number) => string;
  /** 18 digits, more than a double holds. */
  readonly pin: (user: number, index: number) => string;
  /** The owner's number and the thing's number behind an id, or undefined when it is not one of this world's. */
  readonly read: (kind: IdKind, id: string) => { owner: number; index: number } | undefined;
};

/** The kinds of thing whose ids the world hands out. */
export type IdKind = 'user' | 'adAccount' | 'campaign' | 'adGroup' | 'ad' | 'board' | 'pin';

const widths: Readonly<Record<IdKind, { prefix: string; index: number }>> = {
  user: { prefix: '7138465120', index: 0 },
  adAccount: { prefix: '5497', index: 2 },
  campaign: { prefix: '626', index: 4 },
  adGroup: { prefix: '268', index: 5 },
  ad: { prefix: '687', index: 5 },
  board: { prefix: '47288', index: 7 },
  pin: { prefix: '98304', index: 7 },
};

/** The ids of one seed. */
export const createIds = (seed: number): Ids => {
  const mark = String(100 + (draw(seed, 77) % 900));
  const make = (kind: IdKind, owner: number, index: number): string => {
    const width = widths[kind];
    const tail = width.index === 0 ? '' : String(index).padStart(width.index, '0');
    return `${width.prefix}${mark}${String(owner).padStart(3, '0')}${tail}`;
  };
  return {
    user: (user) => make('user', user, 0),
    adAccount: (account) => make('adAccount', account, 0),
    campaign: (account, index) => make('campaign', account, index),
    adGroup: (account, index) => make('adGroup', account, index),
    ad: (account, index) => make('ad', account, index),
    board: (user, index) => make('board', user, index),
    pin: (user, index) => make('pin', user, index),
    read: (kind, id) => {
      const width = widths[kind];
      const head = width.prefix + mark;
      if (!id.startsWith(head) || id.length !== head.length + 3 + width.index) return undefined;
      const owner = Number(id.slice(head.length, head.length + 3));
      const index = width.index === 0 ? 0 : Number(id.slice(head.length + 3));
      return Number.isInteger(owner) && Number.isInteger(index) ? { owner, index } : undefined;
    },
  };
};
