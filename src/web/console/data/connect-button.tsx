import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useWords } from '../../kit/preferences.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { beginConnect } from './queries.ts';

/** Leads to Pinterest's page, where a person gives consent; from there one comes back to the client's data page. */
export const ConnectButton = ({ clientId, isAgain }: { readonly clientId: string; readonly isAgain: boolean }) => {
  const text = useWords();
  const begin = useMutation({
    mutationFn: () => beginConnect(clientId),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  return (
    <div>
      <Button size="xs" my="xs" loading={begin.isPending || begin.isSuccess} onClick={() => begin.mutate()}>
        {isAgain ? text.connectAgainNow : text.connectNow}
      </Button>
      <Refusal error={begin.isPending ? null : begin.error} />
    </div>
  );
};
