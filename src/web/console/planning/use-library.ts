import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { assetsQuery, type LibraryChoice } from './queries.ts';

/** The library as it is shown: what is chosen of it, its pictures, and the rest when it is asked for. */
export const useLibrary = (clientId: string) => {
  const [choice, setChoice] = useState<LibraryChoice>({});
  const asked = useInfiniteQuery(assetsQuery(clientId, choice));
  const first = asked.data?.pages[0];
  return {
    choice,
    setChoice,
    first,
    assets: asked.data?.pages.flatMap((page) => page.items) ?? [],
    trouble: asked.error ?? (asked.data === undefined ? asked.failureReason : null),
    again: () => void asked.refetch(),
    more: asked.hasNextPage ? { isAsking: asked.isFetchingNextPage, ask: () => void asked.fetchNextPage() } : undefined,
  };
};
