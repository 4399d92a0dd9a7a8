import { queryOptions } from '@tanstack/react-query';
import type { ConnectAttempt, FaultText, SyncRunList } from '../../../api/contract.ts';
import { ask } from '../../kit/server.ts';

/** What was asked of Pinterest night by night, with reasons in the given language. */
export const syncRunsQuery = (clientId: string, locale: string) =>
  queryOptions({
    queryKey: ['sync-runs', clientId, locale],
    queryFn: () => ask<SyncRunList>(`/clients/${clientId}/sync-runs`),
  });

/** What a fault code means, in the given language. */
export const faultQuery = (code: string, locale: string) =>
  queryOptions({ queryKey: ['fault', code, locale], queryFn: () => ask<FaultText>(`/faults/${code}`) });

/** Begins to connect; the answer's address is where a person gives consent. */
export const beginConnect = (clientId: string) =>
  ask<ConnectAttempt>(`/clients/${clientId}/connection/attempts`, { method: 'POST' });
