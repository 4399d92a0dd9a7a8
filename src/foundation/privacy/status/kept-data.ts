import { type Context, withClients, withoutClient } from '../../db/index.ts';
import type { ClientId } from '../../kit/index.ts';
import type { Keep, Label, Table } from '../../schema/index.ts';
import { type Holding, readHoldings } from './read-holdings.ts';

/** A column that holds more than ids, states and times, and what its label promises. */
export type KeptColumn = { readonly name: string } & Pick<
  Label,
  'class' | 'category' | 'purpose' | 'keep' | 'onErase' | 'subject'
>;

/** One table: what it holds now, and what its labels say of it. */
export type KeptTable = {
  readonly table: string;
  readonly scope: Table['scope'];
  /** The table's own term; a column may name a shorter one. */
  readonly keep: Keep;
  readonly isTransient: boolean;
  readonly columns: readonly KeptColumn[];
  readonly bytes: number;
  readonly rows: number;
  readonly partitions: number;
  /** Where the oldest partition begins that holds anything. */
  readonly oldestFrom: Date | null;
};

/** What is kept, table by table, and how much transient content can be read at this moment. */
export type PrivacyStatus = {
  readonly tables: readonly KeptTable[];
  readonly liveTransientRows: number;
};

const columnsOf = (table: Table): KeptColumn[] =>
  Object.entries(table.columns).flatMap(([name, { label }]) =>
    label.class === 'plain'
      ? []
      : [
          {
            name,
            class: label.class,
            category: label.category,
            purpose: label.purpose,
            keep: label.keep,
            onErase: label.onErase,
            subject: label.subject,
          },
        ],
  );

const nothing = { bytes: 0, rows: 0, partitions: 0, oldestFrom: null };

const keptTable = (table: Table, found: Omit<Holding, 'name'>): KeptTable => ({
  table: table.name,
  scope: table.scope,
  keep: table.keep,
  isTransient: table.unlogged,
  columns: columnsOf(table),
  bytes: found.bytes,
  rows: found.rows,
  partitions: found.partitions,
  oldestFrom: found.oldestFrom,
});

const countLive = (
  ctx: Context,
  input: { tables: readonly Table[]; clientIds: readonly ClientId[] },
): Promise<number> =>
  withClients(ctx.db, { actor: ctx.actor, clientIds: input.clientIds }, async (tx) => {
    let live = 0;
    for (const { name } of input.tables.filter((each) => each.unlogged)) {
      // The name comes from a declaration in code; the policy leaves expired rows out.
      const [row] = await tx.sql<{ count: string }>(`select count(*)::text as count from ${name}`);
      live += Number(row?.count ?? 0);
    }
    return live;
  });

/**
 * What the whole database keeps: of each table its size, its oldest partition, and what its labels promise, in the order
 * of the declarations. It names no table itself.
 *
 * @param input.tables of all rooms, which `main` gathers
 * @param input.clientIds all clients, whose transient rows are counted
 * @unit bytes on disk with indexes; rows as the database last counted them
 * @source the live catalogue and the rooms' labels
 * @personal none: names of tables and columns, sizes and times
 */
export const privacyStatus = async (
  ctx: Context,
  input: { tables: readonly Table[]; clientIds: readonly ClientId[] },
): Promise<PrivacyStatus> => {
  const names = input.tables.map((each) => each.name);
  const holdings = await withoutClient(ctx.db, { actor: ctx.actor }, (tx) => readHoldings(tx, names));
  return {
    tables: input.tables.map((each) => keptTable(each, holdings.get(each.name) ?? nothing)),
    liveTransientRows: await countLive(ctx, input),
  };
};
