import { z } from 'zod';
import { ask, endpoint } from '../../core/endpoint.ts';
import { orNull } from '../../shapes/fields.ts';

const states = ['IN_PROGRESS', 'FINISHED', 'FAILED', 'CANCELLED', 'EXPIRED', 'DOES_NOT_EXIST'] as const;

/** How far a report is. `UNKNOWN`: Pinterest gave no state, or one this version does not know; look again later. */
export type ReportState = (typeof states)[number] | 'UNKNOWN';

/** Reads a report's state. @personal none */
export const reportState = (text: string | null): ReportState => states.find((state) => state === text) ?? 'UNKNOWN';

/** How far a report is, and where it lies once finished. */
export type ReportFound = {
  state: ReportState;
  /** Valid for five minutes and only once `FINISHED`; asking again gives a fresh one. Needs no token: treat it as a secret. */
  url: string | null;
  /** Bytes, when Pinterest tells. */
  size: number | null;
};

const shape = z
  .object({ report_status: orNull(z.string()), url: orNull(z.string()), size: orNull(z.number()) })
  .transform(
    (answer): ReportFound => ({ state: reportState(answer.report_status), url: answer.url, size: answer.size }),
  );

/**
 * How far a report is. `EXPIRED` and `DOES_NOT_EXIST` mean: ask for it again; `FAILED` and `CANCELLED` likewise, with
 * patience.
 *
 * @source analytics/get_report
 * @personal none
 */
export const getReport = endpoint(
  'analytics/get_report',
  (call, input: { adAccountId: string; token: string }): Promise<ReportFound> =>
    ask(call, { path: { ad_account_id: input.adAccountId }, query: { token: input.token } }, shape),
);
