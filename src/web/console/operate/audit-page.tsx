import { Button, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { AuditEntry } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale, useTitle } from '../../kit/preferences.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { useAuditWords } from '../../words/audit.ts';
import { AuditFilter } from './audit-filter.tsx';
import { AuditTable, useActorName } from './audit-table.tsx';
import { AuditVerify } from './audit-verify.tsx';
import { auditQuery } from './queries.ts';

type Shown = {
  readonly entries: readonly AuditEntry[];
  readonly hasMore: boolean;
  readonly isAsking: boolean;
  readonly onMore: () => void;
};

const Entries = ({ entries, hasMore, isAsking, onMore }: Shown) => {
  const text = useAuditWords();
  const write = writerFor(useLocale().locale);
  if (entries.length === 0) {
    return (
      <Paper withBorder p="xl" className="empty" role="status">
        <Title order={2} size="h3">
          {text.none}
        </Title>
        <Text c="dimmed">{text.noneLead}</Text>
      </Paper>
    );
  }
  return (
    <>
      <AuditTable entries={entries} />
      <div className="panel-head">
        <Text size="sm" c="dimmed" role="status">
          {text.shown(write.count(entries.length))}
        </Text>
        {hasMore && (
          <Button variant="default" loading={isAsking} onClick={onMore}>
            {text.more}
          </Button>
        )}
      </div>
    </>
  );
};

/** The audit trail: who did what and for whom, narrowed by what stands in the address, and whether it is whole. */
export const AuditPage = () => {
  const text = useAuditWords();
  useTitle(text.title);
  const address = useSearch({ from: '/shell/audit' });
  const actorName = useActorName();
  const { data, error, failureReason, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    auditQuery(address),
  );
  const entries = data?.pages.flatMap((part) => part.items);
  const trouble = error ?? failureReason;
  const by = entries?.[0]?.actor;
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{text.title}</Title>
        <Text c="dimmed">{text.lead}</Text>
      </div>
      <AuditVerify />
      <AuditFilter address={address} actorName={by === undefined ? undefined : actorName(by)} />
      {entries === undefined && trouble === null && <Skeleton height={320} />}
      {entries === undefined && trouble !== null && <Trouble error={trouble} onRetry={() => void refetch()} />}
      {entries !== undefined && (
        <Entries
          entries={entries}
          hasMore={hasNextPage}
          isAsking={isFetchingNextPage}
          onMore={() => void fetchNextPage()}
        />
      )}
    </Stack>
  );
};
