import { z } from 'zod';
import { type Context, withoutClient } from '../../db/index.ts';
import type { Table } from '../../schema/index.ts';
import type { PersonMemory } from '../memory/person-memory.ts';

/** The state of one partitioned table. */
export type PartitionedState = {
  readonly table: string;
  readonly partitions: 'hour' | 'day' | 'month';
  readonly count: number;
  /** Partitions that ended more than an hour past their term: the upkeep is behind. */
  readonly overdue: number;
  /** Partitions that are written to the log although they hold transient rows; any is a fault. */
  readonly logged: number;
};

/** What can be shown of the 24-hour promise and of retention at this moment. */
export type RetentionState = {
  readonly at: Date;
  /** True when transient tables were emptied since the server's last start and restore. */
  readonly emptiedSinceStart: boolean;
  readonly tables: readonly PartitionedState[];
  /** What this process holds about persons in memory: how much, never what. */
  readonly memory: { readonly clients: number; readonly values: number };
  readonly isKept: boolean;
};

const actor = { kind: 'system', name: 'privacy-status' } as const;

const PARTS = `
select count(*)::int4 as count,
       count(*) filter (where ends_at < clock_now() - ($2::float8 + 1) * interval '1 hour')::int4 as overdue,
       count(*) filter (where relpersistence <> 'u')::int4 as logged
  from (select c.relpersistence,
               (regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \\(''([^'']+)''\\)'))[1]::timestamptz as ends_at
          from pg_inherits i join pg_class c on c.oid = i.inhrelid
         where i.inhparent = $1::regclass) parts`;

const EMPTIED = `
select clock_now() as at,
       coalesce(emptied_for_start = pg_postmaster_start_time() and emptied_for_marker = restore_marker, false) as emptied
  from db_installation`;

const parts = z.object({ count: z.int(), overdue: z.int(), logged: z.int() });
const emptied = z.object({ at: z.date(), emptied: z.boolean() });

const termHours = (table: Table): number | null => {
  if (table.partitions === 'hour') return 0;
  if (typeof table.keep !== 'object') return null;
  return 'hours' in table.keep ? table.keep.hours : table.keep.days * 24;
};

/**
 * Reads from the live database whether retention is kept: the yes or no of `prikbord privacy status`, with what stands against it.
 *
 * @personal none: counts and times only
 */
export const retentionState = (
  ctx: Context,
  input: { readonly tables: readonly Table[]; readonly memory?: PersonMemory },
): Promise<RetentionState> =>
  withoutClient(ctx.db, { actor }, async (tx) => {
    await tx.sql(`set local timezone = 'UTC'`);
    const server = emptied.parse((await tx.sql(EMPTIED))[0]);
    const states: PartitionedState[] = [];
    for (const table of input.tables) {
      if (table.partitions === undefined) continue;
      const found = parts.parse((await tx.sql(PARTS, [table.name, termHours(table)]))[0]);
      const logged = table.unlogged ? found.logged : 0;
      states.push({ table: table.name, partitions: table.partitions, ...found, logged });
    }
    return {
      at: server.at,
      emptiedSinceStart: server.emptied,
      tables: states,
      memory: input.memory?.size() ?? { clients: 0, values: 0 },
      isKept: server.emptied && states.every((state) => state.overdue === 0 && state.logged === 0),
    };
  });
