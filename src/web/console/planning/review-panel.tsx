import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PlannedPinPage } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { ask } from '../../kit/server.ts';
import { usePlanningWords } from '../../words/planning.ts';
import { DecideForm } from './decide-form.tsx';
import { refreshPlan } from './queries.ts';
import { type Say, SayForm } from './say-form.tsx';
import { StateBadge } from './state-badge.tsx';
import { usePinActs } from './use-pin-acts.ts';

type Shown = { readonly clientId: string; readonly page: PlannedPinPage };

const Decisions = ({ page }: Pick<Shown, 'page'>) => {
  const { review: text } = usePlanningWords();
  const write = writerFor(useLocale().locale);
  if (page.decisions.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {text.none}
      </Text>
    );
  }
  return (
    <ul className="decisions">
      {page.decisions.map((each) => {
        const who = each.saidBy.name ?? (each.saidBy.isOfClient ? text.client : text.agency);
        return (
          <li key={`${each.saidAt} ${each.stage}`}>
            <Text size="sm">
              {text.decided(who, text.said[each.say], write.moment(each.saidAt))}{' '}
              <Text component="span" c="dimmed" size="sm">
                ({each.stage === 'client' ? text.client : text.agency}, {text.versionOf(write.count(each.version))})
              </Text>
            </Text>
          </li>
        );
      })}
    </ul>
  );
};

type Said = { readonly items: readonly { readonly outcome: string }[] };

/** Says something of one Pin, for the agency or the client. */
export const useSay = (clientId: string, pin: { readonly id: string; readonly version: number }) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ as, say, comment }: { as: 'say' | 'client-say'; say: Say; comment: string }) =>
      ask<Said>(`/clients/${clientId}/planned-pins/${as}`, {
        method: 'POST',
        body: { say, of: [{ id: pin.id, version: pin.version }], ...(comment !== '' && { comment }) },
      }),
    onSettled: () => refreshPlan(client, clientId),
  });
};

const askable = new Set(['draft', 'changes-asked', 'failed']);

/** Where the yes of a Pin stands: who said what, and what the reader may say now. */
export const ReviewPanel = ({ clientId, page }: Shown) => {
  const { review: text, stateLeads } = usePlanningWords();
  const write = writerFor(useLocale().locale);
  const { pin, may, approval } = page;
  const say = useSay(clientId, pin);
  const { act, said } = usePinActs(clientId);
  const maySay = may.sayForAgency || may.sayForClient;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="review">
      <Stack gap="sm">
        <div className="panel-head">
          <Title order={2} size="h4" id="review">
            {text.title}
          </Title>
          <StateBadge pin={pin} />
        </div>
        <Text size="sm">{pin.fault === null ? stateLeads[pin.state] : `${pin.fault.meaning} ${pin.fault.remedy}`}</Text>
        <Decisions page={page} />
        {may.decide && <DecideForm clientId={clientId} pinId={pin.id} />}
        {may.write && askable.has(pin.state) && (
          <div>
            <Button
              variant="default"
              loading={act.isPending}
              disabled={page.problems.some(({ stops }) => stops)}
              onClick={() => act.mutate({ what: 'ask-review', pins: [pin] })}
            >
              {text.ask}
            </Button>
            <Text size="sm" c="dimmed">
              {text.askLead}
            </Text>
          </div>
        )}
        {maySay && (
          <>
            {approval !== null && (
              <Text size="sm" c="dimmed">
                {text.valid(write.moment(approval.from), write.moment(approval.until))}
              </Text>
            )}
            <SayForm
              key={pin.version}
              label={may.sayForAgency ? text.forAgency : text.forClient}
              isBusy={say.isPending}
              error={say.error}
              questions={{ 'ask-changes': text.comment, reject: text.comment }}
              onSay={(word, comment) => say.mutate({ as: may.sayForAgency ? 'say' : 'client-say', say: word, comment })}
            />
          </>
        )}
        <Refusal error={act.isPending ? null : act.error} />
        <Text size="sm" role="status">
          {said}
        </Text>
      </Stack>
    </Paper>
  );
};
