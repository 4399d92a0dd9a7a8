import { createWorld, type WorldName } from './world.ts';

/** One client of a world: whom to consent as, and what the agency would call them. */
export type WorldClient = {
  readonly user: string;
  /** Its website lies at `/sites/<username>`. */
  readonly username: string;
  readonly name: string;
  readonly country: string;
};

/**
 * The clients of a world in order, so that a demo can connect each through the consent page.
 *
 * @personal invented people only
 */
export const listWorldClients = (input: { name: WorldName; seed: number }): WorldClient[] =>
  createWorld(input)
    .users.filter((user) => user.client)
    .map((user) => ({ user: user.id, username: user.username, name: user.businessName, country: user.country }));
