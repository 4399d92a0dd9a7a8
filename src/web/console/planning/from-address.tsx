import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AssetReceived } from '../../../api/contract.ts';
import { Refusal } from '../../kit/refusal.tsx';
import { ask } from '../../kit/server.ts';
import { usePlanningWords } from '../../words/planning.ts';

/** Brings in a picture that lies on the web. */
export const FromAddress = ({ clientId }: { readonly clientId: string }) => {
  const { library: text } = usePlanningWords();
  const client = useQueryClient();
  const [address, setAddress] = useState('');
  const fetching = useMutation({
    mutationFn: () =>
      ask<AssetReceived>(`/clients/${clientId}/assets/from-address`, { method: 'POST', body: { address } }),
    onSuccess: () => {
      setAddress('');
      return client.invalidateQueries({ queryKey: ['assets', clientId] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (address.trim() !== '' && !fetching.isPending) fetching.mutate();
  };
  return (
    <form onSubmit={submit} className="from-address">
      <TextInput
        type="url"
        label={text.fromAddress}
        placeholder="https://"
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={fetching.isPending}>
        {text.fetch}
      </Button>
      <Refusal error={fetching.isPending ? null : fetching.error} />
    </form>
  );
};
