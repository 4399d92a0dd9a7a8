import { Alert, Anchor, Button, Center, Group, Loader } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, Outlet, useNavigate } from '@tanstack/react-router';
import { useWords } from '../kit/preferences.tsx';
import { ask, ServerProblem } from '../kit/server.ts';
import { meQuery, useLiveSync } from './queries.ts';
import { Switches } from './switches.tsx';
import { Wordmark } from './wordmark.tsx';

const SignOutButton = () => {
  const text = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: () => ask<void>('/session', { method: 'DELETE' }),
    onSuccess: async () => {
      client.clear();
      await navigate({ to: '/sign-in' });
    },
  });
  return (
    <Button variant="default" size="xs" loading={leave.isPending} onClick={() => leave.mutate()}>
      {text.signOut}
    </Button>
  );
};

const Page = () => {
  const text = useWords();
  useLiveSync();
  return (
    <>
      <Anchor href="#content" className="skip">
        {text.skip}
      </Anchor>
      <header className="bar">
        <Group justify="space-between" wrap="nowrap" className="bar-inner">
          <Link to="/" className="home">
            <Wordmark />
          </Link>
          <Group gap="xs" wrap="nowrap">
            <Switches />
            <SignOutButton />
          </Group>
        </Group>
      </header>
      <main id="content" className="page" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
};

/** The frame around every page; sends whoever is not signed in to the sign-in page. */
export const Shell = () => {
  const text = useWords();
  const me = useQuery(meQuery);
  if (me.isPending) {
    return (
      <Center className="waiting">
        <Loader aria-label={text.loading} />
      </Center>
    );
  }
  if (me.error instanceof ServerProblem && me.error.status === 401) return <Navigate to="/sign-in" />;
  if (me.error !== null) {
    return (
      <Center className="waiting">
        <Alert color="red" role="alert" title={text.offline}>
          <Button size="xs" variant="default" onClick={() => void me.refetch()}>
            {text.retry}
          </Button>
        </Alert>
      </Center>
    );
  }
  return <Page />;
};
