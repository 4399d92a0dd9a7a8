import { type Context, withClient } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import type { LedgerLevel } from '../../pinterest/contract.ts';
import { levelOf } from '../derive/ledger-codes.ts';
import { isKept } from './kept-days.ts';

/** A change of a name, status or budget that was seen between two walks over an account. */
export type Drift = {
  /** Pinterest's ids. */
  readonly account: string;
  readonly entity: string;
  readonly level: LedgerLevel;
  readonly field: 'name' | 'status' | 'budget' | 'listed';
  /** As text; budgets in micros of the account's currency. */
  readonly before: string | null;
  readonly after: string | null;
  /** When Pinterest says the thing was last changed, where it says so. */
  readonly changedAt: Date | null;
  readonly noticedAt: Date;
};

const DRIFT = `
  with steps as (
    select v.entity, v.known_from, v.changed_at,
           row_number() over w as step,
           array[v.name, v.status, v.budget_micros::text, v.listed::text] as now,
           lag(array[v.name, v.status, v.budget_micros::text, v.listed::text]) over w as before
      from facts_entity_versions v where v.client_id = $1 window w as (partition by v.entity order by v.known_from))
  select a.pinterest_id as account, e.pinterest_id as entity, e.level, f.field, s.before[f.place] as before,
         s.now[f.place] as after, s.changed_at, s.known_from as noticed_at
    from steps s
    join facts_entities e on e.client_id = $1 and e.entity = s.entity
    join facts_entities a on a.client_id = $1 and a.entity = e.account
    cross join (values ('name', 1), ('status', 2), ('budget', 3), ('listed', 4)) f(field, place)
   where s.step > 1 and s.before[f.place] is distinct from s.now[f.place]
     and ${isKept("(s.known_from at time zone 'UTC')")} and ($2::timestamptz is null or s.known_from >= $2)
   order by s.known_from, a.pinterest_id collate "C", e.pinterest_id collate "C", f.place`;

/**
 * What was changed at Pinterest between walks: names, statuses, budgets, and things that are listed no more; oldest first.
 * Nothing in this house changes anything at Pinterest yet, so every change is somebody else's.
 *
 * @source facts_entity_versions
 * @personal none
 */
export const listDrift = (ctx: Context, input: { clientId: ClientId; since?: Date | undefined }): Promise<Drift[]> =>
  withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, async (tx) => {
    const rows = await tx.sql<
      Omit<Drift, 'level' | 'changedAt' | 'noticedAt'> & { level: number; changed_at: Date; noticed_at: Date }
    >(DRIFT, [input.clientId, input.since ?? null]);
    return rows.map(({ changed_at, noticed_at, ...row }) => ({
      ...row,
      level: levelOf(row.level),
      changedAt: changed_at,
      noticedAt: noticed_at,
    }));
  });
