import { Paper, Skeleton, Text, Title, UnstyledButton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportList } from '../../../../api/contract.ts';
import { writerFor } from '../../../kit/numbers.ts';
import { useLocale } from '../../../kit/preferences.tsx';
import { Trouble } from '../../../kit/trouble.tsx';
import { useImportWords } from '../../../words/import.ts';
import { useMay } from '../../me.ts';
import { ImportForm } from './import-form.tsx';
import { ImportView } from './import-view.tsx';
import { importsQuery } from './queries.ts';

type Item = ImportList['items'][number];

const Earlier = (props: { items: readonly Item[]; shown: string | undefined; onShow: (id: string) => void }) => {
  const text = useImportWords();
  const write = writerFor(useLocale().locale);
  if (props.items.length === 0) {
    return (
      <Text size="sm" c="dimmed" mt="md">
        {text.none}
      </Text>
    );
  }
  return (
    <>
      <Title order={3} size="h5" mt="lg">
        {text.earlier}
      </Title>
      <ul className="import-list">
        {props.items.map(({ id, state, uploadedAt, rows }) => (
          <li key={id}>
            <UnstyledButton className="narrowing" aria-pressed={id === props.shown} onClick={() => props.onShow(id)}>
              {write.moment(uploadedAt)}
            </UnstyledButton>{' '}
            <Text size="sm" component="span" c="dimmed">
              {text.states[state]}, {text.lines(rows, write.count(rows))}
            </Text>
          </li>
        ))}
      </ul>
    </>
  );
};

/** Bringing in history from before the connection: an export of Ads Manager, checked first. */
export const ImportPanel = ({ clientId }: { readonly clientId: string }) => {
  const text = useImportWords();
  const { locale } = useLocale();
  const client = useQueryClient();
  const maySend = useMay('sync.start');
  const [shown, setShown] = useState<string>();
  const { data, error, refetch } = useQuery(importsQuery(clientId, locale));
  // A file that waits for somebody is what one came for.
  const open = shown ?? data?.items.find(({ state }) => state !== 'landed')?.id;
  return (
    <Paper withBorder p="md" component="section" aria-label={text.title} id="import">
      <Title order={2} size="h3" mb="xs">
        {text.title}
      </Title>
      <Text c="dimmed" mb="sm">
        {text.lead}
      </Text>
      {data === undefined && error === null && <Skeleton height={120} />}
      {data === undefined && error !== null && <Trouble error={error} onRetry={() => void refetch()} />}
      {data !== undefined && maySend && (
        <ImportForm
          clientId={clientId}
          may={data}
          onSent={({ id }) => {
            setShown(id);
            void client.invalidateQueries({ queryKey: ['imports', clientId] });
          }}
        />
      )}
      {open !== undefined && (
        <ImportView key={open} clientId={clientId} importId={open} onGone={() => setShown(undefined)} />
      )}
      {data !== undefined && <Earlier items={data.items} shown={open} onShow={setShown} />}
    </Paper>
  );
};
