import type { Day } from '../kit/index.ts';
import type { Label } from './labels.ts';

/** The SQL types a column can have, by the short name of its constructor. */
export const sqlTypes = {
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float8: 'double precision',
  numeric: 'numeric',
  text: 'text',
  varchar: 'character varying',
  bool: 'boolean',
  day: 'date',
  instant: 'timestamp with time zone',
  localInstant: 'timestamp without time zone',
  interval: 'interval',
  json: 'jsonb',
  bytea: 'bytea',
  uuid: 'uuid',
  int4Array: 'integer[]',
  int8Array: 'bigint[]',
  textArray: 'text[]',
  uuidArray: 'uuid[]',
} as const;

/** The short name of an SQL type. */
export type SqlType = keyof typeof sqlTypes;

/** A column: its SQL type, whether it may be null, whether the database fills it in, and its privacy label. */
export type Column<Value = unknown, Optional extends boolean = boolean> = {
  readonly type: SqlType;
  /** The name of the type in the live catalogue when it is not one of `sqlTypes` (an enum of a library, for example). */
  readonly sqlName: string;
  readonly label: Label;
  readonly isNullable: boolean;
  readonly isDefaulted: Optional;
  /** The same column, which may be null. */
  readonly nullable: () => Column<Value | null, true>;
  /** The same column, which the database fills in when an insert leaves it out. */
  readonly defaulted: () => Column<Value, true>;
  /** Exists for the compiler only: carries the type of the value. */
  readonly value?: Value;
};

type Shape = Pick<Column, 'type' | 'sqlName' | 'label' | 'isNullable'>;

const make = <Value, Optional extends boolean>(shape: Shape, isDefaulted: Optional): Column<Value, Optional> => ({
  ...shape,
  isDefaulted,
  nullable: () => make<Value | null, true>({ ...shape, isNullable: true }, true),
  defaulted: () => make<Value, true>(shape, true),
});

const start = <Value>(type: SqlType, label: Label): Column<Value, false> =>
  make<Value, false>({ type, sqlName: sqlTypes[type], label, isNullable: false }, false);

/**
 * One constructor per SQL type, so that type and nullability can be compared with the live database. The type parameter
 * brands the value: `column.int4<ClientId>(plain)`.
 *
 * @example client_id: column.int4<ClientId>(plain), note: column.text(plain).nullable()
 * @personal none
 */
export const column = {
  int2: <Value extends number = number>(label: Label) => start<Value>('int2', label),
  int4: <Value extends number = number>(label: Label) => start<Value>('int4', label),
  int8: <Value extends bigint = bigint>(label: Label) => start<Value>('int8', label),
  float8: <Value extends number = number>(label: Label) => start<Value>('float8', label),
  numeric: <Value extends string = string>(label: Label) => start<Value>('numeric', label),
  text: <Value extends string = string>(label: Label) => start<Value>('text', label),
  varchar: <Value extends string = string>(label: Label) => start<Value>('varchar', label),
  bool: (label: Label) => start<boolean>('bool', label),
  day: <Value extends Day = Day>(label: Label) => start<Value>('day', label),
  instant: (label: Label) => start<Date>('instant', label),
  localInstant: (label: Label) => start<Date>('localInstant', label),
  interval: (label: Label) => start<string>('interval', label),
  json: <Value = unknown>(label: Label) => start<Value>('json', label),
  bytea: (label: Label) => start<Buffer>('bytea', label),
  uuid: <Value extends string = string>(label: Label) => start<Value>('uuid', label),
  int4Array: <Value extends number = number>(label: Label) => start<Value[]>('int4Array', label),
  int8Array: <Value extends bigint = bigint>(label: Label) => start<Value[]>('int8Array', label),
  textArray: <Value extends string = string>(label: Label) => start<Value[]>('textArray', label),
  uuidArray: <Value extends string = string>(label: Label) => start<Value[]>('uuidArray', label),
  /** A type of a library's own schema, named as the live catalogue names it (`jobs.job_state`). */
  other: <Value extends string = string>(sqlName: string, label: Label) =>
    make<Value, false>({ type: 'text', sqlName, label, isNullable: false }, false),
} as const;
