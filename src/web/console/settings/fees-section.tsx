import { Button, Paper, Skeleton, Table, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FeeAgreement, FeeList } from '../../../api/contract.ts';
import { type Writer, writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { ask } from '../../kit/server.ts';
import { Trouble } from '../../kit/trouble.tsx';
import { useSettingsWords } from '../../words/settings.ts';
import { Dialog } from '../goals/dialog.tsx';
import { useMay } from '../me.ts';
import { FeeDialog } from './fee-dialog.tsx';
import { feesQuery } from './queries.ts';

const MILLION = 1_000_000;

/** A share of media cost as percents. */
export const shareText = (shareMillionths: number, write: Writer): string =>
  `${write.count(shareMillionths / (MILLION / 100))}%`;

type RemoveProps = { readonly clientId: string; readonly fee: FeeAgreement; readonly onClose: () => void };

const RemoveFee = ({ clientId, fee, onClose }: RemoveProps) => {
  const { fees: text, remove } = useSettingsWords();
  const write = writerFor(useLocale().locale);
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: () => ask<void>(`/clients/${clientId}/fees/${fee.account}/${fee.from}`, { method: 'DELETE' }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['fees', clientId] });
      void client.invalidateQueries({ queryKey: ['costs', clientId] });
      onClose();
    },
  });
  return (
    <Dialog
      title={text.removeTitle}
      action={remove}
      error={send.error}
      isBusy={send.isPending}
      onSubmit={() => send.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{text.removeLead(write.month(fee.from))}</Text>
    </Dialog>
  );
};

type RowsProps = { readonly list: FeeList; readonly onRemove: ((fee: FeeAgreement) => void) | undefined };

const Rows = ({ list, onRemove }: RowsProps) => {
  const { fees: text, remove } = useSettingsWords();
  const write = writerFor(useLocale().locale);
  const currencyOf = (account: string) => list.accounts.find(({ id }) => id === account)?.currency ?? null;
  const money = ({ fixed, account }: FeeAgreement): string => {
    const currency = currencyOf(account);
    return currency === null ? '–' : write.moneyExact(fixed, currency);
  };
  const hasAccounts = new Set(list.items.map(({ account }) => account)).size > 1 || list.accounts.length > 1;
  return (
    <Table className="stacking" verticalSpacing="xs" mt="sm">
      <Table.Caption className="sr-only">{text.title}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{text.from}</Table.Th>
          {hasAccounts && <Table.Th scope="col">{text.account}</Table.Th>}
          <Table.Th scope="col" className="count">
            {text.share}
          </Table.Th>
          <Table.Th scope="col" className="count">
            {text.fixed}
          </Table.Th>
          {onRemove !== undefined && (
            <Table.Th scope="col">
              <span className="sr-only">{remove}</span>
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {list.items.map((fee) => (
          <Table.Tr key={`${fee.account} ${fee.from}`}>
            <Table.Th scope="row" className="when">
              {write.month(fee.from)}
            </Table.Th>
            {hasAccounts && <Table.Td data-label={text.account}>{fee.account}</Table.Td>}
            <Table.Td className="count" data-label={text.share}>
              {fee.shareMillionths === 0 && fee.fixed === '0' ? text.ends : shareText(fee.shareMillionths, write)}
            </Table.Td>
            <Table.Td className="count" data-label={text.fixed}>
              {money(fee)}
            </Table.Td>
            {onRemove !== undefined && (
              <Table.Td className="count">
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={text.removeOf(write.month(fee.from))}
                  onClick={() => onRemove(fee)}
                >
                  {remove}
                </Button>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
};

/** What was agreed about the agency's fee, month by month. */
export const FeesSection = ({ clientId, today }: { readonly clientId: string; readonly today: string }) => {
  const { fees: text } = useSettingsWords();
  const mayChange = useMay('clients.manage');
  const { data, error, failureReason, refetch } = useQuery(feesQuery(clientId));
  const [open, setOpen] = useState<'add' | FeeAgreement>();
  const close = () => setOpen(undefined);
  const trouble = data === undefined ? (error ?? failureReason) : null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="fees">
      <div className="panel-head">
        <div>
          <Title order={2} size="h3" id="fees">
            {text.title}
          </Title>
          <Text size="sm" c="dimmed" maw={720}>
            {text.lead}
          </Text>
        </div>
        {mayChange && data !== undefined && data.accounts.length > 0 && (
          <Button variant="default" onClick={() => setOpen('add')}>
            {text.add}
          </Button>
        )}
      </div>
      {trouble !== null && <Trouble error={trouble} onRetry={() => void refetch()} />}
      {trouble === null && data === undefined && <Skeleton height={80} />}
      {data !== undefined && data.items.length === 0 && (
        <Text mt="sm">{data.accounts.length === 0 ? text.noAccount : text.none}</Text>
      )}
      {data !== undefined && data.items.length > 0 && (
        <>
          <Rows list={data} onRemove={mayChange ? setOpen : undefined} />
          <Text size="sm" c="dimmed" mt="xs" maw={720}>
            {text.rule}
          </Text>
        </>
      )}
      {open === 'add' && data !== undefined && (
        <FeeDialog clientId={clientId} accounts={data.accounts} today={today} onClose={close} />
      )}
      {open !== undefined && open !== 'add' && <RemoveFee clientId={clientId} fee={open} onClose={close} />}
    </Paper>
  );
};
