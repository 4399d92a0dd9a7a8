import type { Tx } from '../../foundation/db/index.ts';
import { breakdownTables } from '../breakdown/breakdown-columns.ts';
import { organicTables } from '../organic/organic-columns.ts';
import type { LandingHead } from './landing-reader.ts';

const adParents = ['facts_ad_days', 'facts_ad_days_past', 'facts_ad_conversions', 'facts_ad_conversions_past'];
const pairsOf = (tables: Record<string, { facts: string; past: string }>): string[] =>
  Object.values(tables).flatMap(({ facts, past }) => [facts, past]);
const parents = {
  report: adParents,
  sync: adParents,
  organic: pairsOf(organicTables),
  breakdown: pairsOf(breakdownTables),
} as const;

/**
 * Makes the month partitions a landing needs. The past tables get theirs too: which days will be restated is not known
 * before the rows are compared.
 *
 * @personal none
 */
export const makeMonths = async (tx: Tx, head: LandingHead): Promise<void> => {
  if (head.kind === 'structure') return;
  await tx.sql(
    `select month_partition(t.parent::regclass, m::date)
       from unnest($3::text[]) t(parent),
            generate_series(date_trunc('month', $1::timestamp), $2::timestamp, '1 month') m`,
    [head.from, head.to, parents[head.kind]],
  );
};
