import { type Day, dayOf, startOf } from '../../foundation/kit/index.ts';
import { type ApiRequest, type Handler, ok, refuse } from '../handler.ts';
import { organicAccountOf, type Pin } from '../organic/account.ts';
import { accountDay, readQuestion } from '../organic/account-report.ts';
import {
  type Counts,
  countsAt,
  type DailyRow,
  metricsOf,
  rangeOf,
  shown,
  statusOf,
  sumOf,
  wordOf,
} from '../organic/analytics.ts';
import { pinModel } from '../organic/figures.ts';
import { listedPins } from '../organic/pin-view.ts';
import { actingUser } from './user-account.ts';

const COMPLAINT = 'Invalid user accounts analytics parameters.';

const accountMetrics = [
  'ENGAGEMENT',
  'ENGAGEMENT_RATE',
  'IMPRESSION',
  'OUTBOUND_CLICK',
  'OUTBOUND_CLICK_RATE',
  'PIN_CLICK',
  'PIN_CLICK_RATE',
  'SAVE',
  'SAVE_RATE',
];

type Group = { rows: DailyRow[]; counts: Counts[] };

const analytics = (request: ApiRequest) => {
  const user = actingUser(request);
  const days = rangeOf(request, COMPLAINT);
  const question = readQuestion(request, COMPLAINT);
  const asked = metricsOf(request, accountMetrics, COMPLAINT);
  const metrics = asked.length === 0 ? accountMetrics : asked;
  const groups = new Map<string, Group>();
  for (const day of days) {
    const status = statusOf(request, day);
    for (const [name, full] of accountDay(request, { user, question }, day)) {
      const group = groups.get(name) ?? { rows: [], counts: [] };
      const counts = countsAt(status, () => full);
      group.rows.push({ date: day, data_status: status, metrics: counts ? shown(metrics, counts) : {} });
      if (counts) group.counts.push(counts);
      groups.set(name, group);
    }
  }
  return ok(
    Object.fromEntries(
      [...groups].map(([name, { rows, counts }]) => [
        name,
        { summary_metrics: shown(metrics, sumOf(counts)), daily_metrics: rows },
      ]),
    ),
  );
};

const sortings = ['ENGAGEMENT', 'IMPRESSION', 'OUTBOUND_CLICK', 'PIN_CLICK', 'SAVE'];
const RECENT_DAYS = 30;

const countsOver = (
  request: ApiRequest,
  counts: (day: Day) => Counts,
  days: readonly Day[],
): Record<string, number> => {
  const known = days.map((day) => countsAt(statusOf(request, day), () => counts(day)));
  const sum = sumOf(known.filter((row) => row !== undefined));
  const parts = [sum.SAVE, sum.PIN_CLICK, sum.OUTBOUND_CLICK];
  return { ...sum, ENGAGEMENT: parts.reduce((total: number, part) => total + (part ?? 0), 0) };
};

// A Pin that is gone was a good one: this often better than drawn, so that lists of top Pins really hold it.
const GHOST_STRENGTH = 4;

type Candidate = { readonly pin: Pin; readonly strength: number };

/** Pins in the running: what lists show, and one that is gone but still counted. */
const candidates = (request: ApiRequest): readonly Candidate[] => {
  const user = actingUser(request);
  const { ghost } = organicAccountOf(request.world, user);
  const days = request.query.text('created_in_last_n_days');
  if (days !== undefined && days !== String(RECENT_DAYS)) return refuse(400, 400, COMPLAINT);
  const since = days === undefined ? 0 : request.now().getTime() - RECENT_DAYS * 86_400_000;
  const listed = listedPins(request, user).map((pin) => ({ pin, strength: 1 }));
  return [...listed, { pin: ghost, strength: GHOST_STRENGTH }].filter(({ pin }) => pin.createdAt >= since);
};

const stronger = (counts: Counts, times: number): Counts =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, count * times]));

const topPins = (request: ApiRequest) => {
  const user = actingUser(request);
  const days = rangeOf(request, COMPLAINT);
  const sortBy = wordOf(request, { name: 'sort_by', words: ['', ...sortings] }, COMPLAINT);
  if (sortBy === '') return refuse(400, 400, COMPLAINT);
  const question = readQuestion(request, COMPLAINT);
  const asked = metricsOf(request, accountMetrics, COMPLAINT);
  const metrics = asked.length === 0 ? accountMetrics : asked;
  const { niche } = organicAccountOf(request.world, user);
  const rows = (question.content === 'PAID' ? [] : candidates(request))
    .map(({ pin, strength }) => ({
      pin,
      counts: stronger(countsOver(request, pinModel(request.world.seed, niche, pin), days), strength),
    }))
    .filter(({ counts }) => (counts[sortBy] ?? 0) > 0)
    .sort((one, other) => (other.counts[sortBy] ?? 0) - (one.counts[sortBy] ?? 0))
    .slice(0, request.query.integer('num_of_pins', { min: 1, max: 50, otherwise: 10 }));
  return ok({
    date_availability: {
      latest_available_timestamp: startOf(dayOf(request.now())).getTime() - 1,
      is_realtime: false,
    },
    sort_by: sortBy,
    pins: rows.map(({ pin, counts }) => ({
      pin_id: pin.id,
      metrics: shown(metrics, counts),
      data_status: Object.fromEntries(metrics.map((metric) => [metric, 'READY'])),
    })),
  });
};

/** Organic figures of a whole account. */
export const accountAnalyticsHandlers: readonly Handler[] = [
  {
    operationId: 'user_account/analytics',
    method: 'GET',
    path: '/user_account/analytics',
    category: 'org_analytics',
    scopes: ['user_accounts:read'],
    handle: analytics,
  },
  {
    operationId: 'user_account/analytics/top_pins',
    method: 'GET',
    path: '/user_account/analytics/top_pins',
    category: 'org_analytics',
    scopes: ['pins:read', 'user_accounts:read'],
    handle: topPins,
  },
];
