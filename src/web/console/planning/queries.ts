import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import type {
  AssetList,
  BoardChoices,
  ContentTerms,
  LinkChecked,
  PlannedPinList,
  PlannedPinPage,
  PlannedPinTold,
  Publishing,
  ReviewLinkTold,
  SlotList,
} from '../../../api/contract.ts';
import { ask } from '../../kit/server.ts';
import type { PlanAddress } from './address.ts';

const STRETCH = 60;
const DAY_MS = 86_400_000;

// Fault sentences come in the language of the page, so what is read in one is not shown in the other.
const key = (clientId: string, ...more: readonly string[]) => ['planned', clientId, ...more];

/** Planned Pins by their moment, stretch by stretch. */
export const planQuery = (about: { clientId: string; address: PlanAddress; locale: string }) => {
  const { state, search } = about.address;
  const question = new URLSearchParams({
    ...(state !== undefined && { state }),
    ...(search !== undefined && { search }),
    limit: String(STRETCH),
  });
  return infiniteQueryOptions({
    queryKey: key(about.clientId, 'list', question.toString(), about.locale),
    queryFn: ({ pageParam }) =>
      ask<PlannedPinList>(
        `/clients/${about.clientId}/planned-pins?${question}${pageParam === '' ? '' : `&cursor=${pageParam}`}`,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
};

const MOST_A_PAGE = 500;

const allBetween = async (clientId: string, question: string): Promise<PlannedPinList> => {
  const items: PlannedPinTold[] = [];
  let cursor = '';
  for (;;) {
    const page = await ask<PlannedPinList>(
      `/clients/${clientId}/planned-pins?${question}&limit=${MOST_A_PAGE}${cursor}`,
    );
    items.push(...page.items);
    if (page.next === null) return { ...page, items };
    cursor = `&cursor=${page.next}`;
  }
};

/** All Pins planned in a stretch of days, a day more on both sides: whose day it is, is told by the client's clock. */
export const monthQuery = (about: { clientId: string; from: string; to: string; locale: string }) => {
  const from = new Date(Date.parse(about.from) - DAY_MS).toISOString();
  const to = new Date(Date.parse(about.to) + 2 * DAY_MS).toISOString();
  return queryOptions({
    queryKey: key(about.clientId, 'month', about.from, about.locale),
    queryFn: () => allBetween(about.clientId, new URLSearchParams({ from, to, planned: 'yes' }).toString()),
    placeholderData: keepPreviousData,
  });
};

/** Pins without a moment. */
export const unplannedQuery = (about: { clientId: string; locale: string }) =>
  queryOptions({
    queryKey: key(about.clientId, 'unplanned', about.locale),
    queryFn: () => ask<PlannedPinList>(`/clients/${about.clientId}/planned-pins?planned=no&limit=200`),
  });

/** One planned Pin with what was said of it. */
export const plannedPinQuery = (about: { clientId: string; pinId: string; locale: string }) =>
  queryOptions({
    queryKey: key(about.clientId, 'pin', about.pinId, about.locale),
    queryFn: () => ask<PlannedPinPage>(`/clients/${about.clientId}/planned-pins/${about.pinId}`),
  });

// Names of boards are Pinterest's: kept no longer than the page is open.
/** The boards of a client. */
export const boardsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['boards', clientId],
    queryFn: () => ask<BoardChoices>(`/clients/${clientId}/boards`),
    gcTime: 0,
    retry: false,
  });

/** The sections of a board. */
export const sectionsQuery = (clientId: string, boardId: string) =>
  queryOptions({
    queryKey: ['boards', clientId, boardId],
    queryFn: () => ask<BoardChoices>(`/clients/${clientId}/boards/${boardId}/sections`),
    gcTime: 0,
    retry: false,
  });

/** Which pictures of the library are shown. */
export type LibraryChoice = {
  readonly folder?: string;
  readonly tag?: string;
  readonly used?: 'yes' | 'no';
  readonly search?: string;
};

/** The library, stretch by stretch. */
export const assetsQuery = (clientId: string, choice: LibraryChoice) => {
  const question = new URLSearchParams({ ...choice, limit: String(STRETCH) }).toString();
  return infiniteQueryOptions({
    queryKey: ['assets', clientId, question],
    queryFn: ({ pageParam }) =>
      ask<AssetList>(`/clients/${clientId}/assets?${question}${pageParam === '' ? '' : `&cursor=${pageParam}`}`),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
};

// Nobody's shop changes while a Pin is written.
const VISITED_MS = 300_000;

/** Whether the page a Pin leads to answers. */
export const linkCheckQuery = (about: { clientId: string; pinId: string; version: number; locale: string }) =>
  queryOptions({
    queryKey: ['link-check', about.clientId, about.pinId, about.version, about.locale],
    queryFn: () => ask<LinkChecked>(`/clients/${about.clientId}/planned-pins/${about.pinId}/link-check`),
    staleTime: VISITED_MS,
    retry: false,
  });

/** How Pins of a client are handled. */
export const termsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['content-terms', clientId],
    queryFn: () => ask<ContentTerms>(`/clients/${clientId}/content-terms`),
  });

// What goes out by itself changes by itself.
const LOOK_AGAIN_MS = 30_000;

/** How publishing stands for a client. */
export const publishingQuery = (clientId: string, locale: string) =>
  queryOptions({
    queryKey: ['publishing', clientId, locale],
    queryFn: () => ask<Publishing>(`/clients/${clientId}/publishing`),
    refetchInterval: LOOK_AGAIN_MS,
  });

/** When Pins of a client usually go out. */
export const slotsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['slots', clientId],
    queryFn: () => ask<SlotList>(`/clients/${clientId}/slots`),
  });

/** Links for named persons. */
export const linksQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['review-links', clientId],
    queryFn: () => ask<{ items: ReviewLinkTold[] }>(`/clients/${clientId}/review-links`),
  });

/** Asks again everything a change of a planned Pin may have changed. */
export const refreshPlan = async (client: QueryClient, clientId: string): Promise<void> => {
  await Promise.all(
    ['planned', 'slots', 'publishing'].map((what) => client.invalidateQueries({ queryKey: [what, clientId] })),
  );
};

/** The address of a picture of the library. */
export const assetAddress = (clientId: string, assetId: string, size: 'thumb' | 'full'): string =>
  `/api/v1/clients/${clientId}/assets/${assetId}/picture?size=${size}`;
