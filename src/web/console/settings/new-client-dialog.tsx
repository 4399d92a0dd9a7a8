import { Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ClientAdded, ClientRequest } from '../../../api/contract.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { ask } from '../../kit/server.ts';
import { useNewClientWords } from '../../words/new-client.ts';
import { Dialog } from '../goals/dialog.tsx';
import { DetailsFields } from './details-fields.tsx';

/** Asks what a new client is called, adds it, and goes to where it is connected. */
export const NewClientDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const text = useNewClientWords();
  const { locale } = useLocale();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<ClientRequest>({
    name: '',
    kind: 'legal_person',
    locale,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  const send = useMutation({
    mutationFn: () => ask<ClientAdded>('/clients', { method: 'POST', body: draft }),
    onSuccess: async ({ id }) => {
      void client.invalidateQueries();
      // What comes next is connecting it, and that is done there.
      await navigate({ to: '/clients/$clientId/data', params: { clientId: id } });
    },
  });
  return (
    <Dialog
      title={text.title}
      action={text.action}
      error={send.error}
      isBusy={send.isPending}
      onSubmit={() => send.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{text.lead}</Text>
      <DetailsFields
        draft={draft}
        onDraft={(part) => setDraft((before) => ({ ...before, ...part }))}
        error={send.error}
      />
    </Dialog>
  );
};
