import { z } from 'zod';
import { type EffectEntry, listEffects } from '../../act/index.ts';
import { type Context, type Tx, withClient, withClients } from '../../foundation/db/index.ts';
import { announce, defineJob } from '../../foundation/jobs/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { pinFailed, pinLive } from '../events.ts';
import { zoneOf } from '../pins/make-pins.ts';
import { reSlot } from './re-slot.ts';

/** Marks a client's Pins by what the ledger of changes knows of them. @personal none */
export const markPinsJob = defineJob({
  name: 'content-mark-pins',
  payload: z.object({ clientId: z.int().transform((value) => value as ClientId) }),
});

// As many as one statement handles with ease; the next news of the client, or the sweep, brings the rest.
const MOST = 2_000;

type Marked = { pin_id: string };

const markLive = async (tx: Tx, clientId: ClientId, entries: readonly EffectEntry[]): Promise<void> => {
  if (entries.length === 0) return;
  const live = await tx.sql<Marked>(
    `update content_pins as p
        set state = 'live', live_pin_id = e.outcome_id, live_at = e.at, fault_code = null, changed_at = clock_now()
       from unnest($2::uuid[], $3::text[], $4::timestamptz[]) as e (pin_id, outcome_id, at)
      where p.client_id = $1 and p.pin_id = e.pin_id and p.state in ('approved', 'failed') returning p.pin_id`,
    [
      clientId,
      entries.map((entry) => entry.effectId),
      entries.map((entry) => entry.outcomeId),
      entries.map((entry) => entry.changedAt),
    ],
  );
  for (const { pin_id: pinId } of live) await announce(tx, pinLive, { clientId, pinId });
};

const markFailed = async (tx: Tx, clientId: ClientId, entries: readonly EffectEntry[]): Promise<void> => {
  if (entries.length === 0) return;
  const failed = await tx.sql<Marked>(
    `update content_pins as p set state = 'failed', fault_code = e.code, changed_at = clock_now()
       from unnest($2::uuid[], $3::text[]) as e (pin_id, code)
      where p.client_id = $1 and p.pin_id = e.pin_id
        and (p.state = 'approved' or (p.state = 'failed' and p.fault_code is distinct from e.code)) returning p.pin_id`,
    [clientId, entries.map((entry) => entry.effectId), entries.map((entry) => entry.faultCode)],
  );
  for (const { pin_id: pinId } of failed) await announce(tx, pinFailed, { clientId, pinId });
};

/**
 * Marks planned Pins live or failed, as the ledger of changes has them now, all of a client in one go. Told twice, or late, it
 * does the same; a Pin that was taken back meanwhile stays what it is.
 *
 * What came too late is given another moment first, where the client's policy says so (`re-slot.ts`).
 *
 * @cost four statements, nine when something was late, and one for the news of each Pin that changed
 * @personal none
 */
export const markPins = async (ctx: Context, input: { clientId: ClientId }): Promise<void> => {
  const { clientId } = input;
  const waiting = await withClients(ctx.db, { actor: ctx.actor, clientIds: [clientId] }, (tx) =>
    tx.sql<Marked>(
      `select pin_id from content_pins where client_id = $1 and state in ('approved', 'failed') and due_at <= clock_now()
        order by due_at desc limit ${MOST}`,
      [clientId],
    ),
  );
  if (waiting.length === 0) return;
  const effectIds = waiting.map(({ pin_id }) => pin_id);
  const states = ['done', 'refused', 'held'] as const;
  const entries = await listEffects(ctx, { clientIds: [clientId], effectIds, states, limit: MOST });
  const late = entries.filter((entry) => entry.state === 'refused' && entry.faultCode === 'ACT_TOO_LATE');
  const zone = late.length === 0 ? '' : await zoneOf(ctx, clientId);
  await withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const moved = await reSlot(tx, ctx, { clientId, zone, late });
    await markLive(
      tx,
      clientId,
      entries.filter((entry) => entry.state === 'done'),
    );
    await markFailed(
      tx,
      clientId,
      entries.filter((entry) => entry.state !== 'done' && !moved.has(entry.effectId)),
    );
  });
};
