/** Which part of a list is asked. */
export type PageAsked = { readonly cursor?: string | undefined; readonly limit: number };

/** A part of a list, and from where it goes on; null at its end. */
export type Page<Item> = { readonly items: Item[]; readonly next: string | null };

/** A key by which lists of things with a moment stand with the newest first. */
export const newestFirst = (at: Date, id: string): string =>
  `${String(Number.MAX_SAFE_INTEGER - at.getTime()).padStart(16, '0')} ${id}`;

/**
 * One part of a list. The cursor is the key of the last thing shown, so that what is added or removed meanwhile neither
 * repeats nor hides the rest.
 * @param keyOf unique per thing; the list stands in the order of its keys
 */
export const pageOf = <Item>(
  items: readonly Item[],
  { cursor, limit }: PageAsked,
  keyOf: (item: Item) => string,
): Page<Item> => {
  const after = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString('utf8');
  const sorted = items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .filter(({ key }) => after === undefined || key > after);
  const shown = sorted.slice(0, limit);
  const last = shown.at(-1);
  const isMore = sorted.length > shown.length && last !== undefined;
  return {
    items: shown.map(({ item }) => item),
    next: isMore ? Buffer.from(last.key, 'utf8').toString('base64url') : null,
  };
};
