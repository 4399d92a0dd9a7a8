import { levelCode } from '../derive/ledger-codes.ts';
import type { Family } from '../derive/ledger-columns.ts';
import { type BaseKey, baseMetrics } from '../metrics/additive.ts';
import { basesOf, basesOfAdditive } from '../metrics/bases.ts';
import { type MetricKey, metrics } from '../metrics/catalogue.ts';
import type { Period } from '../metrics/periods.ts';
import { type Asked, entityRows } from './entity-rows.ts';

/** By what a table is sorted. */
export type EntityOrder = { readonly by: MetricKey | 'name' | 'status'; readonly direction: 'up' | 'down' };

/** A table in the ledger's numbers. */
export type TableAsked = {
  readonly asked: Asked;
  readonly before: Period | undefined;
  /** The thing whose children (or theirs) are asked, and its level; the whole account when undefined. */
  readonly within: { readonly entity: number; readonly level: number } | undefined;
  readonly metrics: readonly MetricKey[];
  readonly order: EntityOrder;
  /** False leaves out what neither delivered nor converted in the period or the one compared with. */
  readonly idle: boolean;
  readonly search: boolean;
};

const familyNames = ['delivery', 'conversion'] as const;

const columnsOf = (keys: readonly BaseKey[], family: Family): string[] =>
  keys.filter((key) => baseMetrics[key].family === family).map((key) => baseMetrics[key].column);

/** The base figures a table needs: those of its columns and of the one it is sorted by. */
const basesNeeded = (table: TableAsked): BaseKey[] => {
  const sorted = table.order.by === 'name' || table.order.by === 'status' ? [] : [table.order.by];
  return [...new Set([...table.metrics, ...sorted].flatMap(basesOf))];
};

/** What lies below a thing, however many levels between: an ad's ad group lies in its campaign. */
const insideOf = (table: TableAsked, column: string): string => {
  if (table.within === undefined || table.within.level === levelCode('account')) return '';
  const { clientId, level } = table.asked;
  let condition = `= ${table.within.entity}`;
  for (let above = table.within.level + 1; above < level; above += 1) {
    condition = `in (select entity from facts_entities where client_id = ${clientId} and parent ${condition})`;
  }
  return column === 'parent'
    ? ` and e.parent ${condition}`
    : ` and entity = any (array(select entity from facts_entities where client_id = ${clientId} and parent ${condition}))`;
};

type Part = {
  readonly name: string;
  readonly family: Family;
  readonly columns: readonly string[];
  readonly sql: string;
};

const partsOf = (table: TableAsked): Part[] => {
  const bases = basesNeeded(table);
  const only = insideOf(table, 'entity');
  const periods = [
    { prefix: '', period: table.asked.period },
    ...(table.before === undefined ? [] : [{ prefix: 'before_', period: table.before }]),
  ];
  return periods.flatMap(({ prefix, period }) =>
    familyNames.flatMap((family) => {
      const columns = columnsOf(bases, family);
      // Without any delivery column the family still tells which things were shown at all.
      if (columns.length === 0 && family === 'conversion') return [];
      const rows = entityRows(family, { ...table.asked, period }, { columns, only });
      const sums = columns.map((column) => `, sum(r.${column})::int8 as ${prefix}${column}`).join('');
      const name = `${prefix}${family}`;
      return [
        {
          name,
          family,
          columns: columns.map((column) => prefix + column),
          sql: `${name} as (select entity${sums} from (${rows}) r group by entity)`,
        },
      ];
    }),
  );
};

const addedUp = (bases: readonly BaseKey[]): string => `(${bases.map((base) => baseMetrics[base].column).join(' + ')})`;

const sortSql = ({ by }: EntityOrder): string => {
  if (by === 'name') return 'lower(name)';
  if (by === 'status') return 'status';
  const metric = metrics[by];
  if (metric.kind !== 'ratio') return addedUp(basesOf(by));
  const [numerator, denominator] = metric.over.map((key) => addedUp(basesOfAdditive(key)));
  return `${numerator}::float8 / nullif(${denominator}, 0)`;
};

/** `order by` of a table; what has no value stands last either way, and equals stand by age. @personal none */
export const orderSql = (order: EntityOrder): string =>
  `order by ${sortSql(order)} ${order.direction === 'up' ? 'asc' : 'desc'} nulls last, entity`;

/**
 * `with … things as (…)`: one row per thing with its name, state and sums, of the period and of the one before (columns
 * with `before_`). The search is `$1`, where there is one.
 *
 * @personal none
 */
export const thingsSql = (table: TableAsked): string => {
  const parts = partsOf(table);
  const { clientId, account, level } = table.asked;
  const sums = parts.flatMap((part) =>
    part.columns.map((column) => `, coalesce(${part.name}.${column}, 0) as ${column}`),
  );
  const joins = parts.map((part) => `left join ${part.name} on ${part.name}.entity = e.entity`).join(' ');
  const moved = table.idle ? '' : ` and (${parts.map((part) => `${part.name}.entity is not null`).join(' or ')})`;
  const named = table.search ? ' and (v.name ilike $1 or e.pinterest_id = $2)' : '';
  return `with ${parts.map((part) => part.sql).join(', ')},
    things as materialized (
      select e.entity, e.pinterest_id, v.name, v.status, v.pin_id${sums.join('')}
        from facts_entities e
        left join facts_entity_versions v on v.client_id = ${clientId} and v.entity = e.entity and v.known_to is null
        ${joins}
       where e.client_id = ${clientId} and e.account = ${account} and e.level = ${level}${insideOf(table, 'parent')}${named}${moved})`;
};

/** Names of all sums in a row of `things`. @personal none */
export const sumNames = (table: TableAsked): string[] => partsOf(table).flatMap((part) => [...part.columns]);
