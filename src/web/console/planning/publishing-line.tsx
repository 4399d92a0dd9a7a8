import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Publishing } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { ask } from '../../kit/server.ts';
import { usePlanningWords } from '../../words/planning.ts';
import { useMay } from '../me.ts';
import { publishingQuery } from './queries.ts';

type Shown = { readonly clientId: string; readonly status: Publishing };

const Paused = ({ clientId, status }: Shown) => {
  const { publishing: text } = usePlanningWords();
  const { locale } = useLocale();
  const client = useQueryClient();
  const mayOpen = useMay('content.review');
  const open = useMutation({
    mutationFn: () => ask<Publishing>(`/clients/${clientId}/publishing/open`, { method: 'POST', body: {} }),
    onSuccess: (answer) => client.setQueryData(publishingQuery(clientId, locale).queryKey, answer),
  });
  if (status.paused === null) return null;
  return (
    <Alert color="red" variant="outline" role="alert" title={text.paused}>
      <Text size="sm">
        {status.paused.meaning} {status.paused.remedy}
      </Text>
      {mayOpen && (
        <Button size="xs" variant="default" mt="sm" loading={open.isPending} onClick={() => open.mutate()}>
          {text.open}
        </Button>
      )}
      <Refusal error={open.isPending ? null : open.error} />
    </Alert>
  );
};

/** How publishing stands for a client, in a line; with its reason where it stands still. */
export const PublishingLine = ({ clientId }: { readonly clientId: string }) => {
  const { publishing: text } = usePlanningWords();
  const { locale } = useLocale();
  const write = writerFor(locale);
  const { data } = useQuery(publishingQuery(clientId, locale));
  if (data === undefined) return null;
  const { planned, due, underWay, withPerson, done, nextAt } = data;
  const parts = [
    planned > 0 && text.planned(write.count(planned)),
    due + underWay > 0 && text.underWay(write.count(due + underWay)),
    done > 0 && text.done(write.count(done)),
    nextAt !== null && text.next(write.moment(nextAt)),
  ].filter((each) => each !== false);
  return (
    <>
      <Paused clientId={clientId} status={data} />
      {(parts.length > 0 || withPerson > 0) && (
        <Group gap="md">
          {withPerson > 0 && (
            <Text size="sm" fw={600} className="plan-fault">
              {text.withPerson(write.count(withPerson))}
            </Text>
          )}
          {parts.length > 0 && (
            <Text size="sm" c="dimmed">
              {parts.join(' · ')}
            </Text>
          )}
        </Group>
      )}
    </>
  );
};
