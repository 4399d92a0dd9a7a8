import { Alert } from '@mantine/core';
import { useWords } from '../../kit/preferences.tsx';
import { isUnreachable, ServerProblem } from '../../kit/server.ts';

/** Why something was not done, and what to do about it. */
export const Refusal = ({ error }: { readonly error: Error | null }) => {
  const text = useWords();
  if (error === null) return null;
  const told =
    error instanceof ServerProblem && !isUnreachable(error)
      ? `${error.message} ${error.status === 429 ? text.tooMany : error.remedy}`
      : `${text.offline}. ${text.retry}.`;
  return (
    <Alert color="red" variant="outline" role="alert">
      {told}
    </Alert>
  );
};
