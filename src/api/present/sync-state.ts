import type { ConnectionHealth } from '../../connect/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import type { SyncProgress } from '../../ingest/index.ts';
import type { SyncState } from '../contract.ts';

type Parts = { readonly progress: SyncProgress | undefined; readonly health: ConnectionHealth | undefined };

const wordFor = ({ progress, health }: Parts): SyncState['state'] => {
  if (health?.state === 'reconnect') return 'reconnect';
  if (progress === undefined) return health === undefined ? 'never' : 'waiting';
  if (progress.done < progress.total) return progress.done === 0 ? 'waiting' : 'running';
  if (progress.waiting > 0 || progress.underived > 0) return 'running';
  return progress.failed > 0 ? 'gaps' : 'complete';
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
