import { queryOptions } from '@tanstack/react-query';
import type { ClientAttention, Connection, Gaps, Overview, Session } from '../../api/contract.ts';
import { ask } from '../kit/server.ts';

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => ask<Session>('/session') });

/** All clients with their figures of the last 30 days, and who needs somebody in words of the given language. */
export const overviewQuery = (locale: string) =>
  queryOptions({ queryKey: ['overview', locale], queryFn: () => ask<Overview>('/clients/overview') });

/** Why one client needs somebody, in words of the given language. */
export const attentionQuery = (clientId: string, locale: string) =>
  queryOptions({
    queryKey: ['attention', clientId, locale],
    queryFn: () => ask<ClientAttention>(`/clients/${clientId}/attention`),
  });

/** One client's consent to Pinterest; names are asked live, so the answer is never kept longer than the page is open. */
export const connectionQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['connection', clientId],
    queryFn: () => ask<Connection>(`/clients/${clientId}/connection`),
    gcTime: 0,
  });

/** Days that have not landed, with the reason in the given language. */
export const gapsQuery = (clientId: string, locale: string) =>
  queryOptions({ queryKey: ['gaps', clientId, locale], queryFn: () => ask<Gaps>(`/clients/${clientId}/gaps`) });
