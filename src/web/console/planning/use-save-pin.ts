import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PlannedPinTold } from '../../../api/contract.ts';
import { ask } from '../../kit/server.ts';
import { contentOf, type Draft, draftOf, isSameContent } from './draft.ts';
import { refreshPlan } from './queries.ts';

/** Keeps a form: a new Pin, or what changed of one, texts and moment each only when they did. */
export const useSavePin = (clientId: string, pin: PlannedPinTold | undefined) => {
  const client = useQueryClient();
  const path = `/clients/${clientId}/planned-pins`;
  const save = async (draft: Draft): Promise<string> => {
    const plannedFor = draft.plannedFor === '' ? null : draft.plannedFor;
    const content = contentOf(draft, pin?.content.media ?? null);
    if (pin === undefined) {
      const made = await ask<PlannedPinTold>(path, { method: 'POST', body: { content, plannedFor } });
      return made.id;
    }
    const before = draftOf(pin);
    if (!isSameContent(draft, before))
      await ask<PlannedPinTold>(`${path}/${pin.id}`, { method: 'PATCH', body: { version: pin.version, content } });
    if (draft.plannedFor !== before.plannedFor)
      await ask(`${path}/plan`, { method: 'POST', body: { plans: [{ id: pin.id, plannedFor }] } });
    return pin.id;
  };
  return useMutation({ mutationFn: save, onSettled: () => refreshPlan(client, clientId) });
};
