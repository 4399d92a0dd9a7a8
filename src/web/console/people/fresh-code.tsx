import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { Refusal } from '../../kit/refusal.tsx';
import { ask, ServerProblem } from '../../kit/server.ts';
import { usePeopleWords } from '../../words/people.ts';
import { CodeField, isWholeCode } from '../code-field.tsx';

type WithFresh = <Answer>(work: () => Promise<Answer>) => Promise<Answer>;
type Waiting = { readonly again: () => void; readonly giveUp: () => void };

const FreshContext = createContext<WithFresh>((work) => work());

/** Does something that may ask for a fresh code: the person gives it in a dialog, and it goes on. */
export const useFresh = (): WithFresh => useContext(FreshContext);

const CodeDialog = ({ again, giveUp }: Waiting) => {
  const text = usePeopleWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [code, setCode] = useState('');
  // The browser's own dialog keeps the focus inside, puts it back afterwards and closes on Escape.
  useEffect(() => dialog.current?.showModal(), []);
  const send = useMutation({
    mutationFn: (given: string) => ask<void>('/session/confirm', { method: 'POST', body: { code: given } }),
    onSuccess: again,
    onError: () => setCode(''),
  });
  const submit = (given: string) => {
    if (!send.isPending) send.mutate(given);
  };
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="code-again" onCancel={giveUp}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isWholeCode(code)) submit(code);
        }}
      >
        <Stack>
          <Title order={2} size="h3" id="code-again">
            {text.codeAgainTitle}
          </Title>
          <Text size="sm">{text.codeAgain}</Text>
          <CodeField code={code} onCode={setCode} onWhole={submit} />
          <Refusal error={send.isPending ? null : send.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={giveUp}>
              {text.cancel}
            </Button>
          </Group>
        </Stack>
      </form>
    </dialog>
  );
};

/** Around pages that make people, keys or codes. */
export const FreshCode = ({ children }: { readonly children: ReactNode }) => {
  const [waiting, setWaiting] = useState<Waiting>();
  const withFresh = useCallback(async <Answer,>(work: () => Promise<Answer>): Promise<Answer> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ServerProblem) || error.code !== 'IDENTITY_CODE_AGAIN') throw error;
      try {
        await new Promise<void>((resolve, reject) => setWaiting({ again: resolve, giveUp: () => reject(error) }));
      } finally {
        setWaiting(undefined);
      }
      return work();
    }
  }, []);
  return (
    <FreshContext value={withFresh}>
      {children}
      {waiting !== undefined && <CodeDialog {...waiting} />}
    </FreshContext>
  );
};
