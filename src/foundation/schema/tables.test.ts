import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClientId, Day } from '../kit/index.ts';
import { column } from './columns.ts';
import { business, plain, transient } from './labels.ts';
import { type RowsOf, table } from './tables.ts';

const name = business({ purpose: 'client-administration', keep: 'row', onErase: 'delete' });

const probes = table('probes', ['client_id', 'day'], {
  client_id: column.int4<ClientId>(plain),
  day: column.day(plain),
  spend_micros: column.int8(plain).defaulted(),
  note: column.text<'a' | 'b'>(name).nullable(),
});
const notes = table('notes', ['id'], { id: column.uuid(plain) });
const tables = [probes, notes] as const;

type Rows = RowsOf<typeof tables>;
type Same<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
const same = <_ extends true>(): void => undefined;

test('row types follow from the declarations: brands, nullability, what an insert may leave out', () => {
  same<Same<keyof Rows, 'probes' | 'notes'>>();
  same<Same<Rows['probes']['client_id']['__select__'], ClientId>>();
  same<Same<Rows['probes']['day']['__insert__'], Day>>();
  same<Same<Rows['probes']['spend_micros']['__insert__'], bigint | undefined>>();
  same<Same<Rows['probes']['spend_micros']['__select__'], bigint>>();
  same<Same<Rows['probes']['note']['__select__'], 'a' | 'b' | null>>();
  same<Same<Rows['probes']['note']['__insert__'], 'a' | 'b' | null | undefined>>();
  assert.equal(probes.columns.note.isNullable, true);
});

test('a column without a label does not compile', () => {
  // @ts-expect-error: the label is not optional
  assert.equal(column.text().label, undefined);
  // @ts-expect-error: a purpose that is not on the list
  business({ purpose: 'curiosity', keep: 'row', onErase: 'delete' });
  // @ts-expect-error: a key that is no column
  table('x', ['no'], { id: column.uuid(plain) });
});

test('a table with a client is of clients unless it says otherwise', () => {
  assert.deepEqual([probes.scope, notes.scope], ['client', 'agency']);
  assert.equal(table('x', [], { client_id: column.int4(plain) }, { scope: 'dispatch' }).scope, 'dispatch');
});

test('transient content lives a day at most', () => {
  assert.deepEqual(transient({ purpose: 'publishing' }).keep, { hours: 24, after: 'read' });
});
