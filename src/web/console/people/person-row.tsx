import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ClientChoice as Choice, InvitationLink, RightsTable, UserItem } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { ask } from '../../kit/server.ts';
import { usePeopleWords } from '../../words/people.ts';
import { ClientChoice, fittingChoice } from './client-choice.tsx';
import { useFresh } from './fresh-code.tsx';
import { LinkShown } from './link-shown.tsx';
import { invitationsQuery, usersQuery } from './queries.ts';
import { RoleChoice } from './role-choice.tsx';

/** How many clients somebody sees, in words. */
export const useClientsTold = () => {
  const text = usePeopleWords();
  return (clientIds: Choice): string => {
    if (clientIds === 'all') return text.allClients;
    return clientIds.length === 0 ? text.noClients : text.clientCount(clientIds.length);
  };
};

const useChange = (path: string, method: string, onDone: () => void) => {
  const withFresh = useFresh();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: unknown) =>
      withFresh(() => ask<void>(path, { method, ...(body === undefined ? {} : { body }) })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: usersQuery.queryKey });
      await client.invalidateQueries({ queryKey: invitationsQuery.queryKey });
      onDone();
    },
  });
};

type Part = { readonly person: UserItem; readonly onDone: () => void };

const ChangeForm = ({ person, rights, onDone }: Part & { readonly rights: RightsTable }) => {
  const text = usePeopleWords();
  const [role, setRole] = useState(person.role);
  const [clientIds, setClientIds] = useState<Choice>(person.clientIds);
  const change = useChange(`/users/${person.id}`, 'PATCH', onDone);
  const sees = rights.roles.find((each) => each.role === role)?.sees ?? 'all-or-given';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!change.isPending) change.mutate({ role, clientIds: fittingChoice(sees, clientIds) });
  };
  return (
    <form onSubmit={submit} aria-label={text.changeWho(person.name)}>
      <Stack>
        <div className="form-columns">
          <RoleChoice rights={rights} value={role} onValue={setRole} onlyLike={person.role} />
        </div>
        <ClientChoice sees={sees} value={clientIds} onValue={setClientIds} />
        <Refusal error={change.isPending ? null : change.error} />
        <Group>
          <Button type="submit" size="xs" loading={change.isPending}>
            {text.save}
          </Button>
          <Button size="xs" variant="default" onClick={onDone}>
            {text.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const RemoveForm = ({ person, onDone }: Part) => {
  const text = usePeopleWords();
  const remove = useChange(`/users/${person.id}`, 'DELETE', onDone);
  return (
    <Stack gap="sm" role="group" aria-label={text.removeWho(person.name)}>
      <Text size="sm">{text.removeSure(person.name)}</Text>
      <Refusal error={remove.isPending ? null : remove.error} />
      <Group>
        <Button size="xs" color="red.9" autoFocus loading={remove.isPending} onClick={() => remove.mutate(undefined)}>
          {text.removeWho(person.name)}
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          {text.cancel}
        </Button>
      </Group>
    </Stack>
  );
};

const RenewForm = ({ person, onDone }: Part) => {
  const text = usePeopleWords();
  const withFresh = useFresh();
  const client = useQueryClient();
  const renew = useMutation({
    mutationFn: () =>
      withFresh(() => ask<InvitationLink>(`/users/${person.id}/renewal`, { method: 'POST', isHarmlessTwice: true })),
    onSuccess: () => client.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
  if (renew.data !== undefined) return <LinkShown made={renew.data} name={person.name} onDone={onDone} />;
  return (
    <Stack gap="sm" role="group" aria-label={text.renewWho(person.name)}>
      <Text size="sm">{text.renewSure(person.name)}</Text>
      <Refusal error={renew.isPending ? null : renew.error} />
      <Group>
        <Button size="xs" autoFocus loading={renew.isPending} onClick={() => renew.mutate()}>
          {text.makeLink}
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          {text.cancel}
        </Button>
      </Group>
    </Stack>
  );
};

type Doing = 'nothing' | 'change' | 'renew' | 'remove';

/** One person, and what can be done with them where they stand. */
export const PersonRow = (props: {
  readonly person: UserItem;
  readonly rights: RightsTable;
  readonly isYou: boolean;
}) => {
  const { person, rights, isYou } = props;
  const text = usePeopleWords();
  const write = writerFor(useLocale().locale);
  const told = useClientsTold();
  const [doing, setDoing] = useState<Doing>('nothing');
  const done = () => setDoing('nothing');
  const isYours = rights.roles.find((each) => each.role === person.role)?.isYours ?? false;
  return (
    <li className="person">
      <div className="person-line">
        <div>
          <span className="person-name">
            {person.name} {isYou && <span className="person-you">({text.you})</span>}
          </span>
          <span className="person-email">{person.email}</span>
        </div>
        <div>
          <span>{text.roles[person.role]}</span>
          <span className="person-email">
            {told(person.clientIds)} · {text.since(write.longDay(person.addedAt.slice(0, 10)))}
          </span>
        </div>
        {isYours && !isYou && doing === 'nothing' && (
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              aria-label={text.changeWho(person.name)}
              onClick={() => setDoing('change')}
            >
              {text.change}
            </Button>
            <Button
              size="xs"
              variant="default"
              aria-label={text.renewWho(person.name)}
              onClick={() => setDoing('renew')}
            >
              {text.renew}
            </Button>
            <Button
              size="xs"
              variant="default"
              aria-label={text.removeWho(person.name)}
              onClick={() => setDoing('remove')}
            >
              {text.remove}
            </Button>
          </Group>
        )}
      </div>
      {doing === 'change' && <ChangeForm person={person} rights={rights} onDone={done} />}
      {doing === 'renew' && <RenewForm person={person} onDone={done} />}
      {doing === 'remove' && <RemoveForm person={person} onDone={done} />}
    </li>
  );
};
