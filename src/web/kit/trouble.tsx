import { Alert, Button, Text } from '@mantine/core';
import { useWords } from './preferences.tsx';
import { isUnreachable, ServerProblem } from './server.ts';

/** What went wrong with a question, and what happens next. An unreachable server is asked again by itself. */
export const Trouble = ({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) => {
  const text = useWords();
  if (isUnreachable(error)) {
    return (
      <Alert color="gray" variant="outline" role="status" title={text.offline}>
        {text.offlineLead}
      </Alert>
    );
  }
  const problem = error instanceof ServerProblem ? error : undefined;
  return (
    <Alert color="red" variant="outline" role="alert" title={problem?.message ?? text.broken}>
      <Text size="sm">
        {problem?.remedy} {problem !== undefined && <code>{problem.code}</code>}
      </Text>
      {problem?.status !== 404 && problem?.status !== 403 && (
        <Button size="xs" variant="default" mt="sm" onClick={onRetry}>
          {text.retry}
        </Button>
      )}
    </Alert>
  );
};
