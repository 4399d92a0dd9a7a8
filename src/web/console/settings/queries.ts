import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ClientSettings, FeeList, SettingsChange } from '../../../api/contract.ts';
import { ask } from '../../kit/server.ts';

/** What a client is called and what its contract decides. */
export const settingsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['settings', clientId],
    queryFn: () => ask<ClientSettings>(`/clients/${clientId}/settings`),
  });

/** What was agreed about the agency's fee. */
export const feesQuery = (clientId: string) =>
  queryOptions({ queryKey: ['fees', clientId], queryFn: () => ask<FeeList>(`/clients/${clientId}/fees`) });

/** Changes a part of the settings. Names and terms stand on many pages, so all of the client's are asked again. */
export const useSettingsChange = (clientId: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SettingsChange) =>
      ask<ClientSettings>(`/clients/${clientId}/settings`, { method: 'PATCH', body }),
    onSuccess: (settings) => {
      client.setQueryData(settingsQuery(clientId).queryKey, settings);
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'settings' });
    },
  });
};
