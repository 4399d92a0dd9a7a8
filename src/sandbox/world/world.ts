import { draw, pick, seedFor } from './hash.ts';
import { createIds, type Ids } from './ids.ts';
import { businesses } from './names.ts';

/** The worlds a sandbox can be: three clients for tests, a whole agency for the demo, four hundred accounts for benches. */
export type WorldName = 'small' | 'agency' | 'large';

/** A Pinterest account that can consent. */
export type WorldUser = {
  readonly index: number;
  readonly id: string;
  readonly username: string;
  readonly accountType: 'BUSINESS' | 'PINNER';
  readonly businessName: string;
  readonly website: string;
  readonly country: string;
  readonly currency: string;
  readonly boards: number;
  readonly pins: number;
  /** Whether this is one of the world's clients; the others are an ordinary Pinner and an agency with access to all. */
  readonly client: boolean;
};

/** An ad account: whose it is, and who else may do what there. */
export type WorldAccount = {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly owner: WorldUser;
  readonly currency: string;
  readonly country: string;
  /** How many ads stand in its lists, archived ones included, when that number is fixed; undefined for an ordinary account. */
  readonly fixedAds: number | undefined;
  readonly access: readonly { readonly user: number; readonly roles: readonly string[] }[];
};

/** The unchanging part of a sandbox: who and what exists by seed alone. */
export type World = {
  readonly name: WorldName;
  readonly seed: number;
  readonly ids: Ids;
  readonly users: readonly WorldUser[];
  readonly accounts: readonly WorldAccount[];
  readonly user: (id: string) => WorldUser | undefined;
  readonly account: (id: string) => WorldAccount | undefined;
};

type Size = { clients: number; secondAccounts: number; manyAds: number; manyAdsUser: number; manyBoards: number };

const sizes: Readonly<Record<WorldName, Size>> = {
  small: { clients: 3, secondAccounts: 1, manyAds: 260, manyAdsUser: 0, manyBoards: 260 },
  agency: { clients: 40, secondAccounts: 4, manyAds: 40_000, manyAdsUser: 1, manyBoards: 600 },
  large: { clients: 400, secondAccounts: 0, manyAds: 40_000, manyAdsUser: 1, manyBoards: 600 },
};

const homes = [
  { country: 'NL', currency: 'EUR' },
  { country: 'SE', currency: 'SEK' },
  { country: 'GB', currency: 'GBP' },
  { country: 'NL', currency: 'EUR' },
  { country: 'US', currency: 'USD' },
  { country: 'BE', currency: 'EUR' },
  { country: 'DK', currency: 'DKK' },
  { country: 'NL', currency: 'EUR' },
  { country: 'PL', currency: 'PLN' },
  { country: 'CH', currency: 'CHF' },
] as const;

const createUsers = (world: { name: WorldName; seed: number; ids: Ids }): WorldUser[] => {
  const size = sizes[world.name];
  const seed = seedFor(world.seed, 'users');
  const clients = Array.from({ length: size.clients }, (_, index): WorldUser => {
    const business = businesses(world.seed, index);
    const home = homes[index % homes.length] ?? homes[0];
    return {
      index,
      id: world.ids.user(index),
      username: business.username,
      accountType: 'BUSINESS',
      businessName: business.name,
      website: `https://www.${business.username}.example`,
      ...home,
      boards: index === 0 ? size.manyBoards : 6 + (draw(seed, index, 1) % 18),
      pins: 60 + (draw(seed, index, 2) % 180),
      client: true,
    };
  });
  const other = (offset: number, more: Pick<WorldUser, 'username' | 'accountType' | 'businessName'>): WorldUser => ({
    index: size.clients + offset,
    id: world.ids.user(size.clients + offset),
    website: `https://www.${more.username}.example`,
    ...homes[0],
    boards: 5,
    pins: 40,
    client: false,
    ...more,
  });
  return [
    ...clients,
    other(0, { username: 'sanne.prikt', accountType: 'PINNER', businessName: '' }),
    other(1, { username: 'bureauprikkel', accountType: 'BUSINESS', businessName: 'Bureau Prikkel' }),
  ];
};

const createAccounts = (world: {
  name: WorldName;
  seed: number;
  ids: Ids;
  users: readonly WorldUser[];
}): WorldAccount[] => {
  const size = sizes[world.name];
  const agency = world.users.find((user) => !user.client && user.accountType === 'BUSINESS');
  const owners = world.users.filter((user) => user.client);
  const seconds = owners.filter(
    (user) => user.index >= 1 && user.index <= size.secondAccounts * 2 && user.index % 2 === 1,
  );
  const make = (owner: WorldUser, index: number): WorldAccount => {
    const second = index >= owners.length;
    const next = owners[(owner.index + 1) % owners.length];
    const analyst = ['ANALYST'];
    const manager = pick([['ADMIN'], ['CAMPAIGN_MANAGER', 'ANALYST']], draw(world.seed, 31, index));
    return {
      index,
      id: world.ids.adAccount(index),
      name: second ? `${owner.businessName} outlet` : owner.businessName,
      owner,
      currency: owner.currency,
      country: owner.country,
      fixedAds: !second && owner.index === size.manyAdsUser ? size.manyAds : undefined,
      access: [
        { user: owner.index, roles: ['OWNER'] },
        ...(agency ? [{ user: agency.index, roles: manager }] : []),
        // Every tenth account is also shared with another client's person: the list a token reaches is wider than what is its own.
        ...(index % 10 === 0 && next && next !== owner ? [{ user: next.index, roles: analyst }] : []),
      ],
    };
  };
  return [...owners, ...seconds].map(make);
};

/** The world of that name and seed. The same arguments always give the same world. */
export const createWorld = (input: { name: WorldName; seed: number }): World => {
  const ids = createIds(input.seed);
  const users = createUsers({ ...input, ids });
  const accounts = createAccounts({ ...input, ids, users });
  return {
    ...input,
    ids,
    users,
    accounts,
    user: (id) => {
      const found = ids.read('user', id);
      return found && users[found.owner];
    },
    account: (id) => {
      const found = ids.read('adAccount', id);
      return found && found.index === 0 ? accounts[found.owner] : undefined;
    },
  };
};

/** What a person may do in an ad account; empty when they have no access. */
export const rolesOf = (account: WorldAccount, user: WorldUser): readonly string[] =>
  account.access.find((entry) => entry.user === user.index)?.roles ?? [];
