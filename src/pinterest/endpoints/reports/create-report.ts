import { z } from 'zod';
import type { Day } from '../../../foundation/kit/index.ts';
import { ask, endpoint } from '../../core/endpoint.ts';
import type { TargetingType } from '../../core/targeting.ts';
import type { AdColumn } from '../../shapes/ad-columns.ts';
import { orNull } from '../../shapes/fields.ts';
import { type AttributionWindow, type ReportLevel, type ReportTime, reportIdColumns } from '../../shapes/reporting.ts';
import { type ReportState, reportState } from './get-report.ts';

/** Which figures, at which level, of which UTC days, attributed how. At most 186 days, at most 914 days back. */
export type ReportQuestion = {
  adAccountId: string;
  level: ReportLevel;
  from: Day;
  to: Day;
  columns: readonly AdColumn[];
  window: AttributionWindow;
  reportTime: ReportTime;
  /** Splits each row into one per value of each of these, at most 5, in `TARGETING_TYPE` and `TARGETING_VALUE`. */
  targetingTypes?: readonly TargetingType[];
  /** `CSV` carries zeros and one line per row; `JSON` leaves zeros out. */
  format?: 'CSV' | 'JSON';
};

/** A report that is being made; `token` names it for an hour. */
export type ReportStarted = { token: string; state: ReportState };

const shape = z
  .object({ token: z.string().min(1), report_status: orNull(z.string()) })
  .transform((answer): ReportStarted => ({ token: answer.token, state: reportState(answer.report_status) }));

/**
 * Asks Pinterest to make a report: one row per thing and UTC day, with the thing's id (`reportIdColumns`), `DATE` and the
 * columns asked. Days without anything have no row. Split by targeting, the rows of one type may add up to less than the
 * thing's own, or to more. Asking twice makes two reports and costs a call, no more.
 *
 * @unit money in micros of the account's currency
 * @source analytics/create_report
 * @personal none
 */
export const createReport = endpoint(
  'analytics/create_report',
  (call, input: ReportQuestion): Promise<ReportStarted> =>
    ask(
      call,
      {
        path: { ad_account_id: input.adAccountId },
        body: {
          start_date: input.from,
          end_date: input.to,
          granularity: 'DAY',
          // Pinterest: without a level of this kind `targeting_types` has no effect.
          level: input.targetingTypes === undefined ? input.level : `${input.level}_TARGETING`,
          ...(input.targetingTypes === undefined ? {} : { targeting_types: [...input.targetingTypes] }),
          columns: [reportIdColumns[input.level], ...input.columns],
          click_window_days: input.window.clickDays,
          engagement_window_days: input.window.engagementDays,
          view_window_days: input.window.viewDays,
          conversion_report_time: input.reportTime,
          report_format: input.format ?? 'CSV',
        },
      },
      shape,
    ),
);
