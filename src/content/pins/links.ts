import { listEffects, pinParams } from '../../act/index.ts';
import type { Context } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import type { ContentSettings, PlannedPin } from '../shapes.ts';
import { finalLink } from './final-link.ts';

/**
 * The address each Pin leads to: of one that is approved or published the one that was approved, of others what it would be
 * under the client's terms of today. Null for a Pin without one.
 *
 * @cost one query, none when no Pin is approved
 * @personal none
 */
export const linksOf = async (
  ctx: Context,
  input: { clientId: ClientId; pins: readonly PlannedPin[]; settings: ContentSettings },
): Promise<ReadonlyMap<string, string | null>> => {
  const { clientId, pins, settings } = input;
  const effectIds = pins.filter((pin) => pin.state === 'approved' || pin.state === 'live').map((pin) => pin.pinId);
  const entries =
    effectIds.length === 0 ? [] : await listEffects(ctx, { clientIds: [clientId], effectIds, limit: effectIds.length });
  const approved = new Map(entries.map((entry) => [entry.effectId, pinParams.parse(entry.params).link]));
  return new Map(
    pins.map(({ pinId, content, plannedFor }) => {
      const asApproved = approved.get(pinId);
      const link = asApproved === undefined ? finalLink(content, { pinId, plannedFor, settings }) : asApproved;
      return [pinId, link];
    }),
  );
};
