import type { ShopItem } from './shop.ts';

/** What a feed is about, besides its items. */
export type FeedHead = { readonly title: string; readonly home: string; readonly image: (n: number) => string };

/** A feed as text, with the type it is sent as. */
export type Feed = { readonly type: string; readonly body: string };

/** A text that means nothing to HTML and XML. */
export const harmless = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const linkOf = (head: FeedHead, item: ShopItem): string => `${head.home}/${item.n}`;

const rss2 = (head: FeedHead, items: readonly ShopItem[]): string => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>${harmless(head.title)}</title><link>${head.home}</link><description>${harmless(head.title)}</description>
${items
  .map(
    (item) => `<item><title>${harmless(item.title)}</title><link>${linkOf(head, item)}</link>
<guid isPermaLink="false">item-${item.n}</guid><pubDate>${new Date(`${item.on}T07:00:00Z`).toUTCString()}</pubDate>
<description>${harmless(item.text)}</description>
<enclosure url="${head.image(item.n)}" type="image/png" length="0"/><media:content url="${head.image(item.n)}" medium="image"/></item>`,
  )
  .join('\n')}
</channel></rss>
`;

const rss1 = (head: FeedHead, items: readonly ShopItem[]): string => `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="${head.home}"><title>${harmless(head.title)}</title><link>${head.home}</link><description>${harmless(head.title)}</description>
<items><rdf:Seq>${items.map((item) => `<rdf:li rdf:resource="${linkOf(head, item)}"/>`).join('')}</rdf:Seq></items></channel>
${items
  .map(
    (
      item,
    ) => `<item rdf:about="${linkOf(head, item)}"><title>${harmless(item.title)}</title><link>${linkOf(head, item)}</link>
<description>${harmless(item.text)}</description><dc:date>${item.on}T07:00:00Z</dc:date></item>`,
  )
  .join('\n')}
</rdf:RDF>
`;

const atom = (head: FeedHead, items: readonly ShopItem[]): string => `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>${harmless(head.title)}</title><id>${head.home}</id><link href="${head.home}"/>
<updated>${items[0]?.on ?? '2025-12-31'}T07:00:00Z</updated>
${items
  .map(
    (
      item,
    ) => `<entry><title>${harmless(item.title)}</title><id>${linkOf(head, item)}</id><link href="${linkOf(head, item)}"/>
<link rel="enclosure" type="image/png" href="${head.image(item.n)}"/>
<updated>${item.on}T07:00:00Z</updated><summary>${harmless(item.text)}</summary></entry>`,
  )
  .join('\n')}
</feed>
`;

const json = (head: FeedHead, items: readonly ShopItem[]): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: head.title,
    home_page_url: head.home,
    items: items.map((item) => ({
      id: `item-${item.n}`,
      url: linkOf(head, item),
      title: item.title,
      content_text: item.text,
      image: head.image(item.n),
      date_published: `${item.on}T07:00:00Z`,
    })),
  });

const columns = ['id', 'title', 'description', 'link', 'image_link', 'price', 'availability', 'condition'] as const;

const productOf = (head: FeedHead, item: ShopItem): Record<(typeof columns)[number], string> => ({
  id: `sku-${item.n}`,
  title: item.title,
  description: item.text,
  link: linkOf(head, item),
  image_link: head.image(item.n),
  price: `${item.price} ${item.currency}`,
  availability: item.available ? 'in stock' : 'out of stock',
  condition: 'new',
});

const rowsOf = (head: FeedHead, items: readonly ShopItem[]): string[][] => [
  [...columns],
  ...items.map((item) => {
    const product = productOf(head, item);
    return columns.map((column) => product[column]);
  }),
];

const tsv = (head: FeedHead, items: readonly ShopItem[]): string =>
  rowsOf(head, items)
    .map((row) => row.map((cell) => cell.replace(/[\t\n]/g, ' ')).join('\t'))
    .join('\n');

const csv = (head: FeedHead, items: readonly ShopItem[]): string =>
  rowsOf(head, items)
    .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\r\n');

const products = (head: FeedHead, items: readonly ShopItem[]): string => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>${harmless(head.title)}</title>
${items
  .map((item) => {
    const product = productOf(head, item);
    return `<item>${columns.map((column) => `<g:${column}>${harmless(product[column])}</g:${column}>`).join('')}</item>`;
  })
  .join('\n')}
</channel></rss>
`;

const makers: Readonly<Record<string, { type: string; make: (head: FeedHead, items: readonly ShopItem[]) => string }>> =
  {
    'rss.xml': { type: 'application/rss+xml; charset=utf-8', make: rss2 },
    'rss1.xml': { type: 'application/rdf+xml; charset=utf-8', make: rss1 },
    'atom.xml': { type: 'application/atom+xml; charset=utf-8', make: atom },
    'feed.json': { type: 'application/feed+json; charset=utf-8', make: json },
    'products.tsv': { type: 'text/tab-separated-values; charset=utf-8', make: tsv },
    'products.csv': { type: 'text/csv; charset=utf-8', make: csv },
    'products.xml': { type: 'application/xml; charset=utf-8', make: products },
  };

/** Names of the feeds every site has. */
export const feedNames: readonly string[] = Object.keys(makers);

/** A feed by its name, newest item first; undefined for an unknown name. */
export const feedOf = (name: string, head: FeedHead, items: readonly ShopItem[]): Feed | undefined => {
  const maker = makers[name];
  return maker && { type: maker.type, body: maker.make(head, items) };
};
