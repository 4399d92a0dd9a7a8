import { type Context, withoutClient } from '../../db/index.ts';
import { addDays, type ClientId, type Day, type FaultFacts } from '../../kit/index.ts';

/** An entry as it is read back. */
export type TrailEntry = {
  /** Its number in the chain. */
  readonly seq: bigint;
  readonly at: Date;
  readonly action: string;
  /** `user:<id>`, `key:<id>`, `cli:<name>` or `system:<name>`. */
  readonly actor: string;
  readonly clientId: ClientId | null;
  readonly subject: string | null;
  readonly facts: FaultFacts;
};

/** Which entries are asked, and whose the asker may see. */
export type TrailQuestion = {
  /** `all`: every client's and the agency's own; a list: only entries of those clients. */
  readonly sees: 'all' | readonly ClientId[];
  readonly clientId?: ClientId | undefined;
  readonly actor?: string | undefined;
  /** An action, or how actions begin: `connect.`. */
  readonly action?: string | undefined;
  readonly from?: Day | undefined;
  /** The last day, included. */
  readonly to?: Day | undefined;
  /** Only what stands before this number in the chain. */
  readonly before?: bigint | undefined;
  readonly limit: number;
};

const clauses = (input: TrailQuestion): { where: string; values: unknown[] } => {
  const values: unknown[] = [];
  const found: string[] = [];
  const add = (text: string, value: unknown): void => {
    values.push(value);
    found.push(text.replaceAll('?', `$${values.length}`));
  };
  if (input.sees !== 'all') add('client_id = any(?::int4[])', input.sees);
  if (input.clientId !== undefined) add('client_id = ?::int4', input.clientId);
  if (input.actor !== undefined) add('actor = ?', input.actor);
  if (input.action !== undefined) add('starts_with(action, ?)', input.action);
  if (input.from !== undefined) add(`recorded_at >= ?::date::timestamp at time zone 'UTC'`, input.from);
  if (input.to !== undefined) add(`recorded_at < ?::date::timestamp at time zone 'UTC'`, addDays(input.to, 1));
  if (input.before !== undefined) add('seq < ?::int8', input.before);
  return { where: found.length === 0 ? '' : `where ${found.join(' and ')}`, values };
};

/**
 * Entries of the audit trail that are linked, the newest first. What was recorded within the last second may not be among
 * them yet.
 *
 * @unit from, to  UTC days, both included
 * @source audit_entries
 * @personal ids of the people who acted
 */
export const listTrail = (ctx: Context, input: TrailQuestion): Promise<TrailEntry[]> => {
  const { where, values } = clauses(input);
  return withoutClient(ctx.db, { actor: ctx.actor }, (tx) =>
    tx.sql<TrailEntry>(
      `select seq, recorded_at as at, action, actor, client_id as "clientId", subject, facts
         from audit_entries ${where} order by seq desc limit ${Math.trunc(input.limit)}`,
      values,
    ),
  );
};
