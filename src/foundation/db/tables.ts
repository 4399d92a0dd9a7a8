import { column, plain, secretData, table } from '../schema/index.ts';

/** The tables of this room; only `main` gathers them. @personal none */
export const dbTables = [
  table(
    'db_migrations',
    ['number'],
    {
      number: column.int4(plain),
      name: column.text(plain),
      checksum: column.text(plain),
      is_breaking: column.bool(plain),
      applied_at: column.instant(plain).defaulted(),
    },
    { scope: 'agency' },
  ),
  table(
    'db_installation',
    ['one'],
    {
      one: column.bool(plain).defaulted(),
      installation_id: column.text(plain),
      mode: column.text<'demo' | 'real'>(plain),
      created_at: column.instant(plain).defaulted(),
      restore_marker: column.uuid(plain).defaulted(),
      emptied_for_start: column.instant(plain).nullable(),
      emptied_for_marker: column.uuid(plain).nullable(),
      first_transaction: column.int8(plain).nullable(),
    },
    { scope: 'agency' },
  ),
  table(
    'db_clock',
    ['one'],
    {
      one: column.bool(plain).defaulted(),
      offset_ms: column.int8(plain).defaulted(),
      mark: column.instant(plain).defaulted(),
    },
    { scope: 'owner' },
  ),
  table(
    'db_claim_key',
    ['one'],
    {
      one: column.bool(plain).defaulted(),
      inner_pad: column.bytea(secretData({ purpose: 'security', keep: 'row', onErase: 'keep' })),
      outer_pad: column.bytea(secretData({ purpose: 'security', keep: 'row', onErase: 'keep' })),
    },
    { scope: 'owner' },
  ),
  table(
    'db_tables',
    ['name'],
    { name: column.text(plain), scope: column.text(plain), transient: column.bool(plain).defaulted() },
    { scope: 'agency' },
  ),
] as const;
