import { Button, Paper, Skeleton, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyncRunList } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { useDataWords } from '../../words/data.ts';
import { syncRunsQuery } from './queries.ts';

type Run = SyncRunList['items'][number];

// A fortnight is what one looks back to when a day seems wrong.
const SHOWN = 14;

const Outcome = ({ run }: { readonly run: Run }) => {
  const text = useDataWords();
  const { count } = writerFor(useLocale().locale);
  return (
    <>
      {run.landed === run.total && <span className="fine">{text.fine}</span>}
      {run.waiting > 0 && <Text size="sm">{text.stillComing(count(run.waiting))}</Text>}
      {run.faults.map((fault) => (
        <div key={fault.code}>
          <Text size="sm" className="wrong">
            {text.failed(count(fault.count), fault.meaning)}
          </Text>
          <Text size="sm" c="dimmed">
            {fault.remedy} {fault.code !== '' && <code>{fault.code}</code>}
          </Text>
        </div>
      ))}
    </>
  );
};

const RunRow = ({ run }: { readonly run: Run }) => {
  const text = useDataWords();
  const write = writerFor(useLocale().locale);
  return (
    <Table.Tr>
      <Table.Th scope="row" className="when">
        {write.longDay(run.nightOn)}
      </Table.Th>
      <Table.Td data-label={text.days}>
        {write.longDay(run.from)} – {write.longDay(run.to)}
      </Table.Td>
      <Table.Td className="count" data-label={text.parts}>
        {text.ofParts(write.count(run.landed), write.count(run.total))}
      </Table.Td>
      <Table.Td className="count" data-label={text.rows}>
        {write.count(run.rows)}
      </Table.Td>
      <Table.Td data-label={text.last}>{write.moment(run.lastAt)}</Table.Td>
      <Table.Td>
        <Outcome run={run} />
      </Table.Td>
    </Table.Tr>
  );
};

const Runs = ({ runs }: { readonly runs: readonly Run[] }) => {
  const text = useDataWords();
  const [isAll, setAll] = useState(false);
  if (runs.length === 0) return <Text c="dimmed">{text.historyNone}</Text>;
  const heads = [text.night, text.days, text.parts, text.rows, text.last, text.outcome];
  const counts = new Set([text.parts, text.rows]);
  return (
    <>
      <Table className="stacking" verticalSpacing="xs">
        <Table.Caption className="sr-only">{text.history}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {heads.map((head) => (
              <Table.Th key={head} scope="col" className={counts.has(head) ? 'count' : undefined}>
                {head}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {(isAll ? runs : runs.slice(0, SHOWN)).map((run) => (
            <RunRow key={run.nightOn} run={run} />
          ))}
        </Table.Tbody>
      </Table>
      {!isAll && runs.length > SHOWN && (
        <Button mt="sm" size="xs" variant="default" onClick={() => setAll(true)}>
          {text.more}
        </Button>
      )}
    </>
  );
};

/** What each night brought: what was asked, what is in, and why something is not. */
export const RunsPanel = ({ clientId }: { readonly clientId: string }) => {
  const text = useDataWords();
  const { locale } = useLocale();
  const { data, error, refetch } = useQuery(syncRunsQuery(clientId, locale));
  return (
    <Paper withBorder p="md" component="section" aria-label={text.history}>
      <Title order={2} size="h3" mb="xs">
        {text.history}
      </Title>
      {data === undefined && error === null && <Skeleton height={120} />}
      {data === undefined && error !== null && <Trouble error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Runs runs={data.items} />}
    </Paper>
  );
};
