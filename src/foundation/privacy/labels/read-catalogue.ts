import type { Tx } from '../../db/index.ts';

/** A column as the live database has it. */
export type LiveColumn = { readonly name: string; readonly type: string; readonly isNullable: boolean };

/** A row policy as the live database has it. */
export type LivePolicy = {
  readonly name: string;
  readonly verb: string;
  readonly isPermissive: boolean;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
};

/** A unique or foreign key: the name and its columns in order. */
export type LiveKey = {
  readonly name: string;
  readonly kind: 'primary' | 'unique' | 'foreign';
  readonly columns: readonly string[];
};

/** A table, view or partition as the live database has it. */
export type LiveTable = {
  /** Bare in `public`, with its schema elsewhere. */
  readonly name: string;
  readonly kind: 'table' | 'partitioned' | 'view' | 'materialised' | 'foreign';
  /** The name of the partitioned table it is a part of. */
  readonly parent: string | null;
  readonly owner: string;
  readonly isUnlogged: boolean;
  readonly isSecured: boolean;
  readonly isForced: boolean;
  /** Views only: whether it looks with the rights of who asks. */
  readonly looksAsAsker: boolean;
  /** Who has any right on it, its owner left out; `public` for everybody. */
  readonly granted: readonly string[];
  readonly columns: readonly LiveColumn[];
  readonly policies: readonly LivePolicy[];
  readonly keys: readonly LiveKey[];
};

/** A function that runs with its owner's rights. */
export type LiveFunction = { readonly name: string; readonly fixesPath: boolean; readonly isPublic: boolean };

/** What the live database says of itself. */
export type Catalogue = { readonly tables: readonly LiveTable[]; readonly functions: readonly LiveFunction[] };

// One name rule for the whole file: bare in `public`, with its schema elsewhere.
const nameOf = (relation: string, schema: string): string =>
  `case when ${schema}.nspname = 'public' then ${relation}.relname::text else ${schema}.nspname || '.' || ${relation}.relname end`;

const ours = "n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'";

const columnsOf = `(select coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null),
    'isNullable', not a.attnotnull) order by a.attnum), '[]')
  from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)`;

const policiesOf = `(select coalesce(json_agg(json_build_object('name', p.polname,
    'verb', case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
    'isPermissive', p.polpermissive,
    'roles', (select json_agg(pg_get_userbyid(r) order by pg_get_userbyid(r)) from unnest(p.polroles) r),
    'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid)) order by p.polname), '[]')
  from pg_policy p where p.polrelid = c.oid)`;

const keysOf = `(select coalesce(json_agg(json_build_object('name', k.name, 'kind', k.kind, 'columns', k.columns) order by k.name), '[]')
  from (select i.relname as name, case when x.indisprimary then 'primary' else 'unique' end as kind,
          (select json_agg(coalesce(a.attname, '(expression)') order by w.place)
             from unnest(x.indkey::int2[]) with ordinality as w(number, place)
             left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = w.number and w.number > 0
            where w.place <= x.indnkeyatts) as columns
          from pg_index x join pg_class i on i.oid = x.indexrelid where x.indrelid = c.oid and x.indisunique
        union all
        select f.conname, 'foreign',
          (select json_agg(a.attname order by w.place) from unnest(f.conkey) with ordinality as w(number, place)
             join pg_attribute a on a.attrelid = f.conrelid and a.attnum = w.number)
          from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and f.conparentid = 0) k)`;

const grantedOf = `(select coalesce(json_agg(distinct case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee)::text end), '[]')
  from (select (aclexplode(c.relacl)).grantee union all
        select (aclexplode(a.attacl)).grantee from pg_attribute a where a.attrelid = c.oid and a.attacl is not null) g
  where g.grantee <> c.relowner)`;

const tablesQuery = `
  select ${nameOf('c', 'n')} as name,
         case c.relkind when 'r' then 'table' when 'p' then 'partitioned' when 'v' then 'view' when 'm' then 'materialised' else 'foreign' end as kind,
         (select ${nameOf('pc', 'pn')} from pg_inherits h join pg_class pc on pc.oid = h.inhparent
            join pg_namespace pn on pn.oid = pc.relnamespace where h.inhrelid = c.oid and c.relispartition) as parent,
         pg_get_userbyid(c.relowner)::text as owner,
         c.relpersistence = 'u' as "isUnlogged", c.relrowsecurity as "isSecured", c.relforcerowsecurity as "isForced",
         coalesce('security_invoker=true' = any (c.reloptions) or 'security_invoker=on' = any (c.reloptions), false) as "looksAsAsker",
         ${grantedOf} as granted, ${columnsOf} as columns, ${policiesOf} as policies, ${keysOf} as keys
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p', 'v', 'm', 'f') and ${ours}
   order by 1`;

const functionsQuery = `
  select case when n.nspname = 'public' then p.proname::text else n.nspname || '.' || p.proname end as name,
         exists (select from unnest(p.proconfig) s where s like 'search\\_path=%') as "fixesPath",
         coalesce(exists (select from aclexplode(p.proacl) g where g.grantee = 0), false) or p.proacl is null as "isPublic"
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where p.prosecdef and ${ours}
   order by 1`;

/** Reads what the live database says of its tables, policies, keys, grants and owner-owned functions; any role may ask. */
export const readCatalogue = async (tx: Tx): Promise<Catalogue> => ({
  tables: await tx.sql<LiveTable>(tablesQuery),
  functions: await tx.sql<LiveFunction>(functionsQuery),
});
