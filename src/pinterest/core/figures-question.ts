import type { z } from 'zod';
import type { Day } from '../../foundation/kit/index.ts';
import type { AdColumn } from '../shapes/ad-columns.ts';
import type { AttributionWindow, ReportTime } from '../shapes/reporting.ts';
import { ask, type Call, joined } from './endpoint.ts';
import { idChunks } from './pages.ts';
import type { Query } from './send.ts';

/** Which ads figures, of which UTC days, attributed how. */
export type FiguresQuestion = {
  adAccountId: string;
  from: Day;
  to: Day;
  /** Of `syncColumns`. */
  columns: readonly AdColumn[];
  /** A row per day, or one for the whole period. */
  granularity: 'DAY' | 'TOTAL';
  window: AttributionWindow;
  reportTime: ReportTime;
};

/** The part of a question for figures that is the same at every level. @personal none */
export const figuresQuery = (input: FiguresQuestion): Query => ({
  start_date: input.from,
  end_date: input.to,
  columns: joined(input.columns),
  granularity: input.granularity,
  click_window_days: input.window.clickDays,
  engagement_window_days: input.window.engagementDays,
  view_window_days: input.window.viewDays,
  conversion_report_time: input.reportTime,
});

/** What is asked per piece of ids, and how its answer is read. */
export type FiguresRequest<Row> = {
  query: Query;
  by?: { parameter: string; ids: readonly string[] };
  shape: z.ZodType<Row[]>;
};

/** Asks for figures, in as many calls as the ids need, one after the other. @personal none */
export const askFigures = async <Row>(
  call: Call,
  adAccountId: string,
  request: FiguresRequest<Row>,
): Promise<Row[]> => {
  const { by } = request;
  const pieces: Query[] = by === undefined ? [{}] : idChunks(by.ids).map((ids) => ({ [by.parameter]: ids }));
  const rows: Row[] = [];
  for (const piece of pieces) {
    const query = { ...request.query, ...piece };
    rows.push(...(await ask(call, { path: { ad_account_id: adAccountId }, query }, request.shape)));
  }
  return rows;
};
