import { Button, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Refusal } from '../../kit/refusal.tsx';
import { ask } from '../../kit/server.ts';
import { usePeopleWords } from '../../words/people.ts';
import { isLongEnough, NewPassword } from './new-password.tsx';
import { sessionsQuery } from './queries.ts';

/** Choosing another password; sessions on other devices end. */
export const PasswordPanel = () => {
  const text = usePeopleWords();
  const client = useQueryClient();
  const [present, setPresent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => ask<void>('/account/password', { method: 'POST', body: { present, next } }),
    onSuccess: () => {
      setPresent('');
      setNext('');
      return client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isLongEnough(next) && !change.isPending) change.mutate();
  };
  return (
    <Paper withBorder p="md" component="section" aria-label={text.passwordTitle}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Title order={2} size="h3">
            {text.passwordTitle}
          </Title>
          <PasswordInput
            label={text.presentPassword}
            name="present-password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={present}
            onChange={(event) => setPresent(event.currentTarget.value)}
          />
          <NewPassword label={text.newPassword} value={next} onValue={setNext} />
          <Refusal error={change.isPending ? null : change.error} />
          <Text size="sm" role="status">
            {change.isSuccess && next === '' ? text.passwordChanged : ''}
          </Text>
          <div>
            <Button type="submit" variant="default" loading={change.isPending}>
              {text.passwordTitle}
            </Button>
          </div>
        </Stack>
      </form>
    </Paper>
  );
};
