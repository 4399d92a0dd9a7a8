import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Connection, Daily, Gaps, Me, Overview, SyncState } from '../../api/contract.ts';
import { ask } from '../kit/server.ts';

/** Who is signed in; refused with 401 when nobody is. */
export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => ask<Me>('/session') });

/** All clients with their figures of the last 30 days. */
export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: () => ask<Overview>('/clients/overview'),
});

/** One client's figures per day. */
export const dailyQuery = (clientId: string) =>
  queryOptions({ queryKey: ['daily', clientId], queryFn: () => ask<Daily>(`/clients/${clientId}/daily`) });

/** One client's consent to Pinterest; names are asked live, so the answer is never kept longer than the page is open. */
export const connectionQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['connection', clientId],
    queryFn: () => ask<Connection>(`/clients/${clientId}/connection`),
    gcTime: 0,
  });

/** Days that have not landed, with the reason. */
export const gapsQuery = (clientId: string) =>
  queryOptions({ queryKey: ['gaps', clientId], queryFn: () => ask<Gaps>(`/clients/${clientId}/gaps`) });

const replace = (overview: Overview | undefined, states: readonly SyncState[]): Overview | undefined => {
  if (overview === undefined) return undefined;
  const byId = new Map(states.map((state) => [state.clientId, state]));
  return {
    ...overview,
    clients: overview.clients.map((client) => ({ ...client, sync: byId.get(client.id) ?? client.sync })),
  };
};

/**
 * Keeps the state of each sync live. The browser reconnects by itself after a restart of the server. When rows have come
 * in, the figures are asked again, at most once in five seconds.
 */
export const useLiveSync = (): void => {
  const client = useQueryClient();
  useEffect(() => {
    const stream = new EventSource('/api/v1/sync/stream');
    let rows = -1;
    let asked = 0;
    stream.onmessage = (message) => {
      const states: SyncState[] = JSON.parse(message.data);
      client.setQueryData<Overview>(overviewQuery.queryKey, (before) => replace(before, states));
      const sum = states.reduce((total, state) => total + state.rows, 0);
      const now = performance.now();
      if (sum === rows || now - asked < 5000) return;
      rows = sum;
      asked = now;
      void client.invalidateQueries({ queryKey: overviewQuery.queryKey });
      void client.invalidateQueries({ queryKey: ['daily'] });
      void client.invalidateQueries({ queryKey: ['gaps'] });
    };
    return () => stream.close();
  }, [client]);
};
