import { queryOptions } from '@tanstack/react-query';
import type { Connection, Daily, Explanation, Gaps, Overview, Session, ShownFigureKey } from '../../api/contract.ts';
import { ask } from '../kit/server.ts';

/** A client, and one of its ad accounts when it has several. */
export type AccountOfClient = { readonly clientId: string; readonly account: string | undefined };

const withAccount = (account: string | undefined): string =>
  account === undefined ? '' : `?account=${encodeURIComponent(account)}`;

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => ask<Session>('/session') });

/** All clients with their figures of the last 30 days. */
export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: () => ask<Overview>('/clients/overview'),
});

/** One ad account's figures per day. */
export const dailyQuery = ({ clientId, account }: AccountOfClient) =>
  queryOptions({
    queryKey: ['daily', clientId, account],
    queryFn: () => ask<Daily>(`/clients/${clientId}/daily${withAccount(account)}`),
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

/** How a figure is measured, in the given language. */
export const explanationQuery = (about: AccountOfClient, figure: ShownFigureKey, locale: string) =>
  queryOptions({
    queryKey: ['explanation', about.clientId, about.account, figure, locale],
    queryFn: () =>
      ask<Explanation>(`/clients/${about.clientId}/figures/${figure}/explanation${withAccount(about.account)}`),
  });
