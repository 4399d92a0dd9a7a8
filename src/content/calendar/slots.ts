import { record } from '../../foundation/audit/index.ts';
import { type Context, type Tx, withClient, withClients } from '../../foundation/db/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import { zoneOf } from '../pins/make-pins.ts';
import { type PlannedOutcome, planPins } from '../pins/plan-pins.ts';
import { freeSlots, type Slot } from './free-slots.ts';
import { wallClockOf } from './moments.ts';

/** Slots a client may have: six a day in twelve queues, far more than anybody fills. */
const MOST_SLOTS = 500;

/** The slots of a client, in a transaction that is under way. */
export const slotsIn = (tx: Tx, clientId: ClientId): Promise<Slot[]> =>
  tx.sql<Slot>('select queue, weekday, at from content_slots where client_id = $1 order by queue, weekday, at', [
    clientId,
  ]);

/** Wall clocks at which something of a client is planned from a moment on. */
export const takenIn = async (tx: Tx, input: { clientId: ClientId; after: string }): Promise<Set<string>> => {
  const rows = await tx.sql<{ planned_for: string }>(
    `select distinct planned_for from content_pins
      where client_id = $1 and planned_for > $2 and state not in ('removed', 'rejected')`,
    [input.clientId, input.after],
  );
  return new Set(rows.map((row) => row.planned_for));
};

/**
 * The slots of a client, and the next free moment of each of its queues.
 * @cost two queries
 * @personal none
 */
export const listSlots = async (
  ctx: Context,
  input: { clientId: ClientId },
): Promise<{ slots: Slot[]; next: { queue: string; plannedFor: string | null }[] }> => {
  const { clientId } = input;
  const after = wallClockOf(await zoneOf(ctx, clientId), ctx.clock.now());
  return withClients(ctx.db, { actor: ctx.actor, clientIds: [clientId] }, async (tx) => {
    const slots = await slotsIn(tx, clientId);
    const taken = await takenIn(tx, { clientId, after });
    const next = [...Map.groupBy(slots, ({ queue }) => queue)].map(([queue, of]) => {
      const [plannedFor = null] = freeSlots(of, { after, taken, count: 1 });
      return { queue, plannedFor };
    });
    return { slots, next };
  });
};

/** Puts other slots in the place of all a client has. @throws CONTENT_SETTINGS_REFUSED above 500 @personal none */
export const replaceSlots = (ctx: Context, input: { clientId: ClientId; slots: readonly Slot[] }): Promise<void> => {
  const { clientId, slots } = input;
  if (slots.length > MOST_SLOTS) {
    throw new Fault('CONTENT_SETTINGS_REFUSED', 'invalid', 'There are too many slots.', {
      facts: { field: 'slots', most: MOST_SLOTS },
    });
  }
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    await lockSlots(tx, clientId);
    await tx.sql('delete from content_slots where client_id = $1', [clientId]);
    await tx.sql(
      `insert into content_slots (client_id, queue, weekday, at)
       select distinct $1::int4, s.queue, s.weekday, s.at from jsonb_to_recordset($2::jsonb) as s (queue text, weekday int4, at text)`,
      [clientId, JSON.stringify(slots)],
    );
    const facts = { count: slots.length };
    await record(tx, { action: 'content.slots-changed', clientId, actor: ctx.actor, facts });
  });
};

// Two people who take the next free moment at once must not take the same one.
const SLOTS_LOCK = 4_201;
/** Lets one at a time choose among a client's slots, until its transaction ends. */
export const lockSlots = async (tx: Tx, clientId: ClientId): Promise<void> => {
  await tx.sql('select pg_advisory_xact_lock($1, $2)', [SLOTS_LOCK, clientId]);
};

/** What became of each; `no-slot`: the queue has no free moment within a year, or no slots at all. */
export type SlottedOutcome = Omit<PlannedOutcome, 'outcome'> & {
  readonly outcome: PlannedOutcome['outcome'] | 'no-slot';
};

/**
 * Gives Pins the next free moments of a queue, in their order.
 *
 * @cost as `planPins`, and two queries
 * @personal none
 */
export const planInSlots = async (
  ctx: Context,
  input: { clientId: ClientId; pinIds: readonly string[]; queue: string },
): Promise<SlottedOutcome[]> => {
  const { clientId, pinIds, queue } = input;
  const zone = await zoneOf(ctx, clientId);
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    await lockSlots(tx, clientId);
    const after = wallClockOf(zone, ctx.clock.now());
    const slots = (await slotsIn(tx, clientId)).filter((slot) => slot.queue === queue);
    const moments = freeSlots(slots, { after, taken: await takenIn(tx, { clientId, after }), count: pinIds.length });
    const plans = pinIds.slice(0, moments.length).map((pinId, at) => ({ pinId, plannedFor: moments[at] ?? null }));
    const outcomes: SlottedOutcome[] = await planPins(tx, ctx, { clientId, zone, plans });
    const rest = pinIds.slice(moments.length).map((pinId) => ({ pinId, outcome: 'no-slot' as const, was: null }));
    return [...outcomes, ...rest];
  });
};
