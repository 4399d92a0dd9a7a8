import type { Tx } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import type { EffectEntry, EffectKey, EffectState, FoundBy } from '../shapes.ts';
import type { Hold } from './lanes.ts';

/** A row of the ledger as SQL gives it. */
export type EntryRow = {
  client_id: ClientId;
  effect_id: string;
  lane: string;
  effect: EffectKey;
  params: unknown;
  state: EffectState;
  due_at: Date;
  until_at: Date | null;
  sends: number;
  tries: number;
  looks: number;
  armed_at: Date | null;
  outcome_id: string | null;
  found_by: FoundBy | null;
  fault_code: string | null;
  changed_at: Date;
};

/** The columns of `EntryRow`. */
export const entryColumns = `e.client_id, e.effect_id, e.lane, e.effect, e.params, e.state, e.due_at, e.until_at, e.sends,
  e.tries, e.looks, e.armed_at, e.outcome_id, e.found_by, e.fault_code, e.changed_at`;

/** An entry as other rooms see it. */
export const entryOf = (row: EntryRow): EffectEntry => ({
  clientId: row.client_id,
  effectId: row.effect_id,
  lane: row.lane,
  effect: row.effect,
  params: row.params,
  state: row.state,
  dueAt: row.due_at,
  untilAt: row.until_at,
  sends: row.sends,
  armedAt: row.armed_at,
  outcomeId: row.outcome_id,
  foundBy: row.found_by,
  faultCode: row.fault_code,
  changedAt: row.changed_at,
});

/** The first of a lane, with the approval it may need. */
export type FirstRow = EntryRow & {
  is_due: boolean;
  is_late: boolean;
  content_hash: Buffer | null;
  is_approved_now: boolean | null;
};

/**
 * The first of a lane: what is in flight, else what is due first. Undefined when nothing waits.
 * @cost one statement, two index look-ups
 */
export const firstOf = async (tx: Tx, hold: Hold): Promise<FirstRow | undefined> => {
  const [first] = await tx.sql<FirstRow>(
    `with first as (
       (select * from act_effects where client_id = $1 and lane = $2 and state in ('armed', 'unsure'))
       union all
       (select * from act_effects where client_id = $1 and lane = $2 and state = 'asked' order by due_at, place limit 1)
       limit 1)
     select ${entryColumns}, e.due_at <= t.now as is_due, coalesce(e.until_at < t.now, false) as is_late,
            a.content_hash,
            a.withdrawn_at is null and a.from_at <= t.now and t.now < a.until_at as is_approved_now
       from first as e
       cross join (select clock_now() as now) as t
       left join act_approvals as a on a.client_id = e.client_id and a.effect_id = e.effect_id`,
    [hold.clientId, hold.lane],
  );
  return first;
};
