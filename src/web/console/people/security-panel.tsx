import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Account, OpenedLink, RecoveryAnswer } from '../../../api/contract.ts';
import { Refusal } from '../../kit/refusal.tsx';
import { ask } from '../../kit/server.ts';
import { usePeopleWords } from '../../words/people.ts';
import { EnrolStep } from './enrol-step.tsx';
import { useFresh } from './fresh-code.tsx';
import { accountQuery, sessionsQuery } from './queries.ts';
import { RecoveryCodes } from './recovery-codes.tsx';

type Enrolment = NonNullable<OpenedLink['enrolment']>;

const Codes = ({ account }: { readonly account: Account }) => {
  const text = usePeopleWords();
  const withFresh = useFresh();
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: () =>
      withFresh(() => ask<RecoveryAnswer>('/account/recovery-codes', { method: 'POST', isHarmlessTwice: true })),
    onSuccess: () => client.invalidateQueries({ queryKey: accountQuery.queryKey }),
  });
  if (make.data !== undefined) return <RecoveryCodes codes={make.data.recoveryCodes} onKept={make.reset} />;
  return (
    <Stack gap="sm">
      <Text>{text.codesLeft(account.recoveryCodesLeft)}</Text>
      <Refusal error={make.isPending ? null : make.error} />
      <Group gap="sm">
        <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
          {text.newCodes}
        </Button>
        <Text size="sm" c="dimmed">
          {text.newCodesLead}
        </Text>
      </Group>
    </Stack>
  );
};

const NewFactor = () => {
  const text = usePeopleWords();
  const withFresh = useFresh();
  const client = useQueryClient();
  const open = useMutation({
    mutationFn: () =>
      withFresh(() => ask<Enrolment>('/account/factor/open', { method: 'POST', isHarmlessTwice: true })),
  });
  const prove = useMutation({
    mutationFn: (body: { ticket: string; code: string }) =>
      withFresh(() => ask<void>('/account/factor', { method: 'PUT', body })),
    onSuccess: () => {
      open.reset();
      return client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
  });
  if (open.data !== undefined) {
    const { ticket } = open.data;
    return (
      <EnrolStep
        enrolment={open.data}
        onCode={(code) => prove.mutate({ ticket, code })}
        onBack={() => {
          prove.reset();
          open.reset();
        }}
        isBusy={prove.isPending}
        error={prove.error}
      />
    );
  }
  return (
    <Stack gap="sm" mt="md">
      <Refusal error={open.isPending ? null : open.error} />
      <Group gap="sm">
        <Button variant="default" loading={open.isPending} onClick={() => open.mutate()}>
          {text.newFactor}
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {prove.isSuccess ? text.factorReplaced : text.newFactorLead}
        </Text>
      </Group>
    </Stack>
  );
};

/** What the reader has besides the password, and fresh recovery codes. */
export const SecurityPanel = () => {
  const text = usePeopleWords();
  const { data } = useQuery(accountQuery);
  return (
    <Paper withBorder p="md" component="section" aria-label={text.security}>
      <Title order={2} size="h3" mb="xs">
        {text.security}
      </Title>
      {data?.hasSecondFactor === true && <Codes account={data} />}
      {data?.hasSecondFactor === true && <NewFactor />}
      {data?.hasSecondFactor === false && <Text c="dimmed">{text.noFactor}</Text>}
    </Paper>
  );
};
