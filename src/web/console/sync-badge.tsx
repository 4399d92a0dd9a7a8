import { Progress, Text } from '@mantine/core';
import type { SyncState } from '../../api/contract.ts';
import { writerFor } from '../kit/numbers.ts';
import { useLocale, useWords } from '../kit/preferences.tsx';

const shareOf = ({ state, done, total, historyDone, historyTotal }: SyncState): number | undefined => {
  if (state === 'running' || state === 'waiting') return total === 0 ? 0 : (done / total) * 100;
  if (state === 'history' && historyDone < historyTotal) return (historyDone / historyTotal) * 100;
  return undefined;
};

const useStep = (sync: SyncState): string | undefined => {
  const text = useWords();
  const { count } = writerFor(useLocale().locale);
  if (sync.state === 'running') return text.syncProgress(count(sync.done), count(sync.total));
  if (sync.state === 'deriving') return text.syncDeriving;
  if (sync.state === 'history' && sync.historyDone === sync.historyTotal) return text.syncHistoryDeriving;
  if (sync.state === 'history') return text.syncHistory(count(sync.historyDone), count(sync.historyTotal));
  return undefined;
};

/** How far the collecting of one client has come, live. */
export const SyncBadge = ({ sync, detailed }: { readonly sync: SyncState; readonly detailed?: boolean }) => {
  const text = useWords();
  const write = writerFor(useLocale().locale);
  const share = shareOf(sync);
  const step = useStep(sync);
  return (
    <div className="sync">
      <span className={`sync-state sync-${sync.state}`}>{text.syncState[sync.state]}</span>
      {share !== undefined && <Progress value={share} size={4} aria-label={text.sync} />}
      {step !== undefined && (
        <Text size="xs" c="dimmed">
          {step}
        </Text>
      )}
      {detailed && sync.rows > 0 && (
        <Text size="xs" c="dimmed">
          {text.syncRows(write.count(sync.rows))}
          {sync.lastLandedAt !== null && ` · ${text.lastLanded(write.moment(sync.lastLandedAt))}`}
        </Text>
      )}
    </div>
  );
};
