import { Badge, Progress, Text } from '@mantine/core';
import type { SyncState } from '../../api/contract.ts';
import { writerFor } from '../kit/numbers.ts';
import { useLocale, useWords } from '../kit/preferences.tsx';

const colour: Readonly<Record<SyncState['state'], string>> = {
  never: 'gray',
  waiting: 'gray',
  running: 'blue',
  complete: 'pine',
  gaps: 'orange',
  reconnect: 'red',
};

/** How far the collecting of one client has come, live. */
export const SyncBadge = ({ sync, detailed }: { readonly sync: SyncState; readonly detailed?: boolean }) => {
  const text = useWords();
  const { locale } = useLocale();
  const write = writerFor(locale);
  const share = sync.total === 0 ? 0 : (sync.done / sync.total) * 100;
  return (
    <div className="sync">
      <Badge variant="outline" color={colour[sync.state]} className={`sync-badge sync-${sync.state}`}>
        {text.syncState[sync.state]}
      </Badge>
      {(sync.state === 'running' || detailed) && sync.total > 0 && (
        <Progress value={share} size="xs" aria-label={text.sync} />
      )}
      {(sync.state === 'running' || detailed) && (
        <Text size="xs" c="dimmed">
          {text.syncProgress(write.count(sync.done), write.count(sync.total))}
          {sync.historyTotal > 0 &&
            ` · ${text.syncHistory(write.count(sync.historyDone), write.count(sync.historyTotal))}`}
        </Text>
      )}
      {detailed && (
        <Text size="xs" c="dimmed">
          {text.syncRows(write.count(sync.rows))}
          {sync.lastLandedAt !== null && ` · ${text.lastLanded(write.moment(sync.lastLandedAt))}`}
          {sync.faultCode !== null && ` · ${sync.faultCode}`}
        </Text>
      )}
    </div>
  );
};

/** Whether the numbers of the period can still change. */
export const Finality = ({ provisional, missing }: { readonly provisional: number; readonly missing: number }) => {
  const text = useWords();
  const parts = [
    missing > 0 ? text.missingDays(missing) : undefined,
    provisional > 0 ? text.provisionalDays(provisional) : undefined,
  ].filter((part) => part !== undefined);
  return (
    <Text size="xs" c="dimmed">
      {parts.length === 0 ? text.final : parts.join(' · ')}
    </Text>
  );
};
