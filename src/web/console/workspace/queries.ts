import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { EntityPage, Explanation, MetricList, ThingFigures } from '../../../api/contract.ts';
import { ask } from '../../kit/server.ts';
import { questionOf, type TableLevel, type WorkspaceAddress } from './address.ts';

/** Every metric there is; it changes with the version of the program only. */
export const metricsQuery = queryOptions({
  queryKey: ['metrics'],
  queryFn: () => ask<MetricList>('/metrics'),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Key figures, days and months of the thing looked at. What was there stays in sight while other days are asked. */
export const figuresQuery = (clientId: string, address: WorkspaceAddress, metrics: readonly string[]) => {
  const query = questionOf(address);
  query.set('metrics', metrics.join(','));
  if (address.of !== undefined) query.set('of', address.of);
  return queryOptions({
    queryKey: ['figures', clientId, query.toString()],
    queryFn: () => ask<ThingFigures>(`/clients/${clientId}/figures?${query}`),
    placeholderData: keepPreviousData,
  });
};

/** Rows a page of the table brings at a time: what a few turns of the wheel pass, and no more than a phone takes in at once. */
export const PAGE_ROWS = 250;

/** One stretch of a table. */
export const entitiesQuery = (clientId: string, question: string, page: number) =>
  queryOptions({
    queryKey: ['entities', clientId, question, page],
    queryFn: () =>
      ask<EntityPage>(`/clients/${clientId}/entities?${question}&limit=${PAGE_ROWS}&offset=${page * PAGE_ROWS}`),
  });

/** What a figure is of: the thing looked at, one row, or a whole level. */
export type FigurePlace = { readonly of?: string | undefined; readonly level?: TableLevel | undefined };

/** How a figure is measured, in the given language. */
export const explanationQuery = (
  about: { clientId: string; address: WorkspaceAddress; place: FigurePlace },
  metric: string,
  locale: string,
) => {
  const query = questionOf(about.address);
  query.delete('compare');
  if (about.place.of !== undefined) query.set('of', about.place.of);
  else if (about.place.level !== undefined) query.set('level', about.place.level);
  return queryOptions({
    queryKey: ['explanation', about.clientId, metric, query.toString(), locale],
    queryFn: () => ask<Explanation>(`/clients/${about.clientId}/figures/${metric}/explanation?${query}`),
  });
};
