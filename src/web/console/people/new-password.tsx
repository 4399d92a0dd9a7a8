import { PasswordInput } from '@mantine/core';
import { usePeopleWords } from '../../words/people.ts';

const LEAST = 12;

/** Whether a password is long enough; the server decides, this saves a step. */
export const isLongEnough = (password: string): boolean => password.length >= LEAST;

/** Where a new password is chosen. */
export const NewPassword = (props: {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
}) => {
  const text = usePeopleWords();
  const isShort = props.value !== '' && !isLongEnough(props.value);
  return (
    <PasswordInput
      label={props.label}
      description={text.passwordLead}
      name="new-password"
      autoComplete="new-password"
      required
      withAsterisk={false}
      minLength={LEAST}
      maxLength={200}
      error={isShort ? text.passwordShort : undefined}
      value={props.value}
      onChange={(event) => props.onValue(event.currentTarget.value)}
    />
  );
};
