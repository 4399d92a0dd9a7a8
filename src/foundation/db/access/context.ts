import type { Clock } from '../../kit/index.ts';
import type { Log } from '../../runtime/index.ts';
import type { Actor } from './claim.ts';
import type { Database } from './database.ts';

/** What every function of a room is given first: the database, the calendar clock, the log and who acts. */
export type Context = {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly actor: Actor;
};
