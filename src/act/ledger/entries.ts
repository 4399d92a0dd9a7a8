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

const withApproval = `${entryColumns}, e.due_at <= t.now as is_due, coalesce(e.until_at < t.now, false) as is_late,
       a.content_hash, a.withdrawn_at is null and a.from_at <= t.now and t.now < a.until_at as is_approved_now
  from (select clock_now() as now) as t
  left join first as e on true
  left join act_approvals as a on a.client_id = e.client_id and a.effect_id = e.effect_id`;

const FIRST = `
with first as (
  (select * from act_effects where client_id = $1 and lane = $2 and state in ('armed', 'unsure'))
  union all
  (select * from act_effects where client_id = $1 and lane = $2 and state = 'asked' order by due_at, place limit 1)
  limit 1)
select ${withApproval}`;

/** No row is all null: there is always an id. */
const orNone = <Row extends { effect_id: string | null }>(row: Row | undefined): Row | undefined =>
  row === undefined || row.effect_id === null ? undefined : row;

/**
 * The first of a lane: what is in flight, else what is due first. Undefined when nothing waits.
 * @cost one statement, two index look-ups
 */
export const firstOf = async (tx: Tx, hold: Hold): Promise<FirstRow | undefined> => {
  const [first] = await tx.often<FirstRow>(FIRST, [hold.clientId, hold.lane]);
  return orNone(first);
};

/** Where an entry stands from now on. */
export type Standing = {
  readonly state: EffectState;
  readonly faultCode: string | null;
  readonly looks: number;
  /** One more of the tries it has is gone. */
  readonly isTry: boolean;
  readonly outcomeId: string | null;
  readonly foundBy: FoundBy | null;
};

// All of it in one statement, for it runs for each thing that is sent. What is written is left out of what comes next, for one
// statement does not see its own changes.
const TURN = `
with kept as (
  update act_lanes set leased_until = clock_timestamp() + $4 * interval '1 millisecond'
   where client_id = $1 and lane = $2 and fence = $3 returning 1),
written as (
  update act_effects
     set state = $6, fault_code = $7, changed_at = clock_now(), looks = $8,
         tries = case when $9 then tries + 1 else tries end, outcome_id = $10, found_by = $11,
         ended_at = case when $6 = 'unsure' and state = 'armed' then clock_timestamp() else ended_at end
   where client_id = $1 and effect_id = $5 and fence <= $3 and state in ('asked', 'armed', 'unsure')
     and exists (select from kept)
  returning 1),
first as (
  select * from act_effects
   where client_id = $1 and lane = $2 and state = 'asked' and effect_id <> $5 order by due_at, place limit 1)
select (select count(*) from kept)::int4 as kept, (select count(*) from written)::int4 as written, ${withApproval}`;

/** What came of writing: whether the lane is still in hand and the entry was where it was left, and what comes after it. */
export type Turn = {
  readonly isHeld: boolean;
  readonly isWritten: boolean;
  /** The first of the lane after it, unless the entry itself waits on. */
  readonly after: FirstRow | undefined;
};

/**
 * Goes on holding a lane, writes where its present entry stands, and looks what comes after it. Without the lane nothing is
 * written.
 * @cost one statement
 */
export const turn = async (
  tx: Tx,
  hold: Hold,
  input: { leaseMs: number; effectId: string; standing: Standing },
): Promise<Turn> => {
  const { leaseMs, effectId, standing } = input;
  const [row] = await tx.often<FirstRow & { kept: number; written: number }>(TURN, [
    hold.clientId,
    hold.lane,
    String(hold.fence),
    leaseMs,
    effectId,
    standing.state,
    standing.faultCode,
    standing.looks,
    standing.isTry,
    standing.outcomeId,
    standing.foundBy,
  ]);
  return { isHeld: row?.kept === 1, isWritten: row?.written === 1, after: orNone(row) };
};
