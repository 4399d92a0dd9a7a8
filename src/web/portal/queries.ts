import { queryOptions } from '@tanstack/react-query';
import type { Brand, Held, OwnWindow } from '../../api/contract.ts';
import { ask } from '../kit/server.ts';

/** The window of the client one belongs to. */
export const ownWindowQuery = queryOptions({ queryKey: ['portal'], queryFn: () => ask<OwnWindow>('/portal') });

/** What is held on behalf of a client. */
export const heldQuery = (clientId: string) =>
  queryOptions({ queryKey: ['held', clientId], queryFn: () => ask<Held>(`/clients/${clientId}/held`) });

/** How a client's own window looks. */
export const brandQuery = (clientId: string) =>
  queryOptions({ queryKey: ['brand', clientId], queryFn: () => ask<Brand>(`/clients/${clientId}/brand`) });
