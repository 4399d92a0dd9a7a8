import { syncColumns } from '../../pinterest/contract.ts';
import { baseColumns } from '../world/columns.ts';
import { derived } from './derived.ts';

const shapes = /^[A-Z][A-Z0-9_]+$/;
const asynchronous = new Set(baseColumns.filter((name) => !syncColumns.some((known) => known === name)));

/** Whether reports know a column. */
export const isReportColumn = (name: string): boolean => shapes.test(name);

/** Whether direct questions know a column. */
export const isSyncColumn = (name: string): boolean =>
  shapes.test(name) && !asynchronous.has(name) && (name in derived || true);
