import { Button, Group, NativeSelect, Paper, Stack, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ClientChoice as Choice, InvitationLink, RightsTable, RoleName } from '../../../api/contract.ts';
import { useLocale, useWords } from '../../kit/preferences.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { ask } from '../../kit/server.ts';
import { usePeopleWords } from '../../words/people.ts';
import { ClientChoice, fittingChoice } from './client-choice.tsx';
import { useFresh } from './fresh-code.tsx';
import { LinkShown } from './link-shown.tsx';
import { invitationsQuery } from './queries.ts';
import { RoleChoice } from './role-choice.tsx';

const seesOf = (rights: RightsTable, role: RoleName) =>
  rights.roles.find((each) => each.role === role)?.sees ?? 'all-or-given';

const useInvite = () => {
  const withFresh = useFresh();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: unknown) =>
      withFresh(() => ask<InvitationLink>('/invitations', { method: 'POST', body, isHarmlessTwice: true })),
    onSuccess: () => client.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
};

/** Inviting a person: who, as what, for which clients; then the link to hand over. */
export const InviteForm = ({ rights, onDone }: { readonly rights: RightsTable; readonly onDone: () => void }) => {
  const text = usePeopleWords();
  const words = useWords();
  const { locale: own } = useLocale();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<RoleName>('manager');
  const [locale, setLocale] = useState<string>(own);
  const [clientIds, setClientIds] = useState<Choice>([]);
  const invite = useInvite();
  const sees = seesOf(rights, role);
  if (invite.data !== undefined) return <LinkShown made={invite.data} name={name} onDone={onDone} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!invite.isPending) invite.mutate({ name, email, role, locale, clientIds: fittingChoice(sees, clientIds) });
  };
  return (
    <Paper withBorder p="md" component="section" aria-label={text.invite}>
      <form onSubmit={submit}>
        <Stack>
          <Title order={2} size="h3">
            {text.invite}
          </Title>
          <div className="form-columns">
            <TextInput
              label={text.name}
              name="name"
              autoComplete="off"
              autoFocus
              required
              withAsterisk={false}
              maxLength={120}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label={words.email}
              type="email"
              name="email"
              autoComplete="off"
              required
              withAsterisk={false}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <RoleChoice rights={rights} value={role} onValue={setRole} />
            <NativeSelect
              label={words.language}
              value={locale}
              onChange={(event) => setLocale(event.currentTarget.value)}
              data={[
                { value: 'nl', label: 'Nederlands' },
                { value: 'en', label: 'English' },
              ]}
            />
          </div>
          <ClientChoice sees={sees} value={clientIds} onValue={setClientIds} />
          <Refusal error={invite.isPending ? null : invite.error} />
          <Group>
            <Button type="submit" loading={invite.isPending}>
              {text.makeLink}
            </Button>
            <Button variant="default" onClick={onDone}>
              {text.cancel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
};
