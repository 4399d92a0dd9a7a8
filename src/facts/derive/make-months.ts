import type { Tx } from '../../foundation/db/index.ts';
import { organicTables } from '../organic/organic-columns.ts';
import type { LandingHead } from './landing-reader.ts';

const adParents = ['facts_ad_days', 'facts_ad_days_past', 'facts_ad_conversions', 'facts_ad_conversions_past'];
const organicParents = Object.values(organicTables).flatMap(({ facts, past }) => [facts, past]);

/**
 * Makes the month partitions a landing needs. The past tables get theirs too: which days will be restated is not known
 * before the rows are compared.
 *
 * @personal none
 */
export const makeMonths = async (tx: Tx, head: LandingHead): Promise<void> => {
  if (head.kind === 'structure') return;
  const parents = head.kind === 'organic' ? organicParents : adParents;
  await tx.sql(
    `select month_partition(t.parent::regclass, m::date)
       from unnest($3::text[]) t(parent),
            generate_series(date_trunc('month', $1::timestamp), $2::timestamp, '1 month') m`,
    [head.from, head.to, parents],
  );
};
