import type { ConnectionStanding } from '../../connect/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import type { SyncProgress } from '../../ingest/index.ts';
import type { SyncState } from '../contract.ts';

type Parts = {
  readonly progress: SyncProgress | undefined;
  readonly health: Pick<ConnectionStanding, 'state'> | undefined;
};

// The newest days first: while they are not all here, or not yet figures, nothing else matters to who looks.
const recentWord = (progress: SyncProgress): SyncState['state'] | undefined => {
  if (progress.done < progress.total) {
    if (progress.waiting === 0) return 'gaps';
    return progress.done === 0 ? 'waiting' : 'running';
  }
  return progress.underivedRecent > 0 ? 'deriving' : undefined;
};

const historyWord = (progress: SyncProgress): SyncState['state'] => {
  const { waiting, failed, underived, historyDone, historyTotal } = progress;
  if (waiting > 0) return historyDone < historyTotal ? 'history' : 'running';
  if (underived > 0) return historyTotal > 0 ? 'history' : 'deriving';
  return failed > 0 ? 'gaps' : 'complete';
};

const wordFor = ({ progress, health }: Parts): SyncState['state'] => {
  if (health?.state === 'reconnect') return 'reconnect';
  if (progress === undefined) return health === undefined ? 'never' : 'waiting';
  return recentWord(progress) ?? historyWord(progress);
};

/** How far the collecting of a client has come, in the words of the page. */
export const presentSync = (clientId: ClientId, parts: Parts): SyncState => {
  const { progress } = parts;
  return {
    clientId: String(clientId),
    state: wordFor(parts),
    done: progress?.done ?? 0,
    total: progress?.total ?? 0,
    historyDone: progress?.historyDone ?? 0,
    historyTotal: progress?.historyTotal ?? 0,
    rows: Number(progress?.rows ?? 0n),
    lastLandedAt: progress?.lastLandedAt?.toISOString() ?? null,
    faultCode: progress?.faultCode ?? null,
  };
};
