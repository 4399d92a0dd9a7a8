import { type ApiRequest, type Handler, ok, refuse } from '../handler.ts';
import { naive } from '../organic/shapes.ts';
import { page, pageSizeOf } from '../server/paging.ts';
import { draw, seedFor } from '../world/hash.ts';
import type { WorldUser } from '../world/world.ts';
import { actingUser } from './user-account.ts';

type CatalogFeed = {
  readonly id: string;
  readonly name: string;
  readonly format: 'TSV' | 'CSV' | 'XML';
  readonly createdAt: number;
};

const BEGIN = Date.parse('2024-02-01T06:00:00Z');
const DAY_MS = 86_400_000;
const formats = ['TSV', 'CSV', 'XML'] as const;

/** Every client has one or two product feeds, which point at its own site's feeds. */
const feedsOf = (request: ApiRequest, user: WorldUser): CatalogFeed[] => {
  const seed = seedFor(request.world.seed, `${user.id} catalog`);
  const count = user.client ? 1 + (draw(seed, 1) % 2) : 0;
  return Array.from({ length: count }, (_, n) => ({
    id: `27${String(user.index).padStart(5, '0')}${n}`,
    name: `${user.businessName} producten ${n + 1}`,
    format: formats[(draw(seed, 2) + n) % formats.length] ?? 'TSV',
    createdAt: BEGIN + (draw(seed, 3, n) % 400) * DAY_MS,
  }));
};

const feedJson = (request: ApiRequest, user: WorldUser, feed: CatalogFeed) => ({
  id: feed.id,
  created_at: naive(feed.createdAt, feed.id),
  updated_at: naive(request.now().getTime() - (request.now().getTime() % DAY_MS), feed.id),
  name: feed.name,
  catalog_type: 'RETAIL',
  catalog_id: `28${feed.id.slice(2)}`,
  format: feed.format,
  location: `${request.origin()}/sites/${user.username}/feeds/products.${feed.format.toLowerCase()}`,
  status: 'ACTIVE',
  default_country: user.country,
  default_currency: user.currency,
  default_locale: user.country === 'NL' ? 'nl-NL' : 'en-GB',
  default_availability: 'IN_STOCK',
  preferred_processing_schedule: { time: '02:00', timezone: 'Europe/Amsterdam' },
  // The description lets a feed carry its password: whoever reads this must drop it unseen.
  credentials: { username: request.person('feedlezer'), password: 'sandbox-feed-password' },
});

const list = (request: ApiRequest) => {
  const user = actingUser(request);
  return page({ query: request.query, operation: 'feeds/list' }, feedsOf(request, user), (feed) =>
    feedJson(request, user, feed),
  );
};

const feedOr404 = (request: ApiRequest, user: WorldUser): CatalogFeed => {
  const id = request.params.feed_id ?? '';
  if (!/^\d+$/.test(id)) return refuse(400, 1, `'feed_id' value '${id}' must match the pattern: ^\\d+$`);
  const feed = feedsOf(request, user).find((one) => one.id === id);
  return feed ?? refuse(404, 4161, 'Sorry! We could not find your catalogs feed.');
};

const get = (request: ApiRequest) => {
  const user = actingUser(request);
  return ok(feedJson(request, user, feedOr404(request, user)));
};

/** One processing a night: the newest may still run, one in nine failed, the others completed with some warnings. */
const resultJson = (request: ApiRequest, feed: CatalogFeed, night: number) => {
  const seed = seedFor(request.world.seed, `${feed.id} results`);
  const at = night * DAY_MS + 2 * 3_600_000;
  const running = request.now().getTime() - at < 3_600_000;
  const failed = !running && draw(seed, night) % 9 === 0;
  const original = 180 + (draw(seed, 1) % 400);
  const lost = failed ? original : draw(seed, night, 2) % 6;
  const status = failed ? 'FAILED' : 'COMPLETED';
  return {
    id: `${feed.id}${night}`,
    created_at: naive(at, feed.id),
    updated_at: naive(at + 1_800_000, feed.id),
    status: running ? 'PROCESSING' : status,
    ingestion_details: {
      errors: failed ? { LINE_LEVEL_INTERNAL_ERROR: lost } : {},
      info: { IN_STOCK: original - lost, OUT_OF_STOCK: 0, PREORDER: 0 },
      warnings: lost > 0 && !failed ? { AD_IMAGE_DOWNLOAD_SITE_TIMEOUT: lost } : {},
    },
    product_counts: running ? null : { original, ingested: original - lost },
    validation_details: { errors: failed ? { FETCH_ERROR: 1 } : {}, warnings: {} },
  };
};

const NIGHTS = 40;

// Pinterest: openapi op feed_processing_results/list, "bookmark not functional": only ever the first page.
const results = (request: ApiRequest) => {
  const user = actingUser(request);
  const feed = feedOr404(request, user);
  const last = Math.floor((request.now().getTime() - 2 * 3_600_000) / DAY_MS);
  const count = Math.min(pageSizeOf(request.query), NIGHTS);
  return ok({
    items: Array.from({ length: count }, (_, n) => resultJson(request, feed, last - n)),
    bookmark: null,
  });
};

const read = { method: 'GET', category: 'catalogs_read', scopes: ['catalogs:read'] } as const;

/** Product feeds and how they were taken in. */
export const catalogHandlers: readonly Handler[] = [
  { operationId: 'feeds/list', ...read, path: '/catalogs/feeds', handle: list },
  { operationId: 'feeds/get', ...read, path: '/catalogs/feeds/:feed_id', handle: get },
  {
    operationId: 'feed_processing_results/list',
    ...read,
    path: '/catalogs/feeds/:feed_id/processing_results',
    handle: results,
  },
];
