import { Button, Paper, Stack, Text } from '@mantine/core';
import type { InvitationLink } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { usePeopleWords } from '../../words/people.ts';
import { ShownOnce } from './shown-once.tsx';

/** A link to hand over, on the screen only now. */
export const LinkShown = (props: {
  readonly made: InvitationLink;
  readonly name: string;
  readonly onDone: () => void;
}) => {
  const text = usePeopleWords();
  const write = writerFor(useLocale().locale);
  return (
    <Paper withBorder p="md" role="status">
      <Stack gap="sm">
        <Text fw={600}>
          {props.made.sentTo === null ? text.linkReady(props.name) : text.linkMailed(props.made.sentTo)}
        </Text>
        {props.made.sentTo !== null && <Text size="sm">{text.linkMailedLead}</Text>}
        <ShownOnce value={props.made.link} label={text.linkReady(props.name)} />
        <Text size="sm" c="dimmed">
          {text.linkLife(write.moment(props.made.expiresAt))}
        </Text>
        <div>
          <Button onClick={props.onDone}>{text.done}</Button>
        </div>
      </Stack>
    </Paper>
  );
};
