import { adColumns } from '../../pinterest/contract.ts';
import { type Answer, type ApiRequest, type Handler, ok, refuse } from '../handler.ts';
import { derived } from '../reports/derived.ts';
import { dayNumberOf } from '../world/calendar.ts';

/** Delivery of a day is complete at ten the next morning, conversions at one the afternoon after that (UTC). */
const DELIVERY_READY_HOURS = 24 + 10;
const CONVERSIONS_READY_HOURS = 48 + 13;
const HOUR_MS = 3_600_000;

const organicMetrics = [
  'IMPRESSION',
  'SAVE',
  'PIN_CLICK',
  'OUTBOUND_CLICK',
  'ENGAGEMENT',
  'VIDEO_MRC_VIEW',
  'VIDEO_START',
];

const spoken = (name: string): string => {
  const words = name
    .replace(/_IN_(MICRO_)?DOLLAR/, '')
    .replace(/_1$/, ' paid')
    .replace(/_2$/, ' earned')
    .replaceAll('_', ' ');
  return words.charAt(0) + words.slice(1).toLowerCase();
};

const entry = (category: string) => (name: string) => ({
  name,
  category,
  display_name: spoken(name),
  definition: `${spoken(name)}, as counted by Pinterest.`,
});

const deliveryMetrics = (request: ApiRequest): Answer => {
  const type = request.query.text('report_type');
  const names = Object.entries(adColumns).flatMap(([name, column]) => (type === 'SYNC' && !column.sync ? [] : [name]));
  const ads = [...names, ...Object.keys(derived)].map(entry('ADS'));
  return ok({ items: type === 'ASYNC' ? ads : [...ads, ...organicMetrics.map(entry('ORGANIC'))] });
};

const readyState = (request: ApiRequest): Answer => {
  const date = request.query.text('date') ?? '';
  if (Number.isNaN(dayNumberOf(date))) return refuse(400, 400, 'Invalid date.');
  const hours = (request.now().getTime() - Date.parse(`${date}T00:00:00Z`)) / HOUR_MS;
  return ok({
    conversion_metrics_ready: hours >= CONVERSIONS_READY_HOURS,
    non_conversion_metrics_ready: hours >= DELIVERY_READY_HOURS,
  });
};

/** What Pinterest tells about its figures. */
export const resourceHandlers: readonly Handler[] = [
  {
    operationId: 'delivery_metrics/get',
    method: 'GET',
    path: '/resources/delivery_metrics',
    category: 'ads_read',
    scopes: ['ads:read', 'pins:read', 'user_accounts:read'],
    handle: deliveryMetrics,
  },
  {
    operationId: 'metrics_ready_state/get',
    method: 'GET',
    path: '/resources/metrics_ready_state',
    category: 'ads_analytics',
    scopes: ['ads:read'],
    handle: readyState,
  },
];
