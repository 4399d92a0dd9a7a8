import type { Context } from '../access/context.ts';
import { withoutClient } from '../access/transactions.ts';

/** How large the database is, and what of it takes the room. */
export type DatabaseSize = {
  /** PostgreSQL's own version. */
  readonly version: string;
  readonly bytes: bigint;
  /** Partitions of all partitioned tables. */
  readonly partitions: number;
  /** The largest tables with all their partitions and indexes, the largest first. */
  readonly largest: readonly { readonly table: string; readonly bytes: bigint }[];
};

const TOTALS = `
select current_setting('server_version') as version, pg_database_size(current_database())::int8 as bytes,
       (select count(*) from pg_inherits i join pg_class c on c.oid = i.inhrelid where c.relkind = 'r')::int4 as partitions`;

const LARGEST = `
select coalesce(parent.relname, c.relname) as "table", sum(pg_total_relation_size(c.oid))::int8 as bytes
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('public', 'jobs', 'auth')
  left join pg_inherits i on i.inhrelid = c.oid
  left join pg_class parent on parent.oid = i.inhparent
 where c.relkind = 'r'
 group by 1 order by 2 desc, 1 limit $1`;

/**
 * How large the database is. The sizes are the files' own, so what was deleted counts until PostgreSQL uses its room again.
 *
 * @unit bytes
 * @cost asks the size of every file of the database: tens of milliseconds with a few hundred partitions
 * @personal none
 */
export const databaseSize = (ctx: Pick<Context, 'db' | 'actor'>, input: { largest: number }): Promise<DatabaseSize> =>
  withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const [totals] = await tx.sql<Omit<DatabaseSize, 'largest'>>(TOTALS);
    const largest = await tx.sql<{ table: string; bytes: bigint }>(LARGEST, [input.largest]);
    if (totals === undefined) throw new Error('A query without a table always has one row.');
    return { ...totals, largest };
  });
