import { Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTitle } from '../kit/preferences.tsx';
import { Switches } from './switches.tsx';
import { Wordmark } from './wordmark.tsx';

/** The frame of pages for who is not signed in yet: one card, language and light beside it. */
export const OutsidePage = (props: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}) => {
  useTitle(props.title);
  return (
    <main className="sign-in" id="content">
      <Switches />
      <Paper className="sign-in-card" p="xl" withBorder>
        <Stack gap="lg">
          <div>
            <Wordmark />
            <Title order={1} size="h2" mt="md">
              {props.title}
            </Title>
            {props.lead !== undefined && <Text c="dimmed">{props.lead}</Text>}
          </div>
          {props.children}
        </Stack>
      </Paper>
    </main>
  );
};
