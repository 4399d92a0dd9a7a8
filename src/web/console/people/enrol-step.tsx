import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { OpenedLink } from '../../../api/contract.ts';
import { useWords } from '../../kit/preferences.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { usePeopleWords } from '../../words/people.ts';
import { CodeField, isWholeCode } from '../code-field.tsx';
import { SquareCode } from './square-code.tsx';

/** Enrolling the authenticator app: a square code, the key beside it for who cannot scan, and the first code. */
export const EnrolStep = (props: {
  readonly enrolment: NonNullable<OpenedLink['enrolment']>;
  readonly onCode: (code: string) => void;
  readonly onBack: () => void;
  readonly isBusy: boolean;
  readonly error: Error | null;
}) => {
  const text = usePeopleWords();
  const words = useWords();
  const [code, setCode] = useState('');
  const submit = (given: string) => {
    if (!props.isBusy) props.onCode(given);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isWholeCode(code)) submit(code);
      }}
    >
      <Stack>
        <Text size="sm">{text.factorLead}</Text>
        <SquareCode content={props.enrolment.otpauthUrl} label={text.factorLabel} />
        <Text size="sm" c="dimmed">
          {text.factorManual} <code className="enrol-secret">{props.enrolment.secret.match(/.{1,4}/g)?.join(' ')}</code>
        </Text>
        <CodeField code={code} onCode={setCode} onWhole={submit} />
        <Refusal error={props.isBusy ? null : props.error} />
        <Button type="submit" loading={props.isBusy} fullWidth>
          {words.confirm}
        </Button>
        <Button variant="subtle" onClick={props.onBack}>
          {words.back}
        </Button>
      </Stack>
    </form>
  );
};
