import type { OverviewRow } from '../../../api/contract.ts';
import { readSorting, type Sorting } from './sorting.ts';

/** How a client's consent to Pinterest is. */
export type ConnectionState = OverviewRow['connection']['state'];

/** The states of a connection one can look for. */
export const connectionStates = [
  'healthy',
  'reconnect',
  'paused',
  'none',
] as const satisfies readonly ConnectionState[];

/** What the overview shows, in its address: the way back finds it again, and it can be sent to a colleague. */
export type OverviewAddress = Sorting & {
  readonly q?: string;
  readonly show?: 'attention';
  readonly connection?: ConnectionState;
};

const SEARCH_MAX = 120;

/** Reads the address; what is not understood is left out. */
export const readOverviewAddress = (given: Record<string, unknown>): OverviewAddress => {
  const { q, show, connection } = given;
  // An address spells a number as one.
  const text = typeof q === 'number' ? String(q) : q;
  const state = connectionStates.find((each) => each === connection);
  return {
    ...readSorting(given),
    ...(typeof text === 'string' && text !== '' ? { q: text.slice(0, SEARCH_MAX) } : {}),
    ...(show === 'attention' ? { show } : {}),
    ...(state === undefined ? {} : { connection: state }),
  };
};

/** What a row needs to be chosen. */
type Chosen = Pick<OverviewRow, 'name' | 'connection'>;

// Who types "cafe" looks for "Café" too.
const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The rows an address asks for, in the order given. */
export const chosen = <Row extends Chosen>(
  rows: readonly Row[],
  { q = '', show, connection }: OverviewAddress,
  needsAttention: (row: Row) => boolean,
): Row[] => {
  const wanted = bare(q.trim());
  return rows.filter(
    (row) =>
      bare(row.name).includes(wanted) &&
      (show === undefined || needsAttention(row)) &&
      (connection === undefined || row.connection.state === connection),
  );
};
