export type { Column, SqlType } from './columns.ts';
export { column } from './columns.ts';
export type { Category, Keep, KeepFrom, Label, OnErase, Purpose } from './labels.ts';
export { business, personal, plain, secretData, transient } from './labels.ts';
export type { Columns, RowsOf, Table, TableOptions, TableScope } from './tables.ts';
export { table } from './tables.ts';
