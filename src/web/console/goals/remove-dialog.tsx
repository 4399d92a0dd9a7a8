import { Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../kit/server.ts';
import { useGoalsWords } from '../../words/goals.ts';
import { Dialog } from './dialog.tsx';
import { refresh } from './queries.ts';

type Props = {
  readonly clientId: string;
  readonly what: 'goals' | 'notes' | 'client-notes';
  readonly path: string;
  readonly title: string;
  readonly lead: string;
  readonly onClose: () => void;
};

/** Asks once more before something is gone. */
export const RemoveDialog = ({ clientId, what, path, title, lead, onClose }: Props) => {
  const text = useGoalsWords();
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: () => ask<void>(path, { method: 'DELETE' }),
    onSuccess: async () => {
      await refresh(client, what, clientId);
      onClose();
    },
  });
  return (
    <Dialog
      title={title}
      action={text.removeShort}
      error={send.error}
      isBusy={send.isPending}
      onSubmit={() => send.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{lead}</Text>
    </Dialog>
  );
};
