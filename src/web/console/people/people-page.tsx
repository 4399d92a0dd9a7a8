import { Button, Paper, Skeleton, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useContext, useState } from 'react';
import { useTitle } from '../../kit/preferences.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { usePeopleWords } from '../../words/people.ts';
import { MeContext } from '../me.ts';
import { FreshCode } from './fresh-code.tsx';
import { InvitationsPanel } from './invitations-panel.tsx';
import { InviteForm } from './invite-form.tsx';
import { PersonRow } from './person-row.tsx';
import { rightsQuery, usersQuery } from './queries.ts';

/** Everyone who can sign in: who they are, what they see, and inviting, changing and removing them. */
export const PeoplePage = () => {
  const text = usePeopleWords();
  useTitle(text.people);
  const me = useContext(MeContext);
  const users = useQuery(usersQuery);
  const rights = useQuery(rightsQuery);
  const [isInviting, setInviting] = useState(false);
  const trouble = users.error ?? users.failureReason ?? rights.error ?? rights.failureReason;
  return (
    <FreshCode>
      <Stack gap="lg">
        <div className="client-head">
          <Title order={1}>{text.people}</Title>
          {!isInviting && rights.data !== undefined && <Button onClick={() => setInviting(true)}>{text.invite}</Button>}
        </div>
        {isInviting && rights.data !== undefined && (
          <InviteForm rights={rights.data} onDone={() => setInviting(false)} />
        )}
        {users.data === undefined && trouble !== null && (
          <Trouble error={trouble} onRetry={() => void Promise.all([users.refetch(), rights.refetch()])} />
        )}
        {users.data === undefined && trouble === null && <Skeleton height={240} />}
        {users.data !== undefined && rights.data !== undefined && (
          <Paper withBorder p="md" component="section" aria-label={text.people}>
            <ul className="persons">
              {users.data.items.map((person) => (
                <PersonRow key={person.id} person={person} rights={rights.data} isYou={person.id === me?.id} />
              ))}
            </ul>
          </Paper>
        )}
        {users.data !== undefined && <InvitationsPanel />}
      </Stack>
    </FreshCode>
  );
};
