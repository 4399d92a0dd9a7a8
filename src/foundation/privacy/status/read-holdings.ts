import type { Tx } from '../../db/index.ts';

/** What the live database holds of one table, its partitions taken together. */
export type Holding = {
  readonly name: string;
  readonly bytes: number;
  /** As the database last counted them; close, not exact. */
  readonly rows: number;
  readonly partitions: number;
  /** Where the oldest partition begins that holds anything. */
  readonly oldestFrom: Date | null;
};

type Row = {
  name: string;
  bytes: string;
  rows: string;
  partitions: number;
  oldestFrom: Date | null;
};

// Deleted rows lie in their file until it is vacuumed: a partition counts as holding something until its file is empty.
const query = `
  with leaves as (
    select case when n.nspname = 'public' then c.relname::text else n.nspname || '.' || c.relname end as name,
           leaf.oid, leaf.reltuples, leaf.relispartition, pg_relation_size(leaf.oid) > 0 as is_holding,
           pg_get_expr(leaf.relpartbound, leaf.oid) as bounds
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      left join pg_inherits i on i.inhparent = c.oid
      join pg_class leaf on leaf.oid = coalesce(i.inhrelid, c.oid)
     where c.relkind in ('r', 'p') and not c.relispartition)
  select name, sum(pg_total_relation_size(oid))::text as bytes, sum(greatest(reltuples, 0))::int8::text as rows,
         count(*) filter (where relispartition)::int as partitions,
         min(substring(bounds from 'FROM \\(''([^'']+)''')::timestamptz) filter (where is_holding) as "oldestFrom"
    from leaves where name = any ($1) group by name`;

/** What the live database holds of these tables. */
export const readHoldings = async (tx: Tx, names: readonly string[]): Promise<ReadonlyMap<string, Holding>> => {
  const rows = await tx.sql<Row>(query, [names]);
  return new Map(rows.map((row) => [row.name, { ...row, bytes: Number(row.bytes), rows: Number(row.rows) }]));
};
