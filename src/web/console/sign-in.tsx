import { Alert, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import type { SignInAnswer } from '../../api/contract.ts';
import { useTitle, useWords } from '../kit/preferences.tsx';
import { ask, isUnreachable, ServerProblem } from '../kit/server.ts';
import { Switches } from './switches.tsx';
import { Wordmark } from './wordmark.tsx';

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

const DIGITS = 6;

const CodeStep = (props: { readonly onDone: () => void; readonly onBack: () => void; readonly onOver: () => void }) => {
  const text = useWords();
  const reason = useReason(text.codeRefused);
  const [code, setCode] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const send = useMutation({
    mutationFn: (given: string) => ask<SignInAnswer>('/session/totp', { method: 'POST', body: { code: given } }),
    onSuccess: props.onDone,
    onError: (error) => {
      if (error instanceof ServerProblem && error.code === 'IDENTITY_NOT_SIGNED_IN') props.onOver();
      setCode('');
      field.current?.focus();
    },
  });
  // One field, not six: it takes a paste, a password manager and a screen reader as they come. The last digit sends it.
  const take = (typed: string) => {
    const digits = typed.replaceAll(/\D/g, '').slice(0, DIGITS);
    setCode(digits);
    if (digits.length === DIGITS && digits !== code && !send.isPending) send.mutate(digits);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (code.length === DIGITS && !send.isPending) send.mutate(code);
      }}
    >
      <Stack>
        <TextInput
          ref={field}
          label={text.code}
          description={text.codeLead}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          required
          withAsterisk={false}
          value={code}
          onChange={(event) => take(event.currentTarget.value)}
          classNames={{ input: 'code-field' }}
        />
        <Refusal reason={send.isPending ? undefined : reason(send.error)} />
        <Button type="submit" loading={send.isPending} fullWidth>
          {text.confirm}
        </Button>
        <Button variant="subtle" onClick={props.onBack}>
          {text.back}
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
  useTitle(text.signIn);
  const client = useQueryClient();
  const router = useRouter();
  const { to } = useSearch({ from: '/sign-in' });
  const [step, setStep] = useState<'password' | 'totp'>('password');
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
  return (
    <main className="sign-in" id="content">
      <Switches />
      <Paper className="sign-in-card" p="xl" withBorder>
        <Stack gap="lg">
          <div>
            <Wordmark />
            <Title order={1} size="h2" mt="md">
              {text.signIn}
            </Title>
            <Text c="dimmed">{text.signInLead}</Text>
          </div>
          {step === 'password' ? (
            <PasswordStep notice={notice} onNext={(answer) => (answer.next === 'totp' ? setStep('totp') : done())} />
          ) : (
            <CodeStep onDone={done} onBack={() => setStep('password')} onOver={over} />
          )}
        </Stack>
      </Paper>
    </main>
  );
};
