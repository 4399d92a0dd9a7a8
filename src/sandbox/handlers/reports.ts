import { z } from 'zod';
import {
  type Answer,
  type ApiRequest,
  type Handler,
  ok,
  type Page,
  type PageAnswer,
  type PageRequest,
  refuse,
} from '../handler.ts';
import { readAsk, reportReach } from '../reports/ask.ts';
import type { Narrowing } from '../reports/pass.ts';
import { addReport, addressOf, findReport, openAddress, stateOf, writeReport } from '../reports/report.ts';
import { momentOf } from '../reports/rows.ts';
import type { Level } from '../world/figures.ts';
import { adAccountOf } from './ad-accounts.ts';

const levels: Readonly<Record<string, Level>> = {
  ADVERTISER: 'account',
  CAMPAIGN: 'campaign',
  AD_GROUP: 'adGroup',
  PIN_PROMOTION: 'ad',
};

const ids = z.array(z.string().regex(/^\d+$/)).min(1).max(500).optional();
const few = z.array(z.string()).min(1).max(6).optional();

const createBody = z.looseObject({
  start_date: z.string(),
  end_date: z.string(),
  granularity: z.string(),
  columns: z.array(z.string()).min(1),
  level: z.string(),
  click_window_days: z.int().optional(),
  engagement_window_days: z.int().optional(),
  view_window_days: z.int().optional(),
  conversion_report_time: z.string().optional(),
  campaign_ids: ids,
  ad_group_ids: ids,
  ad_ids: ids,
  campaign_statuses: few,
  ad_group_statuses: few,
  ad_statuses: few,
  campaign_objective_types: z.array(z.string()).min(1).max(7).optional(),
  targeting_types: z.array(z.string()).min(1).max(5).optional(),
  metrics_filters: z
    .array(
      z.object({
        field: z.enum(['SPEND_IN_DOLLAR', 'TOTAL_IMPRESSION']),
        operator: z.enum(['LESS_THAN', 'GREATER_THAN']),
        values: z.array(z.number()).min(1),
      }),
    )
    .min(1)
    .optional(),
  primary_sort: z.enum(['BY_ID', 'BY_DATE']).optional(),
  report_format: z.enum(['JSON', 'CSV']).optional(),
});

const problemText = (error: z.ZodError): string => {
  const [first] = error.issues;
  return `Invalid report parameters: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}`.trim();
};

const narrowingOf = (body: z.output<typeof createBody>): Narrowing => ({
  campaignIds: body.campaign_ids ?? [],
  adGroupIds: body.ad_group_ids ?? [],
  adIds: body.ad_ids ?? [],
  pinIds: [],
  campaignStatuses: body.campaign_statuses ?? [],
  adGroupStatuses: body.ad_group_statuses ?? [],
  adStatuses: body.ad_statuses ?? [],
  objectives: body.campaign_objective_types ?? [],
});

const create = (request: ApiRequest): Answer => {
  const account = adAccountOf(request);
  const parsed = createBody.safeParse(request.body);
  if (!parsed.success) return refuse(400, 400, problemText(parsed.error));
  const body = parsed.data;
  const targeted = body.level.endsWith('_TARGETING');
  const level = levels[body.level.replace('_TARGETING', '')];
  if (targeted && !body.targeting_types) return refuse(400, 400, 'targeting_types is required for this level.');
  if (level === undefined) return refuse(400, 400, `Reports of level ${body.level} are not available to this app.`);
  const raw = {
    level,
    columns: body.columns,
    startDate: body.start_date,
    endDate: body.end_date,
    granularity: body.granularity,
    click: body.click_window_days,
    engagement: body.engagement_window_days,
    view: body.view_window_days,
    time: body.conversion_report_time,
    // Without such a level targeting_types does nothing.
    targeting: targeted ? (body.targeting_types ?? []) : [],
  };
  const { today } = momentOf(request.now().getTime());
  const report = addReport(request, {
    account: account.id,
    ask: readAsk(raw, { today, reach: reportReach }),
    narrowing: narrowingOf(body),
    metricFilters: body.metrics_filters ?? [],
    format: body.report_format ?? 'JSON',
    sort: body.primary_sort ?? 'BY_ID',
  });
  return ok({ report_status: 'IN_PROGRESS', token: report.token, message: null });
};

const status = (request: ApiRequest): Answer => {
  const account = adAccountOf(request);
  const report = findReport(request, request.query.text('token') ?? refuse(400, 1, 'Missing parameter: token'));
  if (report?.account !== account.id) return ok({ report_status: 'DOES_NOT_EXIST', url: null, size: null });
  const state = stateOf(request, report);
  if (state === null) return ok({ url: null, size: null });
  return ok({ report_status: state, url: state === 'FINISHED' ? addressOf(request, report) : null, size: null });
};

/** Reports of an ad account. */
export const reportHandlers: readonly Handler[] = [
  {
    operationId: 'analytics/create_report',
    method: 'POST',
    path: '/ad_accounts/:ad_account_id/reports',
    category: 'ads_analytics',
    scopes: ['ads:read'],
    handle: create,
  },
  {
    operationId: 'analytics/get_report',
    method: 'GET',
    path: '/ad_accounts/:ad_account_id/reports',
    category: 'ads_analytics',
    scopes: ['ads:read'],
    handle: status,
  },
];

const storageError = (status: number, code: string): PageAnswer => ({
  status,
  type: 'application/xml',
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`,
});

/** The store of files knows no people: a Bearer header is refused, only the signed address opens a file. */
const download = (request: PageRequest): PageAnswer => {
  if (request.headers.authorization !== undefined) return storageError(400, 'InvalidArgument');
  const report = openAddress(request, {
    report: request.query.text('report') ?? '',
    expires: Number(request.query.text('Expires')),
    signature: request.query.text('Signature') ?? '',
  });
  const account = report && request.world.account(report.account);
  if (!report || !account) return storageError(403, 'AccessDenied');
  return { status: 200, type: 'text/plain; charset=utf-8', body: writeReport(request, report, account) };
};

/** Where report files are fetched. */
export const reportPages: readonly Page[] = [
  {
    method: 'GET',
    path: '/async_reporting_v3/x-y-z/metrics_report.txt',
    operation: 'report/download',
    handle: download,
  },
];
