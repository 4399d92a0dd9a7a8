import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { BreakdownPage } from '../../../api/contract.ts';
import { ask } from '../../kit/server.ts';
import { type BreakdownChoice, questionOf, type WorkspaceAddress } from './address.ts';

/** The question for the parts of the thing looked at: the same days, comparison and columns as the rest of the page. */
export const breakdownQuestion = (
  address: WorkspaceAddress,
  parts: { by: BreakdownChoice; columns: readonly string[]; sort: string | undefined },
): string => {
  const query = questionOf(address);
  query.set('by', parts.by);
  query.set('metrics', parts.columns.join(','));
  if (address.of !== undefined) query.set('of', address.of);
  if (parts.sort !== undefined) query.set('sort', parts.sort);
  return query.toString();
};

/** Parts; those of other days stay in sight while new ones are asked. */
export const breakdownQuery = (clientId: string, question: string) =>
  queryOptions({
    queryKey: ['breakdowns', clientId, question],
    queryFn: () => ask<BreakdownPage>(`/clients/${clientId}/breakdowns?${question}`),
    placeholderData: keepPreviousData,
  });
