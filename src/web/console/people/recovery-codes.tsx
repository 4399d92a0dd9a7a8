import { Button, Stack, Text } from '@mantine/core';
import { usePeopleWords } from '../../words/people.ts';
import { ShownOnce } from './shown-once.tsx';

/** Ten recovery codes, on the screen only now. */
export const RecoveryCodes = (props: { readonly codes: readonly string[]; readonly onKept: () => void }) => {
  const text = usePeopleWords();
  return (
    <Stack>
      <Text size="sm">{text.codesLead}</Text>
      <ShownOnce value={props.codes.join('\n')} label={text.codesTitle} />
      <Button onClick={props.onKept}>{text.codesKept}</Button>
    </Stack>
  );
};
