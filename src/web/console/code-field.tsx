import { TextInput } from '@mantine/core';
import type { Ref } from 'react';
import { useWords } from '../kit/preferences.tsx';

const DIGITS = 6;

/** Whether a code has all its digits. */
export const isWholeCode = (code: string): boolean => code.length === DIGITS;

/**
 * Where the six digits of an authenticator app are typed. One field, not six: it takes a paste, a password manager and a
 * screen reader as they come. The last digit sends it.
 */
export const CodeField = (props: {
  readonly ref?: Ref<HTMLInputElement>;
  readonly code: string;
  readonly onCode: (code: string) => void;
  readonly onWhole: (code: string) => void;
}) => {
  const text = useWords();
  const take = (typed: string) => {
    const digits = typed.replaceAll(/\D/g, '').slice(0, DIGITS);
    props.onCode(digits);
    if (isWholeCode(digits) && digits !== props.code) props.onWhole(digits);
  };
  return (
    <TextInput
      ref={props.ref}
      label={text.code}
      description={text.codeLead}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      autoFocus
      required
      withAsterisk={false}
      value={props.code}
      onChange={(event) => take(event.currentTarget.value)}
      classNames={{ input: 'code-field' }}
    />
  );
};
