import { Button, Group, NativeSelect, Paper, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { PlannedPinPage } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { ask } from '../../kit/server.ts';
import { usePlanningWords } from '../../words/planning.ts';
import { refreshPlan } from './queries.ts';

const audiences = ['internal', 'client'] as const;

/** What people wrote about a Pin, each with who may read it. */
export const CommentList = ({ comments }: Pick<PlannedPinPage, 'comments'>) => {
  const { review: text } = usePlanningWords();
  const write = writerFor(useLocale().locale);
  return (
    <ul className="comments">
      {comments.map((each) => (
        <li key={each.id} className={`comment comment-${each.audience}`}>
          <p>{each.body}</p>
          <Text size="sm" c="dimmed">
            {each.writtenBy.name ?? (each.writtenBy.isOfClient ? text.client : text.agency)} ·{' '}
            {write.moment(each.writtenAt)}
            {each.audience === 'internal' && ` · ${text.audiences.internal}`}
          </Text>
        </li>
      ))}
    </ul>
  );
};

/** Comments on a Pin, for colleagues or for the client too. */
export const CommentsPanel = ({ clientId, page }: { readonly clientId: string; readonly page: PlannedPinPage }) => {
  const { review: text } = usePlanningWords();
  const client = useQueryClient();
  const [body, setBody] = useState('');
  const [audience, setAudience] = useState<(typeof audiences)[number]>('internal');
  const write = useMutation({
    mutationFn: () =>
      ask(`/clients/${clientId}/planned-pins/${page.pin.id}/comments`, {
        method: 'POST',
        body: { body: body.trim(), audience },
      }),
    onSuccess: async () => {
      setBody('');
      await refreshPlan(client, clientId);
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (body.trim() !== '' && !write.isPending) write.mutate();
  };
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="comments">
      <Title order={2} size="h4" id="comments" mb="xs">
        {text.comments}
      </Title>
      {page.comments.length === 0 ? (
        <Text size="sm" c="dimmed">
          {text.noComments}
        </Text>
      ) : (
        <CommentList comments={page.comments} />
      )}
      <form onSubmit={send}>
        <Stack gap="sm" mt="sm">
          <Textarea
            label={text.write}
            value={body}
            rows={2}
            maxLength={2000}
            onChange={(event) => setBody(event.currentTarget.value)}
          />
          <Group align="end" gap="sm">
            <NativeSelect
              label={text.audience}
              value={audience}
              data={audiences.map((value) => ({ value, label: text.audiences[value] }))}
              onChange={(event) =>
                setAudience(audiences.find((each) => each === event.currentTarget.value) ?? 'internal')
              }
            />
            <Button type="submit" variant="default" loading={write.isPending}>
              {text.place}
            </Button>
          </Group>
          <Refusal error={write.isPending ? null : write.error} />
        </Stack>
      </form>
    </Paper>
  );
};
