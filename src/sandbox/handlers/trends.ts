import { dayOf } from '../../foundation/kit/index.ts';
import { type ApiRequest, type Handler, ok, refuse } from '../handler.ts';
import { keywords, relatedTerms, trendOf } from '../organic/trends.ts';
import { draw, fraction, seedFor } from '../world/hash.ts';

const COMPLAINT = 'Invalid trending keywords request parameters';

const regions =
  'US CA DE FR ES IT DE+AT+CH GB+IE IT+ES+PT+GR+MT PL+RO+HU+SK+CZ SE+DK+FI+NO NL+BE+LU AR BR CO MX MX+AR+CO+CL AU+NZ'.split(
    ' ',
  );
const ages = ['18-24', '25-34', '35-44', '45-49', '50-54', '55-64', '65+'];
// Keywords that no region searches for enough to be listed.
const QUIET = 0.35;

type Trend = ReturnType<typeof trendOf>;

const orders: Readonly<Record<string, (trend: Trend) => number>> = {
  growing: (trend) => trend.pct_growth_mom,
  monthly: (trend) => trend.volume,
  yearly: (trend) => trend.volume + trend.pct_growth_yoy / 10,
  seasonal: (trend) => trend.pct_growth_wow + trend.pct_growth_mom,
};

const spread = (seed: number, names: readonly string[]): Record<string, number> => {
  const weights = names.map((_, n) => 0.2 + fraction(seed, n));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Object.fromEntries(names.map((name, n) => [name, (weights[n] ?? 0) / total]));
};

const demographicsOf = (request: ApiRequest, trend: Trend) => {
  const seed = seedFor(request.world.seed, trend.keyword);
  return {
    age_distribution: spread(seed, ages),
    gender_distribution: spread(seed + 1, ['female', 'male', 'unspecified']),
  };
};

const wantedKeywords = (request: ApiRequest, region: string): readonly string[] => {
  const included = request.query.list('include_keywords').map((word) => word.toLowerCase());
  if (included.length > 50) return refuse(400, 400, COMPLAINT);
  const seed = seedFor(request.world.seed, `${region} listed`);
  const listed = keywords.filter((_, n) => fraction(seed, n) >= QUIET);
  const interests = request.query.list('interests');
  const few = interests.length === 0 ? listed : listed.filter((_, n) => draw(seed, n, 1) % 8 < interests.length);
  return included.length === 0 ? few : few.filter((keyword) => included.some((word) => keyword.includes(word)));
};

const trending = (request: ApiRequest) => {
  const region = request.params.region ?? '';
  const order = orders[request.params.trend_type ?? ''];
  if (!regions.includes(region) || !order) return refuse(400, 400, COMPLAINT);
  const limit = request.query.integer('limit', { min: 1, max: 50, otherwise: 50 });
  const together = request.query.flag('normalize_against_group', false);
  const demographics = request.query.flag('include_demographics', false);
  const today = dayOf(request.now());
  const trends = wantedKeywords(request, region)
    .map((keyword) => trendOf(request.world.seed, region, keyword, today))
    .sort((one, other) => order(other) - order(one))
    .slice(0, limit);
  const loudest = Math.max(...trends.map((trend) => trend.volume));
  return ok({
    trends: trends.map((trend) => {
      const { volume, time_series, ...growth } = trend;
      const scale = together ? volume / loudest : 1;
      return {
        ...growth,
        time_series: Object.fromEntries(
          Object.entries(time_series).map(([day, value]) => [day, Math.round(value * scale)]),
        ),
        has_prediction: false,
        ...(demographics ? { demographics: demographicsOf(request, trend) } : {}),
      };
    }),
  });
};

const related = (request: ApiRequest) => {
  const terms = request.query.list('terms');
  if (terms.length === 0) return refuse(400, 400, 'Invalid terms related parameters.');
  const list = terms.map((term) => ({ term, related_terms: relatedTerms(request.world.seed, term) }));
  return ok({
    id: String(seedFor(request.world.seed, terms.join(',')) >>> 0),
    related_term_count: list.reduce((sum, entry) => sum + entry.related_terms.length, 0),
    related_terms_list: list,
  });
};

const suggested = (request: ApiRequest) => {
  const term = request.query.text('term');
  if (term === undefined) return refuse(400, 400, 'Invalid terms suggested parameters.');
  const limit = request.query.integer('limit', { min: 1, max: 10, otherwise: 4 });
  return ok(keywords.filter((keyword) => keyword.startsWith(term.toLowerCase())).slice(0, limit));
};

/** What people search for. */
export const trendHandlers: readonly Handler[] = [
  {
    operationId: 'trending_keywords/list',
    method: 'GET',
    path: '/trends/keywords/:region/top/:trend_type',
    category: 'trends_read',
    scopes: ['user_accounts:read'],
    handle: trending,
  },
  {
    operationId: 'terms_related/list',
    method: 'GET',
    path: '/terms/related',
    category: 'ads_read',
    scopes: ['ads:read'],
    handle: related,
  },
  {
    operationId: 'terms_suggested/list',
    method: 'GET',
    path: '/terms/suggested',
    category: 'ads_read',
    scopes: ['ads:read'],
    handle: suggested,
  },
];
