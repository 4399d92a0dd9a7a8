import { Alert, Text } from '@mantine/core';
import { useWords } from './preferences.tsx';
import { isUnreachable, ServerProblem } from './server.ts';

/**
 * Why something was not done, and what to do about it. Without an answer nobody knows whether it happened: what was typed
 * stays, and sending it again does it once (`write-keys.ts`).
 */
export const Refusal = ({ error }: { readonly error: Error | null }) => {
  const text = useWords();
  if (error === null) return null;
  const problem = error instanceof ServerProblem && !isUnreachable(error) ? error : undefined;
  const remedy = problem?.status === 429 ? text.tooMany : problem?.remedy;
  return (
    <Alert color="red" variant="outline" role="alert" title={problem?.message ?? text.notSent}>
      <Text size="sm">{problem === undefined ? text.notSentLead : remedy}</Text>
    </Alert>
  );
};
