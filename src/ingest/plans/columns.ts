import {
  type AdColumn,
  conversionColumns,
  deliveryColumns,
  type LedgerLevel,
  reportIdColumns,
  reportLevels,
} from '../../pinterest/contract.ts';
import type { Chunk } from '../cursors/chunk-states.ts';
import { breakdownColumns } from './breakdowns.ts';

/**
 * The metric columns of a chunk. Delivery does not depend on report time or window, so only the ad-action report of the
 * client's first window carries it; a direct answer carries delivery alone, because it knows fewer conversion columns than a
 * report and half a conversion would be worse than none.
 */
export const metricColumns = (
  chunk: Pick<Chunk, 'kind' | 'reportTime' | 'window'>,
  firstWindow: string,
): readonly AdColumn[] => {
  if (chunk.kind === 'structure' || chunk.kind === 'organic') return [];
  if (chunk.kind === 'sync') return deliveryColumns;
  const carriesDelivery = chunk.reportTime === 'TIME_OF_AD_ACTION' && chunk.window === firstWindow;
  const asked =
    chunk.kind === 'breakdown' ? breakdownColumns : { delivery: deliveryColumns, conversion: conversionColumns };
  return carriesDelivery ? [...asked.delivery, ...asked.conversion] : asked.conversion;
};

/** The column that names the entity of a row at a level. */
export const idColumn = (level: LedgerLevel): string => reportIdColumns[reportLevels[level]];
