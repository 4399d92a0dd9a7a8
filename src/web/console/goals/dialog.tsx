import { Button, Group, Stack, Title } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { Refusal } from '../../kit/refusal.tsx';
import { ServerProblem } from '../../kit/server.ts';
import { useGoalsWords } from '../../words/goals.ts';

/** What the server says of each field of a form, by the field's name. */
export const fieldErrors = (error: Error | null): Readonly<Record<string, string>> =>
  error instanceof ServerProblem ? Object.fromEntries(error.fields.map(({ path, message }) => [path, message])) : {};

const Refused = ({ error }: { readonly error: Error | null }) => {
  // A message beside a field says it all.
  if (error === null || Object.keys(fieldErrors(error)).length > 0) return null;
  return <Refusal error={error} />;
};

type DialogProps = {
  readonly title: string;
  /** What the button that does it says. */
  readonly action: string;
  readonly error: Error | null;
  readonly isBusy: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A form over the page. The browser's own dialog keeps the focus inside, puts it back afterwards and closes on Escape. */
export const Dialog = ({ title, action, error, isBusy, onSubmit, onClose, children }: DialogProps) => {
  const { cancel } = useGoalsWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) onSubmit();
  };
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={heading} onCancel={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Title order={2} size="h3" id={heading}>
            {title}
          </Title>
          {children}
          <Refused error={error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {cancel}
            </Button>
            <Button type="submit" loading={isBusy}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </dialog>
  );
};
