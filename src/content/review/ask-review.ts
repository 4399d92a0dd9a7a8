import { recallEffect } from '../../act/index.ts';
import { record } from '../../foundation/audit/index.ts';
import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import { announce } from '../../foundation/jobs/index.ts';
import { type ClientId, isFault } from '../../foundation/kit/index.ts';
import { reviewAsked } from '../events.ts';
import { lockPins } from '../pins/read-pins.ts';
import { contentOf, type PinRow } from '../pins/rows.ts';
import { settingsIn } from '../settings/settings.ts';
import type { ContentSettings } from '../shapes.ts';
import { finalPin } from './final-pin.ts';

/** What became of asking for a yes to one Pin. */
export type AskedOutcome = {
  readonly pinId: string;
  readonly outcome: 'asked' | 'already-asked' | 'not-ready' | 'locked' | 'missing';
  /** What is missing, of one that is not ready. */
  readonly field: string | null;
};

const askable: readonly PinRow['state'][] = ['draft', 'changes-asked', 'failed'];

const lacking = async (tx: Tx, row: PinRow, settings: ContentSettings): Promise<string | undefined> => {
  if (row.due_at === null) return 'plannedFor';
  try {
    await finalPin(tx, row, settings);
    return undefined;
  } catch (error) {
    if (isFault(error) && error.code === 'CONTENT_NOT_READY') return String(error.facts.field);
    throw error;
  }
};

const outcomeOf = async (
  tx: Tx,
  ctx: Context,
  { row, settings }: { row: PinRow | undefined; settings: ContentSettings },
): Promise<Omit<AskedOutcome, 'pinId'>> => {
  if (row === undefined || row.state === 'removed') return { outcome: 'missing', field: null };
  if (row.state === 'in-review' || row.state === 'at-client') return { outcome: 'already-asked', field: null };
  if (!askable.includes(row.state)) return { outcome: 'locked', field: null };
  const field = await lacking(tx, row, settings);
  // What failed may be there after all; a person says so in the ledger of changes first.
  if (
    field === undefined &&
    row.state === 'failed' &&
    !(await recallEffect(tx, ctx, { clientId: row.client_id, effectId: row.pin_id }))
  )
    return { outcome: 'locked', field: null };
  return field === undefined ? { outcome: 'asked', field: null } : { outcome: 'not-ready', field };
};

/**
 * Asks the agency for a yes to Pins that are finished; what they are at this moment is kept as a version, so that whoever
 * looks later sees what changed. One outcome per Pin, in order.
 *
 * @cost about six statements, and one for the media of each Pin
 * @personal none
 */
export const askReview = (
  ctx: Context,
  input: { clientId: ClientId; pinIds: readonly string[] },
): Promise<AskedOutcome[]> => {
  const { clientId, pinIds } = input;
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const settings = await settingsIn(tx, clientId);
    const rows = await lockPins(tx, { clientId, pinIds });
    const outcomes: AskedOutcome[] = [];
    for (const pinId of pinIds)
      outcomes.push({ pinId, ...(await outcomeOf(tx, ctx, { row: rows.get(pinId), settings })) });
    const asked = outcomes.flatMap(({ pinId, outcome }) => {
      const row = rows.get(pinId);
      return outcome === 'asked' && row !== undefined ? [row] : [];
    });
    await writeAsked(tx, ctx, { clientId, asked });
    return outcomes;
  });
};

const writeAsked = async (tx: Tx, ctx: Context, input: { clientId: ClientId; asked: readonly PinRow[] }) => {
  const { clientId, asked } = input;
  if (asked.length === 0) return;
  const versions = asked.map((row) => ({ pin_id: row.pin_id, version: row.version, content: contentOf(row) }));
  await tx.sql(
    `insert into content_pin_versions (client_id, pin_id, version, content, changed_by, changed_at)
     select $1, v.pin_id, v.version, v.content, $3, clock_now()
       from jsonb_to_recordset($2::jsonb) as v (pin_id uuid, version int4, content jsonb)
     on conflict do nothing`,
    [clientId, JSON.stringify(versions), ctx.actor.kind === 'user' ? ctx.actor.id : null],
  );
  await tx.sql(
    `update content_pins set state = 'in-review', fault_code = null, changed_at = clock_now()
      where client_id = $1 and pin_id = any ($2)`,
    [clientId, asked.map((row) => row.pin_id)],
  );
  for (const { pin_id: pinId, version } of asked) {
    await announce(tx, reviewAsked, { clientId, pinId, stage: 'agency' });
    const facts = { version, stage: 'agency' };
    await record(tx, { action: 'content.review-asked', clientId, actor: ctx.actor, subject: pinId, facts });
  }
};
