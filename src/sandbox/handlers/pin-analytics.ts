import { addDays, type Day, dayOf } from '../../foundation/kit/index.ts';
import { type ApiRequest, type Handler, ok, refuse } from '../handler.ts';
import { organicAccountOf } from '../organic/account.ts';
import { type Counts, countsAt, metricsOf, rangeOf, shown, statusOf, sumOf, wordOf } from '../organic/analytics.ts';
import { pinModel, splitCount } from '../organic/figures.ts';
import { findPin, pinOr404 } from '../organic/pin-view.ts';
import { contentUser } from '../organic/who.ts';

const COMPLAINT = 'Invalid pins analytics parameters.';

const everyPin = [
  'IMPRESSION',
  'OUTBOUND_CLICK',
  'PIN_CLICK',
  'SAVE',
  'SAVE_RATE',
  'TOTAL_COMMENTS',
  'TOTAL_REACTIONS',
  'USER_FOLLOW',
  'PROFILE_VISIT',
];
const videoPins = [
  'VIDEO_MRC_VIEW',
  'VIDEO_10S_VIEW',
  'QUARTILE_95_PERCENT_VIEW',
  'VIDEO_V50_WATCH_TIME',
  'VIDEO_START',
  'VIDEO_AVG_WATCH_TIME',
];
// Counted over the Pin's whole life only.
const lifetime = ['TOTAL_COMMENTS', 'TOTAL_REACTIONS'];
const apps = { MOBILE: 0.74, TABLET: 0.07, WEB: 0.19 } as const;

const byApp = (counts: Counts): Record<string, Counts> => {
  const names = Object.keys(apps);
  const columns = Object.entries(counts).map(([metric, count]) => ({
    metric,
    parts: splitCount(count, Object.values(apps)),
  }));
  return Object.fromEntries(
    names.map((name, at) => [name, Object.fromEntries(columns.map(({ metric, parts }) => [metric, parts[at] ?? 0]))]),
  );
};

type Question = {
  readonly days: readonly Day[];
  readonly metrics: readonly string[];
  readonly app: string;
  readonly split: string;
};

const readQuestion = (request: ApiRequest): Question => {
  const days = rangeOf(request, COMPLAINT);
  const metrics = metricsOf(request, [...everyPin, ...videoPins], COMPLAINT);
  if (metrics.length === 0) return refuse(400, 400, COMPLAINT);
  return {
    days,
    metrics,
    app: wordOf(request, { name: 'app_types', words: ['ALL', ...Object.keys(apps)] }, COMPLAINT),
    split: wordOf(request, { name: 'split_field', words: ['NO_SPLIT', 'APP_TYPE'] }, COMPLAINT),
  };
};

const ofApp = (counts: Counts, app: string): Counts => (app === 'ALL' ? counts : (byApp(counts)[app] ?? {}));

const lifetimeOf = (request: ApiRequest, born: Day, counts: (day: Day) => Counts): Record<string, number> => {
  const total = { TOTAL_COMMENTS: 0, TOTAL_REACTIONS: 0 };
  for (let day = born; day < dayOf(request.now()); day = addDays(day, 1)) {
    const one = counts(day);
    total.TOTAL_COMMENTS += one.TOTAL_COMMENTS ?? 0;
    total.TOTAL_REACTIONS += one.TOTAL_REACTIONS ?? 0;
  }
  return total;
};

const reportOf = (request: ApiRequest, pinId: string, question: Question) => {
  const user = contentUser(request);
  const { pin, user: owner } = pinOr404(request, pinId);
  if (owner.id !== user.id) return refuse(403, 403, 'Not authorized to access board or Pin.');
  const { niche } = organicAccountOf(request.world, user);
  const counts = pinModel(request.world.seed, niche, pin);
  const born = dayOf(new Date(pin.createdAt));
  const daily = question.metrics.filter((metric) => !lifetime.includes(metric));
  const group = (part: (counts: Counts) => Counts) => {
    const rows = question.days.map((day) => {
      const status = day < born ? 'BEFORE_PIN_CREATED' : statusOf(request, day);
      return { date: day, status, counts: countsAt(status, () => part(counts(day))) };
    });
    const total = sumOf(rows.map((row) => row.counts).filter((row) => row !== undefined));
    const life = question.metrics.some((metric) => lifetime.includes(metric)) ? lifetimeOf(request, born, counts) : {};
    return {
      summary_metrics: shown(daily, total),
      daily_metrics: rows.map((row) => ({
        date: row.date,
        data_status: row.status,
        metrics: row.counts ? shown(daily, row.counts) : {},
      })),
      lifetime_metrics: Object.fromEntries(
        Object.entries(life).filter(([metric]) => question.metrics.includes(metric)),
      ),
    };
  };
  if (question.split === 'NO_SPLIT') return { all: group((all) => ofApp(all, question.app)) };
  const names = Object.keys(apps).filter((name) => question.app === 'ALL' || question.app === name);
  return Object.fromEntries(names.map((name) => [name, group((all) => ofApp(all, name))]));
};

const analytics = (request: ApiRequest) => ok(reportOf(request, request.params.pin_id ?? '', readQuestion(request)));

const many = (request: ApiRequest) => {
  const ids = request.query.list('pin_ids');
  if (ids.length === 0 || ids.length > 100) return refuse(400, 1, 'Invalid multi_pins analytics parameters.');
  const question = readQuestion(request);
  const user = contentUser(request);
  if (ids.some((id) => findPin(request, id) === undefined)) return refuse(404, 50, 'Pin not found.');
  if (ids.some((id) => findPin(request, id)?.user.id !== user.id)) {
    return refuse(401, 7, 'Not authorized to access board or Pin.');
  }
  return ok(Object.fromEntries(ids.map((id) => [id, reportOf(request, id, question)])));
};

const scopes = ['boards:read', 'pins:read'];

/** Organic figures of single Pins. */
export const pinAnalyticsHandlers: readonly Handler[] = [
  {
    operationId: 'pins/analytics',
    method: 'GET',
    path: '/pins/:pin_id/analytics',
    category: 'org_analytics',
    scopes,
    handle: analytics,
  },
  {
    operationId: 'multi_pins/analytics',
    method: 'GET',
    path: '/pins/analytics',
    category: 'org_analytics',
    scopes,
    handle: many,
  },
];
