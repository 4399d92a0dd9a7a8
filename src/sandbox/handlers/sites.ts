import { setTimeout as wait } from 'node:timers/promises';
import { dayOf } from '../../foundation/kit/index.ts';
import type { Page, PageAnswer, PageRequest } from '../handler.ts';
import { type FeedHead, feedNames, feedOf, harmless } from '../organic/feeds.ts';
import { itemsBy, shopItem } from '../organic/shop.ts';
import type { WorldUser } from '../world/world.ts';

const missing: PageAnswer = { status: 404, body: '<!doctype html><title>404</title><h1>Niet gevonden</h1>' };

const siteOf = (request: PageRequest): WorldUser | undefined =>
  request.world.users.find((user) => user.username === request.params.site);

const headOf = (request: PageRequest, user: WorldUser): FeedHead => ({
  title: user.businessName,
  home: `${request.origin()}/sites/${user.username}`,
  image: (n) => `${request.origin()}/assets/1000x1500/${user.username}-${n}.png`,
});

const home = (request: PageRequest): PageAnswer => {
  const user = siteOf(request);
  if (!user) return missing;
  const { title, home: address } = headOf(request, user);
  const feeds = feedNames.map((name) => `<li><a href="${address}/feeds/${name}">${name}</a></li>`).join('');
  return {
    status: 200,
    body: `<!doctype html><html lang="nl"><title>${harmless(title)}</title><h1>${harmless(title)}</h1><ul>${feeds}</ul></html>`,
  };
};

const landing = (request: PageRequest): PageAnswer => {
  const user = siteOf(request);
  const n = Number(request.params.n);
  if (!user || !Number.isInteger(n) || n < 1) return missing;
  const head = headOf(request, user);
  const item = shopItem(request.world, user, n);
  const url = `${head.home}/${n}`;
  const product = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: item.title,
    image: head.image(n),
    offers: {
      '@type': 'Offer',
      price: item.price,
      priceCurrency: item.currency,
      availability: `https://schema.org/${item.available ? 'InStock' : 'OutOfStock'}`,
    },
  };
  const meta = {
    'og:type': 'product',
    'og:title': item.title,
    'og:description': item.text,
    'og:image': head.image(n),
    'og:url': url,
  };
  const tags = Object.entries(meta).map(([name, value]) => `<meta property="${name}" content="${harmless(value)}">`);
  return {
    status: 200,
    body: `<!doctype html><html lang="nl"><head><title>${harmless(item.title)}</title>${tags.join('')}
<link rel="canonical" href="${url}"><script type="application/ld+json">${JSON.stringify(product).replaceAll('<', '\\u003c')}</script></head>
<body><h1>${harmless(item.title)}</h1><img src="${head.image(n)}" alt=""><p>${harmless(item.text)}</p><p>${item.price} ${item.currency}</p></body></html>`,
  };
};

/** `?through=` the newest item's number (today's without it), `?count=` how many: two polls of a test differ by what it asks. */
const feed = (request: PageRequest): PageAnswer => {
  const user = siteOf(request);
  if (!user) return missing;
  const newest = itemsBy(dayOf(request.now()));
  const through = request.query.integer('through', { min: 0, max: 1_000_000, otherwise: newest });
  const count = request.query.integer('count', { min: 0, max: 10_000, otherwise: 20 });
  const items = Array.from({ length: Math.min(count, through) }, (_, n) => shopItem(request.world, user, through - n));
  const made = feedOf(request.params.feed ?? '', headOf(request, user), items);
  return made ? { status: 200, ...made } : missing;
};

const SLOW_MS = 20_000;
const BIG_BYTES = 21_000_000;

/** Addresses that misbehave, for tests of link and image checks. */
const odd: Readonly<Record<string, (request: PageRequest) => PageAnswer | Promise<PageAnswer>>> = {
  missing: () => missing,
  gone: () => ({ status: 410, body: 'gone' }),
  error: () => ({ status: 500, body: 'error' }),
  slow: async () => {
    // Unreferenced: a server that closes does not wait for it.
    await wait(SLOW_MS, undefined, { ref: false });
    return { status: 200, body: 'late' };
  },
  redirect: (request) => ({
    status: 302,
    headers: { location: `${request.origin()}/assets/1000x1500/redirected.png` },
  }),
  loop: (request) => ({ status: 302, headers: { location: `${request.origin()}/odd/loop` } }),
  'not-an-image.png': () => ({ status: 200, type: 'image/png', body: 'this is text' }),
  'too-big.png': () => ({ status: 200, type: 'image/png', body: Buffer.alloc(BIG_BYTES) }),
};

const oddPage = (request: PageRequest): PageAnswer | Promise<PageAnswer> =>
  odd[request.params.what ?? '']?.(request) ?? missing;

/** The clients' websites: landing pages that Pins link to, feeds, and addresses that misbehave. */
export const sitePages: readonly Page[] = [
  { method: 'GET', path: '/sites/:site', handle: home },
  { method: 'GET', path: '/sites/:site/feeds/:feed', handle: feed },
  { method: 'GET', path: '/sites/:site/:n', handle: landing },
  { method: 'GET', path: '/odd/:what', handle: oddPage },
];
