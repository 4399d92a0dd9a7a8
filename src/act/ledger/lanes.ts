import { type Context, type Tx, withoutClient } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';

/** A lane this process has in hand. The fence grows with every holder, so that what an earlier one says is refused. */
export type Hold = { readonly clientId: ClientId; readonly lane: string; readonly fence: bigint };

// Materialized: a plan that ran the choice once more for each row would take more lanes than were wanted.
const CLAIM = `
with free as materialized (
  select client_id, lane
    from act_lanes
   where due_at <= (select clock_now()) and paused_code is null
     and (wake_at is null or wake_at <= clock_timestamp())
     and (leased_until is null or leased_until <= clock_timestamp())
   order by due_at
   limit $1
     for update skip locked)
update act_lanes as l
   set fence = l.fence + 1, leased_until = clock_timestamp() + $2 * interval '1 millisecond'
  from free
 where l.client_id = free.client_id and l.lane = free.lane
returning l.client_id, l.lane, l.fence::text`;

/**
 * Takes lanes that have something due and that nobody holds, those that wait longest first.
 * @cost one statement over the index of due lanes, whatever the number of clients
 */
export const claimLanes = (ctx: Context, input: { wanted: number; leaseMs: number }): Promise<Hold[]> =>
  withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const rows = await tx.often<{ client_id: ClientId; lane: string; fence: string }>(CLAIM, [
      input.wanted,
      input.leaseMs,
    ]);
    return rows.map((row) => ({ clientId: row.client_id, lane: row.lane, fence: BigInt(row.fence) }));
  });

/** Goes on holding a lane. False when another has taken it since; then nothing may be written for it any more. */
export const keepLane = async (tx: Tx, hold: Hold, leaseMs: number): Promise<boolean> => {
  const kept = await tx.often(
    `update act_lanes set leased_until = clock_timestamp() + $4 * interval '1 millisecond'
      where client_id = $1 and lane = $2 and fence = $3 returning 1`,
    [hold.clientId, hold.lane, String(hold.fence), leaseMs],
  );
  return kept.length === 1;
};

/** Gives a lane back, with when it is next to be looked at, and why nothing may happen meanwhile if so. */
export const freeLane = async (
  tx: Tx,
  hold: Hold,
  rest: { readonly waitMs?: number; readonly pausedCode?: string } = {},
): Promise<void> => {
  await tx.often(
    `update act_lanes
        set leased_until = null,
            wake_at = clock_timestamp() + $4 * interval '1 millisecond',
            paused_code = $5,
            due_at = (select min(case when state = 'asked' then due_at else armed_at end) from act_effects
                       where client_id = $1 and lane = $2 and state in ('asked', 'armed', 'unsure'))
      where client_id = $1 and lane = $2 and fence = $3`,
    [hold.clientId, hold.lane, String(hold.fence), rest.waitMs ?? null, rest.pausedCode ?? null],
  );
};

/** Says that a lane has something to do at a calendar moment. */
export const wantLane = async (tx: Tx, input: { clientId: ClientId; lane: string; dueAt: Date }): Promise<void> => {
  await tx.sql(
    `insert into act_lanes as l (client_id, lane, due_at) values ($1, $2, $3)
     on conflict (client_id, lane) do update set due_at = least(l.due_at, excluded.due_at)`,
    [input.clientId, input.lane, input.dueAt],
  );
};

/** Opens what was paused: all lanes of a client, or one. Returns how many were. */
export const openLanes = async (
  tx: Tx,
  input: { clientId: ClientId; lane?: string; exceptCode?: string },
): Promise<number> => {
  const opened = await tx.sql(
    `update act_lanes set paused_code = null, wake_at = null
      where client_id = $1 and ($2::text is null or lane = $2)
        and paused_code is not null and paused_code is distinct from $3 returning 1`,
    [input.clientId, input.lane ?? null, input.exceptCode ?? null],
  );
  return opened.length;
};
