import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PlannedPinTold } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { ask } from '../../kit/server.ts';
import { usePlanningWords } from '../../words/planning.ts';
import { refreshPlan } from './queries.ts';

type Outcomes = { readonly items: readonly { readonly outcome: string }[] };
type OutcomeWords = ReturnType<typeof usePlanningWords>['outcomes'];

const isKnown = (words: OutcomeWords, outcome: string): outcome is keyof OutcomeWords => outcome in words;

/** What can be done with many Pins at once. */
export type PinAct = 'ask-review' | 'remove' | 'say' | 'next-slots';

const bodyOf = (act: PinAct, pins: readonly PlannedPinTold[]) =>
  act === 'say'
    ? { say: 'approve', of: pins.map(({ id, version }) => ({ id, version })) }
    : { pins: pins.map(({ id }) => id) };

/** Does something with chosen Pins and tells what became of them, each outcome once with how many. */
export const usePinActs = (clientId: string) => {
  const text = usePlanningWords();
  const write = writerFor(useLocale().locale);
  const client = useQueryClient();
  const [said, setSaid] = useState('');
  const act = useMutation({
    mutationFn: ({ what, pins }: { what: PinAct; pins: readonly PlannedPinTold[] }) =>
      ask<Outcomes>(`/clients/${clientId}/planned-pins/${what}`, { method: 'POST', body: bodyOf(what, pins) }),
    onSuccess: async ({ items }) => {
      const counts = Map.groupBy(items, ({ outcome }) => outcome);
      setSaid(
        [...counts]
          .flatMap(([outcome, of]) =>
            isKnown(text.outcomes, outcome) ? [text.outcomes[outcome](text.count(write.count(of.length)))] : [],
          )
          .join(' '),
      );
      await refreshPlan(client, clientId);
    },
  });
  return { act, said };
};
