import { NativeSelect, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FeeList, FeeRequest } from '../../../api/contract.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { ask } from '../../kit/server.ts';
import { useSettingsWords } from '../../words/settings.ts';
import type { ScreenLocale } from '../../words/words.ts';
import { readMillionths } from '../goals/amounts.ts';
import { Dialog, fieldErrors } from '../goals/dialog.tsx';
import { feesQuery } from './queries.ts';

type Draft = {
  readonly account: string;
  readonly month: string;
  readonly share: string;
  readonly fixed: string;
};

// A percent is ten thousand millionths; what is typed is read in millionths of a percent.
const PERCENT = 100n;

// Nothing typed is nothing asked.
const amountIn = (typed: string, locale: ScreenLocale): bigint | undefined =>
  typed.trim() === '' ? 0n : readMillionths(typed, locale);

const requestOf = (draft: Draft, locale: ScreenLocale): FeeRequest | readonly string[] => {
  const share = amountIn(draft.share, locale);
  const fixed = amountIn(draft.fixed, locale);
  const isMonth = /^\d{4}-(?:0[1-9]|1[0-2])$/.test(draft.month);
  const wrong = [
    ...(isMonth ? [] : ['from']),
    ...(share === undefined ? ['shareMillionths'] : []),
    ...(fixed === undefined ? ['fixed'] : []),
  ];
  if (share === undefined || fixed === undefined || wrong.length > 0) return wrong;
  return {
    account: draft.account,
    from: `${draft.month}-01`,
    shareMillionths: Number(share / PERCENT),
    fixed: fixed.toString(),
  };
};

const isRequest = (made: FeeRequest | readonly string[]): made is FeeRequest => !Array.isArray(made);

type Props = {
  readonly clientId: string;
  readonly accounts: FeeList['accounts'];
  readonly today: string;
  readonly onClose: () => void;
};

/** Agrees on a fee from a month on. */
export const FeeDialog = ({ clientId, accounts, today, onClose }: Props) => {
  const { fees: text, save } = useSettingsWords();
  const { locale } = useLocale();
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>({
    ...{ account: accounts[0]?.id ?? '', month: today.slice(0, 7) },
    ...{ share: '', fixed: '' },
  });
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const send = useMutation({
    mutationFn: (body: FeeRequest) => ask<FeeList>(`/clients/${clientId}/fees`, { method: 'PUT', body }),
    onSuccess: (list) => {
      client.setQueryData(feesQuery(clientId).queryKey, list);
      void client.invalidateQueries({ queryKey: ['costs', clientId] });
      onClose();
    },
  });
  const submit = (): void => {
    const made = requestOf(draft, locale);
    setWrong(isRequest(made) ? [] : made);
    if (isRequest(made)) send.mutate(made);
  };
  const refused = fieldErrors(send.error);
  const error = (field: string) =>
    wrong.includes(field) || refused[field] !== undefined ? text.invalid[field] : undefined;
  const currency = accounts.find(({ id }) => id === draft.account)?.currency ?? '';
  return (
    <Dialog
      title={text.addTitle}
      action={save}
      error={send.error}
      isBusy={send.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {accounts.length > 1 && (
        <NativeSelect
          label={text.account}
          value={draft.account}
          error={error('account')}
          data={accounts.map(({ id, currency: of }) => ({ value: id, label: of === null ? id : `${id} · ${of}` }))}
          onChange={(event) => change({ account: event.currentTarget.value })}
        />
      )}
      <TextInput
        type="month"
        label={text.from}
        description={text.fromLead}
        placeholder="2026-11"
        value={draft.month}
        error={error('from')}
        onChange={(event) => change({ month: event.currentTarget.value })}
      />
      <TextInput
        label={text.shareField}
        inputMode="decimal"
        value={draft.share}
        placeholder="15"
        error={error('shareMillionths')}
        onChange={(event) => change({ share: event.currentTarget.value })}
      />
      <TextInput
        label={text.fixedField(currency)}
        inputMode="decimal"
        value={draft.fixed}
        placeholder="0"
        error={error('fixed')}
        onChange={(event) => change({ fixed: event.currentTarget.value })}
      />
      <Text size="sm" c="dimmed">
        {text.rule}
      </Text>
    </Dialog>
  );
};
