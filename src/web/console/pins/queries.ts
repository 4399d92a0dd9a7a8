import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { PinList, PinStory } from '../../../api/contract.ts';
import { ask, ServerProblem } from '../../kit/server.ts';
import { questionOf } from '../workspace/address.ts';
import { type DaysAddress, type GalleryAddress, galleryQuestion } from './address.ts';

/** Pins asked at a time: some screens of them. */
const STRETCH = 48;

// Pinterest is asked by the server meanwhile; some seconds for some hundred Pins.
const AGAIN_MS = 2_000;

/** The Pins of a gallery, stretch by stretch; asked again by itself while Pinterest is still telling of them. */
export const galleryQuery = (about: { clientId: string; address: GalleryAddress; locale: string }) => {
  const question = galleryQuestion(about.address).toString();
  return infiniteQueryOptions({
    queryKey: ['pins', about.clientId, question, about.locale],
    queryFn: ({ pageParam }) =>
      ask<PinList>(
        `/clients/${about.clientId}/pins?${question}&limit=${STRETCH}${pageParam === '' ? '' : `&cursor=${pageParam}`}`,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.content.state === 'reading' ? AGAIN_MS : false),
  });
};

/** One Pin with all that came of it. */
export const pinQuery = (about: { clientId: string; pinId: string; address: DaysAddress; locale: string }) => {
  const question = questionOf(about.address).toString();
  return queryOptions({
    queryKey: ['pin', about.clientId, about.pinId, question, about.locale],
    queryFn: () => ask<PinStory>(`/clients/${about.clientId}/pins/${about.pinId}?${question}`),
    placeholderData: keepPreviousData,
  });
};

/** The address of a Pin's picture, on our own server. */
export const pictureAddress = (clientId: string, pinId: string, size: 'small' | 'card' | 'large'): string =>
  `/api/v1/clients/${clientId}/pins/${pinId}/picture?size=${size}`;

/** Why a picture did not come: the browser tells nothing but that it did not. */
export const noPictureQuery = (address: string, locale: string) =>
  queryOptions({
    queryKey: ['picture', address, locale],
    queryFn: async () => {
      try {
        await ask<unknown>(address.replace('/api/v1', ''));
      } catch (error) {
        // A picture that did come this time is no problem of the server's.
        return error instanceof ServerProblem && error.code !== 'WEB_UNREADABLE' ? error.message : '';
      }
      return '';
    },
    retry: false,
  });
