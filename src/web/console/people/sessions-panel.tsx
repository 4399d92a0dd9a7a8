import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { OwnSessionList } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { ask, isSignedOut } from '../../kit/server.ts';
import { usePeopleWords } from '../../words/people.ts';
import { sessionsQuery } from './queries.ts';

const SessionRow = ({ session }: { readonly session: OwnSessionList['items'][number] }) => {
  const text = usePeopleWords();
  const write = writerFor(useLocale().locale);
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => ask<void>(`/account/sessions/${session.id}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
  return (
    <li className="person">
      <div className="person-line">
        <div>
          <span className="person-name">{session.isThis ? text.thisSession : text.otherSession}</span>
          <span className="person-email">
            {text.session(write.moment(session.startedAt), write.moment(session.seenAt))}
          </span>
        </div>
        {!session.isThis && (
          <Button
            size="xs"
            variant="default"
            aria-label={text.signOutOther(write.moment(session.startedAt))}
            loading={end.isPending}
            onClick={() => end.mutate()}
          >
            {text.signOutOne}
          </Button>
        )}
      </div>
    </li>
  );
};

/** Where the reader is signed in, and signing out there or everywhere. */
export const SessionsPanel = () => {
  const text = usePeopleWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data } = useQuery(sessionsQuery);
  const endAll = useMutation({
    mutationFn: () => ask<void>('/account/sessions', { method: 'DELETE' }),
    onSettled: async (_answer, error) => {
      if (error !== null && !isSignedOut(error)) return;
      await navigate({ to: '/sign-in' });
      client.clear();
    },
  });
  return (
    <Paper withBorder p="md" component="section" aria-label={text.sessions}>
      <Title order={2} size="h3">
        {text.sessions}
      </Title>
      <Text size="sm" c="dimmed">
        {text.sessionsLead}
      </Text>
      <ul className="persons">
        {data?.items.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      <Refusal error={endAll.isPending ? null : endAll.error} />
      <Group gap="sm" mt="sm">
        <Button variant="default" loading={endAll.isPending} onClick={() => endAll.mutate()}>
          {text.signOutEverywhere}
        </Button>
        <Text size="sm" c="dimmed">
          {text.signOutEverywhereLead}
        </Text>
      </Group>
    </Paper>
  );
};
