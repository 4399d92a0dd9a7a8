import { Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PlannedPinTold } from '../../../api/contract.ts';
import { ask } from '../../kit/server.ts';
import { Trouble } from '../../kit/trouble.tsx';
import { usePlanningWords } from '../../words/planning.ts';
import { Dialog } from '../goals/dialog.tsx';
import { boardsQuery, refreshPlan } from './queries.ts';

type Props = { readonly clientId: string; readonly pin: PlannedPinTold; readonly onClose: () => void };

/** Drafts the same Pin for other boards, so many days apart. */
export const RepeatDialog = ({ clientId, pin, onClose }: Props) => {
  const { repeat: text } = usePlanningWords();
  const client = useQueryClient();
  const boards = useQuery(boardsQuery(clientId));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [everyDays, setEveryDays] = useState('7');
  const send = useMutation({
    mutationFn: () =>
      ask(`/clients/${clientId}/planned-pins/${pin.id}/repeat`, {
        method: 'POST',
        body: { boards: chosen, everyDays: Number(everyDays) },
      }),
    onSuccess: async () => {
      await refreshPlan(client, clientId);
      onClose();
    },
  });
  return (
    <Dialog
      title={text.title}
      action={text.make}
      error={send.error}
      isBusy={send.isPending}
      onSubmit={() => {
        if (chosen.length > 0) send.mutate();
      }}
      onClose={onClose}
    >
      <Text size="sm">{text.lead}</Text>
      {boards.error !== null && <Trouble error={boards.error} onRetry={() => void boards.refetch()} />}
      <fieldset className="repeat-boards">
        <legend>{text.boards}</legend>
        {boards.data?.items
          .filter(({ id }) => id !== pin.content.boardId)
          .map(({ id, name }) => (
            <label key={id} className="check-line">
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={(event) =>
                  setChosen((before) =>
                    event.currentTarget.checked ? [...before, id] : before.filter((each) => each !== id),
                  )
                }
              />{' '}
              {name}
            </label>
          ))}
      </fieldset>
      <TextInput
        type="number"
        label={text.everyDays}
        min={1}
        max={365}
        value={everyDays}
        onChange={(event) => setEveryDays(event.currentTarget.value)}
      />
    </Dialog>
  );
};
