import { type Context, withClients } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';

/** How a client's changes at Pinterest stand. */
export type PublishStatus = {
  readonly clientId: ClientId;
  /** Approved, for a moment to come. */
  readonly planned: number;
  /** Their moment is there, and they wait for their turn. */
  readonly due: number;
  /** Sent, or being looked for: nobody knows yet. */
  readonly underWay: number;
  /** Refused, or not known after all looks: somebody has to say. */
  readonly withPerson: number;
  /** Done in the last 24 hours. */
  readonly done: number;
  readonly nextAt: Date | null;
  /** Why nothing happens until somebody acts: a code of a room's `errors.ts`. */
  readonly pausedCode: string | null;
};

/**
 * How the changes of clients stand, one line per client that has any, those that need somebody first.
 * @cost one query over what is not done, and what was done in a day
 * @personal none
 */
export const publishStatus = (ctx: Context, input: { clientIds: readonly ClientId[] }): Promise<PublishStatus[]> =>
  withClients(ctx.db, { actor: ctx.actor, clientIds: input.clientIds }, (tx) =>
    tx.sql<PublishStatus>(
      `select * from (
       select e.client_id as "clientId",
              count(*) filter (where e.state = 'asked' and e.due_at > clock_now())::int4 as planned,
              count(*) filter (where e.state = 'asked' and e.due_at <= clock_now())::int4 as due,
              count(*) filter (where e.state in ('armed', 'unsure'))::int4 as "underWay",
              count(*) filter (where e.state in ('refused', 'held'))::int4 as "withPerson",
              count(*) filter (where e.state = 'done')::int4 as done,
              min(e.due_at) filter (where e.state = 'asked' and e.due_at > clock_now()) as "nextAt",
              (select min(l.paused_code) from act_lanes as l where l.client_id = e.client_id) as "pausedCode"
         from act_effects as e
        where e.client_id = any ($1)
          and (e.state not in ('done', 'dropped') or (e.state = 'done' and e.changed_at > clock_now() - interval '1 day'))
        group by e.client_id) as status
        order by "pausedCode" is null, "withPerson" desc, "nextAt" nulls last, "clientId"`,
      [input.clientIds],
    ),
  );
