import { queryOptions } from '@tanstack/react-query';
import type { ImportAnswer, ImportChoiceRequest, ImportList, ImportStatement } from '../../../../api/contract.ts';
import { ask } from '../../../kit/server.ts';

// A check of a year takes seconds; a person who watches wants to see it move.
const LOOK_MS = 700;

/** True while workers are busy with a file. */
export const isBusy = ({ state, underived }: Pick<ImportAnswer, 'state' | 'underived'>): boolean =>
  state === 'uploaded' || state === 'landing' || underived > 0;

/** The files brought in for a client, and what a file may be stated to be. */
export const importsQuery = (clientId: string, locale: string) =>
  queryOptions({
    queryKey: ['imports', clientId, locale],
    queryFn: () => ask<ImportList>(`/clients/${clientId}/imports`),
    refetchInterval: ({ state }) => (state.data?.items.some(isBusy) === true ? LOOK_MS : false),
  });

/** One file; asked again while workers are busy with it. */
export const importQuery = (clientId: string, importId: string, locale: string) =>
  queryOptions({
    queryKey: ['import', clientId, importId, locale],
    queryFn: () => ask<ImportAnswer>(`/clients/${clientId}/imports/${importId}`),
    refetchInterval: ({ state }) => (state.data !== undefined && isBusy(state.data) ? LOOK_MS : false),
  });

/** What is stated of a file when it is sent. */
export type Sent = {
  readonly file: File;
  readonly account: string;
  readonly level: string;
  readonly window: string;
  readonly reportTime: string;
};

/** Sends a file as it is. */
export const sendFile = (clientId: string, { file, level, ...stated }: Sent) => {
  const query = new URLSearchParams({ ...stated, ...(level === '' ? {} : { level }) });
  // Systems call a CSV many things; what it is, the server tells by its content.
  const body = file.slice(0, file.size, 'text/csv');
  return ask<ImportAnswer>(`/clients/${clientId}/imports?${query}`, { method: 'POST', body });
};

/** States anew what a file is. */
export const restate = (clientId: string, importId: string, body: ImportStatement) =>
  ask<ImportAnswer>(`/clients/${clientId}/imports/${importId}/statement`, { method: 'PUT', body });

/** Has a checked file imported. */
export const landFile = (clientId: string, importId: string, body: ImportChoiceRequest) =>
  ask<ImportAnswer>(`/clients/${clientId}/imports/${importId}/landing`, { method: 'POST', body });

/** Throws a file away. */
export const discardFile = (clientId: string, importId: string) =>
  ask<undefined>(`/clients/${clientId}/imports/${importId}`, { method: 'DELETE' });

/** Where all bad rows of a file are, for a spreadsheet. */
export const verdictsAddress = (clientId: string, importId: string): string =>
  `/api/v1/clients/${clientId}/imports/${importId}/verdicts.csv`;
