import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { AuditList, AuditReport, ClientList, OperateState } from '../../../api/contract.ts';
import { ask } from '../../kit/server.ts';
import type { AuditAddress } from './audit-address.ts';

const PART = '50';

/** Entries of the audit trail, part after part, the newest first. */
export const auditQuery = (address: AuditAddress) =>
  infiniteQueryOptions({
    queryKey: ['audit', address],
    queryFn: ({ pageParam }) => {
      const asked = new URLSearchParams({
        ...address,
        limit: PART,
        ...(pageParam === null ? {} : { cursor: pageParam }),
      });
      return ask<AuditList>(`/audit?${asked}`);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });

/** Walks the whole trail on the server. */
export const verifyAudit = () => ask<AuditReport>('/audit/verify');

const LOOK_AGAIN_MS = 10_000;

/** How it goes, asked again as long as the page is open. */
export const operateQuery = (locale: string) =>
  queryOptions({
    queryKey: ['operate', locale],
    queryFn: () => ask<OperateState>('/operate'),
    refetchInterval: LOOK_AGAIN_MS,
  });

/** Every client the reader may see, by name, to choose among. */
export const clientListQuery = queryOptions({
  queryKey: ['client-list'],
  queryFn: async () => {
    const items: ClientList['items'] = [];
    for (let next: string | null = ''; next !== null; ) {
      const part: ClientList = await ask(`/clients?limit=200${next === '' ? '' : `&cursor=${next}`}`);
      items.push(...part.items);
      next = part.next;
    }
    return items;
  },
});
