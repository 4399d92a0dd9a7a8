import type { Column } from './columns.ts';
import type { Keep } from './labels.ts';

/**
 * Who may see a table's rows.
 *
 * | scope      | holds                                             | guarded by                               |
 * |------------|---------------------------------------------------|------------------------------------------|
 * | `client`   | data of clients                                   | forced row security, client first in keys |
 * | `dispatch` | ids, states and times of work over all clients    | grants; `foundation/db/dispatch.ts`      |
 * | `agency`   | the agency's own data, no data of clients         | grants                                   |
 * | `owner`    | keys and marks no login role may touch            | no grants at all                         |
 * | `library`  | a table of a library, in a schema of its own      | grants; ids and codes only               |
 */
export type TableScope = 'client' | 'dispatch' | 'agency' | 'owner' | 'library';

/** What a table is besides its columns. */
export type TableOptions = {
  readonly scope?: TableScope;
  readonly partitions?: 'month' | 'day' | 'hour';
  /** True for tables whose rows live 24 hours at most, in hourly unlogged partitions under the transient policy. */
  readonly unlogged?: boolean;
  readonly keep?: Keep;
};

/** The columns of a table by name. */
export type Columns = Readonly<Record<string, Column>>;

/** A table as a room declares it. */
export type Table<Name extends string = string, Cols extends Columns = Columns> = {
  readonly name: Name;
  /** The columns of the primary key in order; empty when a library's table has none. */
  readonly key: readonly string[];
  readonly columns: Cols;
  readonly scope: TableScope;
  readonly partitions: 'month' | 'day' | 'hour' | undefined;
  readonly unlogged: boolean;
  readonly keep: Keep;
};

/**
 * Declares a table: every column with its SQL type and its privacy label. A table with a `client_id` is scope `client`
 * unless it says otherwise; any other is `agency`.
 *
 * @param name as in the database; outside `public` with its schema (`jobs.job`)
 * @param key the columns of its primary key, in order
 * @personal none
 */
export const table = <const Name extends string, Cols extends Columns>(
  name: Name,
  key: readonly (keyof Cols & string)[],
  columns: Cols,
  options: TableOptions = {},
): Table<Name, Cols> => ({
  name,
  key,
  columns,
  scope: options.scope ?? ('client_id' in columns ? 'client' : 'agency'),
  partitions: options.partitions,
  unlogged: options.unlogged ?? false,
  keep: options.keep ?? 'row',
});

type ValueOf<Col> = Col extends Column<infer Value, boolean> ? Value : never;

/** Kysely's column type, told without importing Kysely: what a query gives, what an insert and an update take. */
type Typed<Col> =
  Col extends Column<unknown, true>
    ? {
        readonly __select__: ValueOf<Col>;
        readonly __insert__: ValueOf<Col> | undefined;
        readonly __update__: ValueOf<Col>;
      }
    : { readonly __select__: ValueOf<Col>; readonly __insert__: ValueOf<Col>; readonly __update__: ValueOf<Col> };

/** The row types of a room's own tables, in the form Kysely wants: `{ table: { column: type } }`. */
export type RowsOf<Tables extends readonly Table[]> = {
  [Each in Tables[number] as Each['name']]: { [Name in keyof Each['columns']]: Typed<Each['columns'][Name]> };
};
