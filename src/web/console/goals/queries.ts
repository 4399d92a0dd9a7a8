import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { AnnotationList, GoalList, GoalStory } from '../../../api/contract.ts';
import { ask } from '../../kit/server.ts';

// More than a client ever has; a page of goals is read as a whole.
const LIMIT = 200;

/** A client's goals and how far they have come. */
export const goalsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['goals', clientId],
    queryFn: () => ask<GoalList>(`/clients/${clientId}/goals?limit=${LIMIT}`),
  });

/** One goal day by day. */
export const goalStoryQuery = (clientId: string, goalId: string) =>
  queryOptions({
    queryKey: ['goals', clientId, goalId],
    queryFn: () => ask<GoalStory>(`/clients/${clientId}/goals/${goalId}`),
    placeholderData: keepPreviousData,
  });

/** What people wrote beside the days of a period, or all of it. */
export const notesQuery = (clientId: string, period?: { readonly from: string; readonly to: string }) => {
  const within = period === undefined ? '' : `&from=${period.from}&to=${period.to}`;
  return queryOptions({
    queryKey: ['notes', clientId, within],
    queryFn: () => ask<AnnotationList>(`/clients/${clientId}/annotations?limit=${LIMIT}${within}`),
  });
};

/** Asks again what a change of a goal or note may have changed. */
export const refresh = (
  client: QueryClient,
  what: 'goals' | 'notes' | 'client-notes',
  clientId: string,
): Promise<void> => client.invalidateQueries({ queryKey: [what, clientId] });
