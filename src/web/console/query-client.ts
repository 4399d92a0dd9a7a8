import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isSignedOut, isUnreachable } from '../kit/server.ts';
import { meQuery } from './queries.ts';

/** Asks the server, remembers for a moment, and notices when the session is over. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // Whichever question meets the end of the session first: the frame then leads to the sign-in page and back.
    onError: (error) => {
      if (isSignedOut(error)) queryClient.setQueryData(meQuery.queryKey, null);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // An installation in a closed network works without what a browser calls being online.
      networkMode: 'always',
      // A refusal stays a refusal; an unreachable server is asked until it is back, so a restart heals itself.
      retry: (_failures, error) => isUnreachable(error),
      retryDelay: (failures) => Math.min(500 * 2 ** failures, 5000),
    },
    mutations: { networkMode: 'always' },
  },
});
