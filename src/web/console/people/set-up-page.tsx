import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { OpenedLink } from '../../../api/contract.ts';
import { useWords } from '../../kit/preferences.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { ask } from '../../kit/server.ts';
import { usePeopleWords } from '../../words/people.ts';
import { OutsidePage } from '../outside-page.tsx';
import { EnrolStep } from './enrol-step.tsx';
import { isLongEnough, NewPassword } from './new-password.tsx';
import { setUpQuery } from './queries.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { useAcceptance } from './use-acceptance.ts';

const OwnerForm = (props: {
  readonly token: string;
  /** Only where the address brought no token. */
  readonly onToken: ((token: string) => void) | undefined;
  readonly onOpened: (said: { name: string; email: string; password: string }, opened: OpenedLink) => void;
}) => {
  const text = usePeopleWords();
  const words = useWords();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const open = useMutation({
    mutationFn: () => ask<OpenedLink>('/invitations/open', { method: 'POST', body: { token: props.token, email } }),
    onSuccess: (opened) => props.onOpened({ name, email, password }, opened),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isLongEnough(password) && !open.isPending) open.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {props.onToken !== undefined && (
          <TextInput
            label={text.setUpToken}
            description={text.setUpTokenLead}
            name="token"
            autoComplete="off"
            required
            withAsterisk={false}
            value={props.token}
            onChange={(event) => props.onToken?.(event.currentTarget.value.trim())}
          />
        )}
        <TextInput
          label={text.name}
          name="name"
          autoComplete="name"
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
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <NewPassword label={text.password} value={password} onValue={setPassword} />
        <Refusal error={open.isPending ? null : open.error} />
        <Button type="submit" loading={open.isPending} fullWidth>
          {words.next}
        </Button>
      </Stack>
    </form>
  );
};

/** The very first page of an installation: the owner, with the token that only the terminal shows. */
export const SetUpPage = () => {
  const text = usePeopleWords();
  const linked = useLocation({ select: ({ hash }) => hash });
  const [typed, setTyped] = useState('');
  const token = linked === '' ? typed : linked;
  const [opened, setOpened] = useState<OpenedLink>();
  const { data: setUp } = useQuery(setUpQuery);
  const { said, codes, enter, isBusy, error, say, prove, back } = useAcceptance(token);
  const enrolment = opened?.enrolment ?? null;
  if (codes !== undefined) {
    return (
      <OutsidePage title={text.codesTitle}>
        <RecoveryCodes codes={codes} onKept={enter} />
      </OutsidePage>
    );
  }
  if (said !== undefined && enrolment !== null) {
    return (
      <OutsidePage title={text.factorTitle}>
        <EnrolStep
          enrolment={enrolment}
          onCode={(code) => prove(code, enrolment.ticket)}
          onBack={back}
          isBusy={isBusy}
          error={error}
        />
      </OutsidePage>
    );
  }
  if (setUp?.open === false) {
    return (
      <OutsidePage title={text.setUpTitle}>
        <Text>{text.setUpDone}</Text>
        <Anchor component={Link} to="/sign-in">
          {text.toSignIn}
        </Anchor>
      </OutsidePage>
    );
  }
  return (
    <OutsidePage title={text.setUpTitle} lead={text.setUpLead}>
      <OwnerForm
        token={token}
        onToken={linked === '' ? setTyped : undefined}
        onOpened={(owner, link) => {
          setOpened(link);
          say(owner, link.enrolment);
        }}
      />
    </OutsidePage>
  );
};
