import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useDeferredValue, useEffect } from 'react';
import type { EntityRow } from '../../../api/contract.ts';
import { entitiesQuery, PAGE_ROWS } from './queries.ts';

/** Height of a row: a name with its state, or a figure with its change. All are alike, so that the place of any is known. */
export const ROW_HEIGHT = 54;
// Rows drawn beyond what is in sight, so that a slow turn of the wheel meets no empty ones. More would make each jump draw more.
const MARGIN_ROWS = 5;

/** The rows of a table, however many: only those in sight are drawn, and only their pages are asked. */
export const useRows = (clientId: string, question: string, scroller: RefObject<HTMLDivElement | null>) => {
  const first = useQuery({ ...entitiesQuery(clientId, question, 0), placeholderData: keepPreviousData });
  const count = first.data?.count ?? 0;
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: MARGIN_ROWS,
    // Drawing at once, within the scroll event, holds the frame up until every new row is made.
    useFlushSync: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins at its top
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [question, scroller]);
  // New rows are made between frames, in pieces: scrolling never waits for them.
  const items = useDeferredValue(virtualizer.getVirtualItems());
  const pages = [...new Set(items.map(({ index }) => Math.floor(index / PAGE_ROWS)))].filter((page) => page > 0);
  const others = useQueries({ queries: pages.map((page) => entitiesQuery(clientId, question, page)) });
  const byPage = new Map(pages.map((page, place) => [page, others[place]?.data?.rows]));
  const rowAt = (index: number): EntityRow | undefined => {
    const page = Math.floor(index / PAGE_ROWS);
    return (page === 0 ? first.data?.rows : byPage.get(page))?.[index % PAGE_ROWS];
  };
  return {
    first,
    count,
    items,
    rowAt,
    height: virtualizer.getTotalSize(),
    scrollTo: (index: number) => virtualizer.scrollToIndex(index),
  };
};

/** What the rows of a table give. */
export type Rows = ReturnType<typeof useRows>;
