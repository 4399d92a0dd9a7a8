import { Alert, Button, Paper, PasswordInput, PinInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { SignInAnswer } from '../../api/contract.ts';
import { useWords } from '../kit/preferences.tsx';
import { ask, ServerProblem } from '../kit/server.ts';
import { Switches } from './switches.tsx';
import { Wordmark } from './wordmark.tsx';

const useReason = (refused: string) => {
  const text = useWords();
  return (error: Error | null): string | undefined => {
    if (error === null) return undefined;
    if (!(error instanceof ServerProblem)) return text.offline;
    return error.status === 429 ? text.tooMany : refused;
  };
};

const PasswordStep = ({ onNext }: { readonly onNext: (answer: SignInAnswer) => void }) => {
  const text = useWords();
  const reason = useReason(text.signInRefused);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const send = useMutation({
    mutationFn: () => ask<SignInAnswer>('/session', { method: 'POST', body: { email, password } }),
    onSuccess: onNext,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  const problem = reason(send.error);
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={text.email}
          type="email"
          name="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={text.password}
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {problem && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        <Button type="submit" loading={send.isPending} fullWidth>
          {text.next}
        </Button>
      </Stack>
    </form>
  );
};

const CodeStep = ({ onDone, onBack }: { readonly onDone: () => void; readonly onBack: () => void }) => {
  const text = useWords();
  const reason = useReason(text.codeRefused);
  const [code, setCode] = useState('');
  const send = useMutation({
    mutationFn: (given: string) => ask<SignInAnswer>('/session/totp', { method: 'POST', body: { code: given } }),
    onSuccess: onDone,
    onError: () => setCode(''),
  });
  const problem = reason(send.error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate(code);
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {text.codeLead}
        </Text>
        <PinInput
          length={6}
          type="number"
          oneTimeCode
          autoFocus
          aria-label={text.code}
          value={code}
          onChange={setCode}
          onComplete={(given) => send.mutate(given)}
          disabled={send.isPending}
        />
        {problem && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        <Button type="submit" loading={send.isPending} disabled={code.length !== 6} fullWidth>
          {text.confirm}
        </Button>
        <Button variant="subtle" onClick={onBack}>
          {text.back}
        </Button>
      </Stack>
    </form>
  );
};

/** Signing in: password first, then the code of the authenticator app. Nothing is shown before both. */
export const SignInPage = () => {
  const text = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [step, setStep] = useState<'password' | 'totp'>('password');
  const done = async () => {
    await client.resetQueries();
    await navigate({ to: '/' });
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
            <PasswordStep onNext={(answer) => (answer.next === 'totp' ? setStep('totp') : void done())} />
          ) : (
            <CodeStep onDone={() => void done()} onBack={() => setStep('password')} />
          )}
        </Stack>
      </Paper>
    </main>
  );
};
