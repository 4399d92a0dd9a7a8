import { randomUUID } from 'node:crypto';
import { approve, askAgain, askEffect, type PinParams, pinHash } from '../../act/index.ts';
import { record } from '../../foundation/audit/index.ts';
import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import { announce } from '../../foundation/jobs/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import { reviewAsked, reviewSaid } from '../events.ts';
import { approvalTimes, lastMoment } from '../pins/approval-times.ts';
import { lockPins } from '../pins/read-pins.ts';
import type { PinRow } from '../pins/rows.ts';
import { settingsIn } from '../settings/settings.ts';
import type { ContentSettings, PinState, Say, Stage } from '../shapes.ts';
import { checkedBody, writeComment } from './comments.ts';
import { finalPin } from './final-pin.ts';
import { idsOf, maySpeak, type Speaker } from './speakers.ts';

/** Of which Pin, as the person saw it. */
export type SaidOf = { readonly pinId: string; readonly version: number };

/** What became of it. `stale`: somebody changed the Pin while it was looked at, so nothing was said of it. */
export type SaidOutcome = {
  readonly pinId: string;
  readonly outcome: 'said' | 'stale' | 'not-asked' | 'missing' | 'too-late' | 'forbidden';
  readonly state: PinState | null;
};

const stageOf = (state: PinState): Stage | undefined => {
  if (state === 'in-review') return 'agency';
  return state === 'at-client' ? 'client' : undefined;
};

type Saying = {
  readonly clientId: ClientId;
  readonly say: Say;
  readonly speaker: Speaker;
  readonly settings: ContentSettings;
};

const refusal = (
  row: PinRow | undefined,
  of: SaidOf,
  saying: Saying,
  now: Date,
): SaidOutcome['outcome'] | undefined => {
  if (row === undefined || row.state === 'removed') return 'missing';
  const stage = stageOf(row.state);
  if (stage === undefined) return 'not-asked';
  if (!maySpeak(saying.speaker, stage, saying.clientId)) return 'forbidden';
  if (row.version !== of.version) return 'stale';
  // A yes to a moment that has passed would send it at once: somebody chooses another first.
  if (saying.say === 'approve' && (row.due_at === null || row.due_at <= now)) return 'too-late';
  return undefined;
};

/** Hands an approved Pin to the ledger of changes, which holds it until its moment. */
const handOver = async (tx: Tx, ctx: Context, input: { row: PinRow; pin: PinParams; saying: Saying }) => {
  const { row, pin, saying } = input;
  const { clientId, settings } = saying;
  const effectId = row.pin_id;
  const dueAt = row.due_at;
  if (dueAt === null)
    throw new Fault('CONTENT_NOT_READY', 'invalid', 'The Pin has no moment.', { facts: { effectId } });
  await approve(tx, ctx, { clientId, effectId, pin, person: saying.speaker, ...approvalTimes(dueAt, settings) });
  const wish = { clientId, effectId, effect: 'publish-pin', params: pin, dueAt } as const;
  const untilAt = lastMoment(dueAt, settings);
  if (await askAgain(tx, ctx, { ...wish, untilAt })) return;
  if (await askEffect(tx, ctx, { ...wish, untilAt })) return;
  throw new Fault('CONTENT_PIN_LOCKED', 'conflict', 'The Pin is on Pinterest already or on its way.', {
    facts: { pinId: effectId },
  });
};

const nextState = ({ say, settings }: Saying, stage: Stage): PinState => {
  if (say === 'ask-changes') return 'changes-asked';
  if (say === 'reject') return 'rejected';
  return stage === 'agency' && settings.clientReview ? 'at-client' : 'approved';
};

const sayOne = async (tx: Tx, ctx: Context, input: { row: PinRow; saying: Saying }): Promise<PinState> => {
  const { row, saying } = input;
  const { clientId, say, speaker, settings } = saying;
  const stage = stageOf(row.state) ?? 'agency';
  const next = nextState(saying, stage);
  const pin = say === 'approve' ? await finalPin(tx, row, settings) : undefined;
  const by = idsOf(speaker);
  await tx.sql(
    `insert into content_decisions (client_id, decision_id, pin_id, version, stage, say, content_hash, said_by, said_link,
       said_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, clock_now())`,
    [
      clientId,
      randomUUID(),
      row.pin_id,
      row.version,
      stage,
      say,
      pin === undefined ? null : pinHash(pin),
      by.userId,
      by.linkId,
    ],
  );
  if (next === 'approved' && pin !== undefined) await handOver(tx, ctx, { row, pin, saying });
  await tx.sql(`update content_pins set state = $3, changed_at = clock_now() where client_id = $1 and pin_id = $2`, [
    clientId,
    row.pin_id,
    next,
  ]);
  const about = { clientId, pinId: row.pin_id };
  await announce(tx, reviewSaid, { ...about, say });
  if (next === 'at-client') await announce(tx, reviewAsked, { ...about, stage: 'client' });
  await record(tx, {
    action: 'content.review-said',
    clientId,
    actor: ctx.actor,
    subject: row.pin_id,
    facts: { version: row.version, stage, say },
  });
  return next;
};

/** What somebody says, of which Pins, and what they write beside each of them, for both sides. */
type SayInput = {
  readonly clientId: ClientId;
  readonly of: readonly SaidOf[];
  readonly say: Say;
  readonly speaker: Speaker;
  readonly comment?: string | undefined;
};

/**
 * Says of Pins what a person thinks: the agency first, then the client where its setting says so. One press may speak of many
 * Pins; each has its own outcome, its own hash and its own times. A yes hands the Pin to the ledger of changes in this very
 * transaction.
 *
 * @throws CONTENT_NOT_READY when the Pin lost something since it was asked (its picture, say), and nothing was said
 * @cost about ten statements a Pin
 * @personal the id of who speaks
 */
export const sayOfPins = (ctx: Context, input: SayInput): Promise<SaidOutcome[]> => {
  const { clientId, of, say, speaker } = input;
  const comment = input.comment === undefined ? undefined : checkedBody(input.comment);
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const saying: Saying = { clientId, say, speaker, settings: await settingsIn(tx, clientId) };
    const rows = await lockPins(tx, { clientId, pinIds: of.map(({ pinId }) => pinId) });
    const now = ctx.clock.now();
    const outcomes: SaidOutcome[] = [];
    for (const each of of) {
      const row = rows.get(each.pinId);
      const outcome = refusal(row, each, saying, now);
      if (outcome !== undefined || row === undefined) {
        outcomes.push({ pinId: each.pinId, outcome: outcome ?? 'missing', state: row?.state ?? null });
      } else {
        const state = await sayOne(tx, ctx, { row, saying });
        if (comment !== undefined) await writeComment(tx, ctx, { row, body: comment, audience: 'client', speaker });
        rows.set(each.pinId, { ...row, state });
        outcomes.push({ pinId: each.pinId, outcome: 'said', state });
      }
    }
    return outcomes;
  });
};
