import { type Context, withClient } from '../../foundation/db/index.ts';
import { type AdditiveKey, type BaseKey, baseMetrics } from '../metrics/additive.ts';
import { basesOfAdditive } from '../metrics/bases.ts';
import type { Sums } from '../metrics/evaluate.ts';
import { baseColumns, summedColumns, sumsOf } from './base-sums.ts';
import { type Asked, entityRows } from './entity-rows.ts';
import { checkRange, findSelection, type Selection } from './selection.ts';

/** One thing and its figures over the period asked. */
export type EntityFigures = {
  /** Pinterest's id. */
  readonly entity: string;
  readonly name: string | null;
  readonly status: string | null;
  readonly sums: Sums;
};

// As an array the few entities are looked for within the index; as a join every row of the period would be read.
const ONLY_TOP = ' and entity = any (array(select entity from top))';

const withSums = (asked: Asked): string =>
  (['delivery', 'conversion'] as const)
    .map((family) => {
      const columns = baseColumns[family].map(({ column }) => column);
      const rows = entityRows(family, asked, { columns, only: ONLY_TOP });
      return `${family} as (select entity, ${summedColumns(baseColumns[family], 'r')} from (${rows}) r group by entity)`;
    })
    .join(', ');

const topSql = (asked: Asked, bases: readonly BaseKey[]): string => {
  // Ranking reads only the columns it ranks by; all the others are summed for the few that are shown.
  const family = bases.some((key) => baseMetrics[key].family === 'conversion') ? 'conversion' : 'delivery';
  const columns = bases.map((key) => baseMetrics[key].column);
  const ranked = `select entity, sum(${columns.map((column) => `r.${column}`).join(' + ')}) as rank
                    from (${entityRows(family, asked, { columns, only: '' })}) r group by entity order by rank desc, entity limit $1`;
  const figures = (['delivery', 'conversion'] as const)
    .flatMap((each) => baseColumns[each].map(({ column }) => `coalesce(${each}.${column}, 0) as ${column}`))
    .join(', ');
  return `with top as materialized (${ranked}), ${withSums(asked)}
    select e.pinterest_id as entity_id, v.name, v.status, ${figures}
      from top join facts_entities e on e.client_id = ${asked.clientId} and e.entity = top.entity
      left join facts_entity_versions v on v.client_id = ${asked.clientId} and v.entity = top.entity and v.known_to is null
      left join delivery on delivery.entity = top.entity left join conversion on conversion.entity = top.entity
     order by top.rank desc, top.entity`;
};

const everyBit = 2n ** 62n - 1n;

/**
 * The things of an account's level with the most of one figure over a period, largest first. Days that are gaps count as
 * nothing here; `explainFigure` tells whether there are any.
 *
 * @unit sums counts, and micros of the account's currency
 * @source facts_entity_months for whole months, facts_ad_days and facts_ad_conversions for the days around them
 * @throws FACTS_RANGE_TOO_LONG, FACTS_ENTITY_MISSING
 * @personal none
 */
export const topEntities = async (
  ctx: Context,
  input: Omit<Selection, 'entity'> & { by: AdditiveKey; limit: number },
): Promise<EntityFigures[]> => {
  checkRange(input.from, input.to);
  return withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, async (tx) => {
    const found = await findSelection(tx, input);
    const period = { from: input.from, to: input.to };
    const sql = topSql({ ...found, clientId: input.clientId, period }, basesOfAdditive(input.by));
    const rows = await tx.sql<
      Record<string, unknown> & { entity_id: string; name: string | null; status: string | null }
    >(sql, [input.limit]);
    return rows.map((row) => ({
      entity: row.entity_id,
      name: row.name,
      status: row.status,
      sums: { ...sumsOf('delivery', row, everyBit), ...sumsOf('conversion', row, everyBit) },
    }));
  });
};
