import type { ContentSettings } from '../shapes.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** From when until when a yes to a Pin is good: the client's number of days around its moment. @personal none */
export const approvalTimes = (dueAt: Date, settings: Pick<ContentSettings, 'windowDays'>) => ({
  fromAt: new Date(dueAt.getTime() - settings.windowDays * DAY_MS),
  untilAt: new Date(dueAt.getTime() + settings.windowDays * DAY_MS),
});

/**
 * After which a Pin is not begun any more without somebody, or the client's policy, giving it another moment. A quarter of an
 * hour is what an ordinary wait in the lane may take; the policy `late` allows as long as the client said.
 * @personal none
 */
export const lastMoment = (dueAt: Date, settings: Pick<ContentSettings, 'overdue' | 'lateHours'>): Date =>
  new Date(dueAt.getTime() + Math.max(HOUR_MS / 4, settings.overdue === 'late' ? settings.lateHours * HOUR_MS : 0));
