import { z } from 'zod';
import { reportingLimits } from '../shapes/reporting.ts';
import { ask, type Call, type Request } from './endpoint.ts';
import { pinterestFault } from './read-refusal.ts';

// Far above the largest list seen (40,000 ads are 160 pages) and low enough to end a list that never ends within the hour.
const MOST_PAGES = 5_000;
// Filters may leave single pages empty; a run of them means that the bookmark leads nowhere.
const MOST_EMPTY_PAGES = 20;

const nextBookmark = (call: Call, bookmark: string | null, seen: Set<string>): string | undefined => {
  if (bookmark === null || bookmark === '') return undefined;
  if (seen.has(bookmark) || seen.size >= MOST_PAGES) {
    throw pinterestFault('PINTEREST_BOOKMARK_ENDLESS', { operation: call.operation, facts: { pages: seen.size + 1 } });
  }
  seen.add(bookmark);
  return bookmark;
};

/** A page of a list and where the next one begins; `next` is undefined on the last page. */
export type Page<Item> = { readonly items: Item[]; readonly next: string | undefined };

/**
 * Walks a list page by page, 250 items each, from a bookmark on; the next page is asked when the reader wants it. Pages
 * come as Pinterest gives them, empty ones too, so that a reader can keep the bookmark of each.
 *
 * @throws PINTEREST_BOOKMARK_ENDLESS when a bookmark comes back or the list has no end
 * @throws PINTEREST_BOOKMARK_EXPIRED when the walk took too long; start again
 * @personal as the shape says
 */
export async function* bookmarkedPages<Item>(
  call: Call,
  request: Request & { bookmark?: string },
  item: z.ZodType<Item>,
): AsyncGenerator<Page<Item>> {
  const shape = z.object({ items: z.array(item), bookmark: z.string().nullish() });
  const seen = new Set<string>();
  let { bookmark } = request;
  let emptyPages = 0;
  do {
    const query = {
      page_size: reportingLimits.pageSize,
      ...request.query,
      ...(bookmark !== undefined && { bookmark }),
    };
    const page = await ask(call, { ...request, query }, shape);
    bookmark = nextBookmark(call, page.bookmark ?? null, seen);
    emptyPages = page.items.length === 0 ? emptyPages + 1 : 0;
    if (emptyPages > MOST_EMPTY_PAGES) {
      throw pinterestFault('PINTEREST_BOOKMARK_ENDLESS', { operation: call.operation, facts: { emptyPages } });
    }
    yield { items: page.items, next: bookmark };
  } while (bookmark !== undefined);
}

/** The items of `bookmarkedPages` alone, without empty pages. @personal as the shape says */
export async function* pages<Item>(call: Call, request: Request, item: z.ZodType<Item>): AsyncGenerator<Item[]> {
  for await (const { items } of bookmarkedPages(call, request, item)) if (items.length > 0) yield items;
}

/** Cuts ids into pieces that fit one address: 250 ids of 18 digits would make a line of 9 kB. @personal none */
export const idChunks = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / reportingLimits.idsPerUrl) }, (_, index) =>
    ids.slice(index * reportingLimits.idsPerUrl, (index + 1) * reportingLimits.idsPerUrl),
  );
