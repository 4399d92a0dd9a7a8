import { type Context, withClients } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import type { EffectEntry, EffectState } from '../shapes.ts';
import { type EntryRow, entryColumns, entryOf } from './entries.ts';

/** Which entries. */
export type EntryQuestion = {
  readonly clientIds: readonly ClientId[];
  readonly states?: readonly EffectState[];
  readonly effectIds?: readonly string[];
  readonly limit: number;
};

/**
 * Entries of the ledger, those that changed last first.
 * @cost one query
 * @personal none
 */
export const listEffects = async (ctx: Context, input: EntryQuestion): Promise<EffectEntry[]> => {
  const { clientIds } = input;
  const rows = await withClients(ctx.db, { actor: ctx.actor, clientIds }, (tx) =>
    tx.sql<EntryRow>(
      `select ${entryColumns} from act_effects as e
        where client_id = any ($1) and ($2::text[] is null or state = any ($2))
          and ($3::uuid[] is null or effect_id = any ($3))
        order by changed_at desc, effect_id limit $4`,
      [clientIds, input.states ?? null, input.effectIds ?? null, input.limit],
    ),
  );
  return rows.map(entryOf);
};

/** A lane in which nothing happens until somebody acts, and the fault that says why. */
export type PausedLane = { readonly clientId: ClientId; readonly code: string };

/** The lanes of these clients that are closed. @cost one query @personal none */
export const pausedLanes = (ctx: Context, input: { clientIds: readonly ClientId[] }): Promise<PausedLane[]> =>
  withClients(ctx.db, { actor: ctx.actor, clientIds: input.clientIds }, (tx) =>
    tx.sql<PausedLane>(
      `select client_id as "clientId", paused_code as code from act_lanes
        where client_id = any ($1) and paused_code is not null order by client_id`,
      [input.clientIds],
    ),
  );
