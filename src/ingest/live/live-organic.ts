import type { GateContext } from '../../connect/index.ts';
import { addDays, type ClientId, type Day, dayOf, daysBetween, Fault } from '../../foundation/kit/index.ts';
import type { OrganicGroup } from '../../pinterest/index.ts';
import { getOrganicFigures, getPinFigures, listTopPins } from '../../pinterest/read.ts';
import { organicMetrics, organicShare } from '../plans/organic-share.ts';
import { askLive } from './ask-live.ts';

/** One day of organic figures. A figure that is absent is unknown, not zero. */
export type LiveOrganicDay = {
  readonly day: Day;
  /** Pinterest's word, as READY or ESTIMATE. */
  readonly status: string;
  readonly metrics: Readonly<Record<string, number>>;
};

/** Organic figures of an account or a Pin as Pinterest gave them. */
export type LiveOrganic = {
  readonly days: readonly LiveOrganicDay[];
  /** The best Pins of the days by impressions, best first; empty when one Pin was asked. */
  readonly topPins: readonly { readonly pinId: string; readonly metrics: Readonly<Record<string, number>> }[];
  readonly readAt: Date;
  readonly expiresAt: Date;
};

// Pinterest answers for the last 90 days; the oldest of them says that it is gone.
const DAYS_BACK = 90;

const checkRange = (today: Day, { from, to }: { from: Day; to: Day }): void => {
  if (from > to || to > today || daysBetween(from, today) > DAYS_BACK) {
    throw new Fault('INGEST_ORGANIC_RANGE', 'invalid', 'Organic figures are asked for days within the last 90.', {
      facts: { from, to, earliest: addDays(today, -DAYS_BACK) },
    });
  }
};

const daysOf = (group: OrganicGroup | undefined): LiveOrganicDay[] =>
  (group?.daily_metrics ?? []).map(({ date, data_status, metrics }) => ({
    day: date,
    status: data_status ?? 'UNKNOWN',
    metrics,
  }));

type Item = Pick<LiveOrganic, 'days' | 'topPins'>;

/**
 * Organic figures by UTC day, asked of Pinterest when there is no answer of the last 24 hours: for clients that do not store
 * them. Of the whole account with its best Pins, or of one Pin.
 * @source Pinterest user_account/analytics, …/top_pins, pins/analytics; ingest_live_figures for 24 hours at most
 * @throws INGEST_ORGANIC_RANGE; CONNECT_NOT_CONNECTED, CONNECT_RECONNECT_NEEDED, INGEST_LIVE_BUSY, what Pinterest answers
 * @cost two calls for an account, one for a Pin, when Pinterest is asked
 * @personal none
 */
export const liveOrganic = async (
  ctx: GateContext,
  input: { clientId: ClientId; from: Day; to: Day; pinId?: string | undefined; again?: boolean | undefined },
): Promise<LiveOrganic> => {
  const { clientId, from, to, pinId } = input;
  checkRange(dayOf(ctx.clock.now()), input);
  const question =
    pinId === undefined
      ? ({ clientId, what: 'organic', scope: `${from} ${to}` } as const)
      : ({ clientId, what: 'organic-pin', scope: `${pinId} ${from} ${to}` } as const);
  const { items, readAt, expiresAt } = await askLive<Item>(ctx, question, {
    again: input.again,
    walk: async function* ({ pinterest, session }) {
      if (pinId !== undefined) {
        const figures = await getPinFigures(pinterest, session, { pinId, from, to, metrics: organicMetrics.pin });
        yield [{ days: daysOf(figures.all), topPins: [] } satisfies Item];
        return;
      }
      const figures = await getOrganicFigures(pinterest, session, { from, to, metrics: organicMetrics.account });
      const top = await listTopPins(pinterest, session, {
        ...{ from, to, sortBy: 'IMPRESSION', most: organicShare.mostInList },
        metrics: organicMetrics.account,
      });
      const topPins = top.pins.map(({ pin_id, metrics }) => ({ pinId: pin_id, metrics }));
      yield [{ days: daysOf(figures.all), topPins } satisfies Item];
    },
  });
  return { days: items[0]?.days ?? [], topPins: items[0]?.topPins ?? [], readAt, expiresAt };
};
