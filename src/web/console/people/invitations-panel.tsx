import { Button, Paper, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InvitationItem } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { ask } from '../../kit/server.ts';
import { Trouble } from '../../kit/trouble.tsx';
import { usePeopleWords } from '../../words/people.ts';
import { useFresh } from './fresh-code.tsx';
import { useClientsTold } from './person-row.tsx';
import { invitationsQuery } from './queries.ts';

const MailLine = ({ mail }: { readonly mail: NonNullable<InvitationItem['mail']> }) => {
  const text = usePeopleWords();
  const isBad = mail.state === 'refused' || mail.state === 'unsure';
  return (
    <p className={isBad ? 'person-mail bad' : 'person-mail'} role="status">
      {text.mailState[mail.state]}
      {mail.meaning !== null && `. ${mail.meaning} ${mail.remedy}`}
    </p>
  );
};

const InvitationRow = ({ item }: { readonly item: InvitationItem }) => {
  const text = usePeopleWords();
  const write = writerFor(useLocale().locale);
  const told = useClientsTold();
  const withFresh = useFresh();
  const client = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => withFresh(() => ask<void>(`/invitations/${item.id}`, { method: 'DELETE' })),
    onSuccess: () => client.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
  return (
    <li className="person">
      <div className="person-line">
        <div>
          <span className="person-name">{item.name}</span>
          <span className="person-email">{item.email}</span>
        </div>
        <div>
          <span>{item.kind === 'renewal' ? text.renewal : text.roles[item.role]}</span>
          <span className="person-email">
            {item.kind === 'person' && `${told(item.clientIds)} · `}
            {text.until(write.moment(item.expiresAt))}
          </span>
        </div>
        <Button
          size="xs"
          variant="default"
          aria-label={text.withdrawWho(item.name)}
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate()}
        >
          {text.withdraw}
        </Button>
      </div>
      {item.mail !== null && <MailLine mail={item.mail} />}
      <Refusal error={withdraw.isPending ? null : withdraw.error} />
    </li>
  );
};

/** Invitations that were not accepted yet. */
export const InvitationsPanel = () => {
  const text = usePeopleWords();
  const { data, error, refetch } = useQuery(invitationsQuery);
  return (
    <Paper withBorder p="md" component="section" aria-label={text.open}>
      <Title order={2} size="h3" mb="xs">
        {text.open}
      </Title>
      {data === undefined && error !== null && <Trouble error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <Text c="dimmed">{text.noInvitations}</Text>}
      <ul className="persons">
        {data?.items.map((item) => (
          <InvitationRow key={item.id} item={item} />
        ))}
      </ul>
    </Paper>
  );
};
