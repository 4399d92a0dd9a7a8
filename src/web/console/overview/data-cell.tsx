import type { OverviewRow } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { useOverviewWords } from '../../words/overview.ts';
import { SyncBadge } from '../sync-badge.tsx';

/** How far the figures are in, and whether the way to Pinterest works. */
export const DataCell = ({ row }: { readonly row: OverviewRow }) => {
  const text = useOverviewWords();
  const write = writerFor(useLocale().locale);
  const { state, since } = row.connection;
  return (
    <>
      {/* A consent that is gone says all there is to say of the data too. */}
      {state !== 'reconnect' && <SyncBadge sync={row.sync} />}
      <span className={`connection-line connection-${state}`}>
        {text.connectionShort[state]}
        {since !== null && ` ${text.since(write.day(since.slice(0, 10)))}`}
      </span>
    </>
  );
};
