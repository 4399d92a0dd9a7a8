import { type Context, withClient } from '../../foundation/db/index.ts';
import type { Day } from '../../foundation/kit/index.ts';
import type { ReportTime } from '../../pinterest/contract.ts';
import type { Family } from '../derive/ledger-columns.ts';
import { baseMetrics } from '../metrics/additive.ts';
import { basesOf } from '../metrics/bases.ts';
import { type MetricKey, metrics } from '../metrics/catalogue.ts';
import type { Lens } from '../metrics/shapes.ts';
import { isKept } from './kept-days.ts';
import { checkRange, findSelection, type Selection, usualAttribution } from './selection.ts';

/** How final the days behind a figure are, of one family of numbers. */
export type DaysBehind = {
  readonly settled: number;
  readonly ready: number;
  readonly provisional: number;
  /** Days that are not in the ledger; unknown, not zero. */
  readonly gaps: readonly Day[];
  readonly pulledFirst: Date | null;
  readonly pulledLast: Date | null;
};

/** What a figure is made of: all that may make it differ from what Ads Manager shows. */
export type Explanation = {
  readonly metric: MetricKey;
  readonly lens: Lens;
  /** Pinterest's columns it is made of. */
  readonly columns: readonly string[];
  /** Null for figures that do not depend on attribution. */
  readonly window: string | null;
  readonly reportTime: ReportTime | null;
  /** Pinterest reports UTC days, Ads Manager shows them too. */
  readonly zone: 'UTC';
  /** Statuses of the things that are counted: the ledger asks for all of them, Ads Manager hides some unless asked. */
  readonly statuses: readonly { readonly status: string; readonly things: number }[];
  readonly days: Readonly<Partial<Record<Family, DaysBehind>>>;
};

const DAYS = `
  select count(*) filter (where s.settled_from is not null)::int4 as settled,
         count(*) filter (where s.settled_from is null and s.ready_from is not null)::int4 as ready,
         count(*) filter (where s.day is not null and s.settled_from is null and s.ready_from is null)::int4 as provisional,
         coalesce(array_agg(d::date::text order by d) filter (where s.day is null), '{}') as gaps,
         min(s.pulled_at) as "pulledFirst", max(s.pulled_at) as "pulledLast"
    from generate_series($6::timestamp, $7::timestamp, '1 day') d
    left join facts_day_states s on s.client_id = $1 and s.account = $2 and s.level = $3 and s.report_time = $4
     and s.window_code = $5 and s.day = d::date and ${isKept('s.day')}`;

const STATUSES = `
  select coalesce(v.status, 'UNKNOWN') as status, count(*)::int4 as things
    from facts_entities e
    left join facts_entity_versions v on v.client_id = $1 and v.entity = e.entity and v.known_to is null
   where e.client_id = $1 and e.account = $2 and e.level = $3 and ($4::int4 is null or e.entity = $4)
   group by 1 order by 1`;

/**
 * Answers "why does this differ from Ads Manager?" for any number: lens, window, report time, zone, statuses counted, when
 * the numbers were pulled and how final the days are.
 *
 * @source facts_day_states, facts_entity_versions
 * @throws FACTS_RANGE_TOO_LONG, FACTS_ENTITY_MISSING
 * @personal none
 */
export const explainFigure = async (ctx: Context, input: Selection & { metric: MetricKey }): Promise<Explanation> => {
  checkRange(input.from, input.to);
  const bases = basesOf(input.metric);
  const families = [...new Set<Family>(bases.map((key) => baseMetrics[key].family))];
  const attribution = families.includes('conversion') ? (input.attribution ?? usualAttribution) : undefined;
  return withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, async (tx) => {
    const found = await findSelection(tx, input);
    const days: Partial<Record<Family, DaysBehind>> = {};
    for (const family of families) {
      const kind = family === 'delivery' ? [0, 0] : [found.reportTime, found.window];
      const values = [input.clientId, found.account, found.level, ...kind, input.from, input.to];
      const [row] = await tx.sql<DaysBehind>(DAYS, values);
      if (row !== undefined) days[family] = row;
    }
    const statuses = await tx.sql<{ status: string; things: number }>(STATUSES, [
      ...[input.clientId, found.account, found.level, found.entity ?? null],
    ]);
    return {
      metric: input.metric,
      lens: metrics[input.metric].lens,
      columns: bases.map((key) => baseMetrics[key].pinterest),
      window: attribution?.window ?? null,
      reportTime: attribution?.reportTime ?? null,
      zone: 'UTC',
      statuses,
      days,
    };
  });
};
