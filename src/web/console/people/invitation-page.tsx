import { Button, Center, Loader, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { OpenedLink } from '../../../api/contract.ts';
import { useWords } from '../../kit/preferences.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { usePeopleWords } from '../../words/people.ts';
import { OutsidePage } from '../outside-page.tsx';
import { EnrolStep } from './enrol-step.tsx';
import { isLongEnough, NewPassword } from './new-password.tsx';
import { linkQuery } from './queries.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { useAcceptance } from './use-acceptance.ts';

const Opened = ({ opened, token }: { readonly opened: OpenedLink; readonly token: string }) => {
  const text = usePeopleWords();
  const words = useWords();
  const [password, setPassword] = useState('');
  const { said, codes, enter, isBusy, error, say, prove, back } = useAcceptance(token);
  const { enrolment } = opened;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isLongEnough(password) && !isBusy) say({ password }, enrolment);
  };
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
  const lead = opened.kind === 'renewal' ? text.renewalLead : text.invitedAs(text.roles[opened.role]);
  return (
    <OutsidePage title={text.welcome(opened.name ?? '')} lead={lead}>
      <form onSubmit={submit}>
        <Stack>
          {/* For the password manager: whose password this is. */}
          <input type="hidden" name="username" autoComplete="username" value={opened.email ?? ''} readOnly />
          <NewPassword label={text.password} value={password} onValue={setPassword} />
          <Refusal error={isBusy ? null : error} />
          <Button type="submit" loading={isBusy} fullWidth>
            {words.next}
          </Button>
        </Stack>
      </form>
    </OutsidePage>
  );
};

/** Accepting an invitation, or setting proofs anew after they were lost. */
export const InvitationPage = () => {
  const text = usePeopleWords();
  const words = useWords();
  // Behind the hash: a browser sends that to nobody, so the link's secret stands in no log.
  const token = useLocation({ select: ({ hash }) => hash });
  const { data, error, failureReason, refetch } = useQuery(linkQuery(token));
  if (data !== undefined) return <Opened key={token} opened={data} token={token} />;
  const trouble = error ?? failureReason;
  return (
    <OutsidePage title={text.invitation}>
      {trouble === null ? (
        <Center>
          <Loader aria-label={words.loading} role="status" />
        </Center>
      ) : (
        <Trouble error={trouble} onRetry={() => void refetch()} />
      )}
    </OutsidePage>
  );
};
