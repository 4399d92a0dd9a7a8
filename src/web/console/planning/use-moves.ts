import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PlannedPinList, PlannedPinTold } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { ask } from '../../kit/server.ts';
import { usePlanningWords } from '../../words/planning.ts';
import { refreshPlan } from './queries.ts';

type Move = { readonly pin: PlannedPinTold; readonly plannedFor: string | null };
type Moved = {
  readonly items: readonly { readonly id: string; readonly outcome: string; readonly was: string | null }[];
};
type Back = { readonly pin: PlannedPinTold; readonly was: string | null };

const titleOf = (pin: PlannedPinTold, untitled: string): string =>
  pin.content.title === '' ? untitled : pin.content.title;

/** Moves a Pin at once on the screen and then at the server; the last move can be undone. */
export const useMoves = (clientId: string) => {
  const { month: text, untitled } = usePlanningWords();
  const write = writerFor(useLocale().locale);
  const client = useQueryClient();
  const [said, setSaid] = useState('');
  const [back, setBack] = useState<Back>();

  const show = ({ pin, plannedFor }: Move): void => {
    client.setQueriesData<PlannedPinList>({ queryKey: ['planned', clientId, 'month'] }, (list) =>
      list === undefined
        ? undefined
        : { ...list, items: list.items.map((each) => (each.id === pin.id ? { ...each, plannedFor } : each)) },
    );
  };
  const tell = ({ pin, plannedFor }: Move, outcome: string | undefined): string => {
    const title = titleOf(pin, untitled);
    if (outcome === 'locked' || outcome === 'missing') return text.locked(title);
    const moved = plannedFor === null ? text.unplanned(title) : text.moved(title, write.wall(plannedFor));
    return outcome === 'approval-void' ? `${moved} ${text.void}` : moved;
  };

  const send = useMutation({
    mutationFn: ({ pin, plannedFor }: Move) =>
      ask<Moved>(`/clients/${clientId}/planned-pins/plan`, {
        method: 'POST',
        body: { plans: [{ id: pin.id, plannedFor }] },
      }),
    onMutate: show,
    onSuccess: ({ items }, move) => {
      const [item] = items;
      setSaid(tell(move, item?.outcome));
      const isMoved = item?.outcome === 'moved' || item?.outcome === 'approval-void';
      setBack(isMoved ? { pin: move.pin, was: item.was } : undefined);
    },
    onSettled: () => refreshPlan(client, clientId),
  });

  return {
    said,
    error: send.isPending ? null : send.error,
    move: (pin: PlannedPinTold, plannedFor: string | null): void => send.mutate({ pin, plannedFor }),
    undo:
      back === undefined
        ? undefined
        : () =>
            send.mutate(
              { pin: back.pin, plannedFor: back.was },
              {
                onSuccess: () => {
                  setSaid(text.undone);
                  setBack(undefined);
                },
              },
            ),
  };
};
