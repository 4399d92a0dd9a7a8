import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import type { SignInAnswer } from '../../api/contract.ts';
import { useWords } from '../kit/preferences.tsx';
import { ask, isUnreachable, ServerProblem } from '../kit/server.ts';
import { CodeField, isWholeCode } from './code-field.tsx';
import { OutsidePage } from './outside-page.tsx';
import { setUpQuery } from './people/queries.ts';

const useReason = (refused: string) => {
  const text = useWords();
  return (error: Error | null): string | undefined => {
    if (error === null) return undefined;
    if (!(error instanceof ServerProblem) || isUnreachable(error)) return `${text.offline}. ${text.retry}.`;
    if (error.status === 429) return text.tooMany;
    return error.status === 401 || error.status === 422 ? refused : error.message;
  };
};

const Refusal = ({ reason }: { readonly reason: string | undefined }) =>
  reason === undefined ? null : (
    <Alert color="red" variant="outline" role="alert">
      {reason}
    </Alert>
  );

const PasswordStep = (props: {
  readonly notice: string | undefined;
  readonly onNext: (answer: SignInAnswer) => void;
}) => {
  const text = useWords();
  const reason = useReason(text.signInRefused);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const passwordField = useRef<HTMLInputElement>(null);
  const send = useMutation({
    mutationFn: () => ask<SignInAnswer>('/session', { method: 'POST', body: { email, password } }),
    onSuccess: props.onNext,
    onError: () => passwordField.current?.select(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!send.isPending) send.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {props.notice !== undefined && send.error === null && (
          <Text size="sm" role="status">
            {props.notice}
          </Text>
        )}
        <TextInput
          label={text.email}
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          ref={passwordField}
          label={text.password}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Refusal reason={reason(send.error)} />
        <Button type="submit" loading={send.isPending} fullWidth>
          {text.next}
        </Button>
      </Stack>
    </form>
  );
};

type StepProps = { readonly onDone: () => void; readonly onBack: () => void; readonly onOver: () => void };

const useSecondStep = (path: string, props: StepProps) => {
  const field = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState('');
  const send = useMutation({
    mutationFn: (given: string) => ask<SignInAnswer>(path, { method: 'POST', body: { code: given } }),
    onSuccess: props.onDone,
    onError: (error) => {
      if (error instanceof ServerProblem && error.code === 'IDENTITY_NOT_SIGNED_IN') props.onOver();
      setCode('');
      field.current?.focus();
    },
  });
  const submit = (given: string) => {
    if (!send.isPending) send.mutate(given);
  };
  return { field, code, setCode, send, submit };
};

const CodeStep = (props: StepProps & { readonly onRecovery: () => void }) => {
  const text = useWords();
  const reason = useReason(text.codeRefused);
  const { field, code, setCode, send, submit } = useSecondStep('/session/totp', props);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isWholeCode(code)) submit(code);
      }}
    >
      <Stack>
        <CodeField ref={field} code={code} onCode={setCode} onWhole={submit} />
        <Refusal reason={send.isPending ? undefined : reason(send.error)} />
        <Button type="submit" loading={send.isPending} fullWidth>
          {text.confirm}
        </Button>
        <Button variant="subtle" onClick={props.onRecovery}>
          {text.recoveryInstead}
        </Button>
        <Button variant="subtle" onClick={props.onBack}>
          {text.back}
        </Button>
      </Stack>
    </form>
  );
};

const RecoveryStep = (props: StepProps) => {
  const text = useWords();
  const reason = useReason(text.recoveryRefused);
  const { field, code, setCode, send, submit } = useSecondStep('/session/recovery', props);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit(code.trim());
      }}
    >
      <Stack>
        <TextInput
          ref={field}
          label={text.recoveryCode}
          description={text.recoveryLead}
          name="recovery-code"
          autoComplete="off"
          autoFocus
          required
          withAsterisk={false}
          minLength={16}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Refusal reason={send.isPending ? undefined : reason(send.error)} />
        <Button type="submit" loading={send.isPending} fullWidth>
          {text.confirm}
        </Button>
        <Button variant="subtle" onClick={props.onBack}>
          {text.codeInstead}
        </Button>
      </Stack>
    </form>
  );
};

/** Only addresses of this site: another one in the link would lead a person who just signed in elsewhere. */
const ownAddress = (to: string | undefined): string => (to !== undefined && /^\/(?![/\\])/.test(to) ? to : '/');

/** Signing in: password first, then the code of the authenticator app. Nothing is shown before both. */
export const SignInPage = () => {
  const text = useWords();
  const client = useQueryClient();
  const router = useRouter();
  const { to } = useSearch({ from: '/sign-in' });
  const [step, setStep] = useState<'password' | 'totp' | 'recovery'>('password');
  const { data: setUp } = useQuery(setUpQuery);
  const [notice, setNotice] = useState(to === undefined ? undefined : text.sessionOver);
  const done = () => {
    // Nothing of whoever was here before may be shown to whoever is here now.
    client.clear();
    router.history.replace(ownAddress(to));
  };
  const over = () => {
    setNotice(text.signInOver);
    setStep('password');
  };
  const steps = { onDone: done, onOver: over };
  return (
    <OutsidePage title={text.signIn} lead={text.signInLead}>
      {setUp?.open === true && (
        <Alert color="gray" variant="outline" role="status">
          {text.setUpNeeded}
        </Alert>
      )}
      {step === 'password' && (
        <PasswordStep notice={notice} onNext={(answer) => (answer.next === 'totp' ? setStep('totp') : done())} />
      )}
      {step === 'totp' && (
        <CodeStep {...steps} onBack={() => setStep('password')} onRecovery={() => setStep('recovery')} />
      )}
      {step === 'recovery' && <RecoveryStep {...steps} onBack={() => setStep('totp')} />}
    </OutsidePage>
  );
};
