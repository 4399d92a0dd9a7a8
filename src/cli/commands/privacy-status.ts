import { listClientIds } from '../../clients/index.ts';
import { type KeptTable, privacyStatus as statusOf } from '../../foundation/privacy/index.ts';
import type { Keep } from '../../foundation/schema/index.ts';
import type { Command } from '../command.ts';

const kept = (keep: Keep): string => {
  if (keep === 'row') return 'with its row';
  if (keep === 'client-retention') return 'the client’s term';
  return 'days' in keep ? `${keep.days} d after ${keep.after}` : `${keep.hours} h after ${keep.after}`;
};

const classesOf = ({ columns }: KeptTable): string =>
  [...new Set(columns.map((column) => column.class))].sort().join(' ') || 'plain';

const termsOf = ({ keep, columns }: KeptTable): string =>
  [...new Set([keep, ...columns.map((column) => column.keep)].map(kept))]
    .filter((term, _, all) => term !== 'with its row' || all.length === 1)
    .join(', ');

const lineOf = (table: KeptTable): string =>
  [
    table.table.padEnd(34),
    classesOf(table).padEnd(18),
    `${(table.bytes / 1024).toFixed(0)} kB`.padStart(12),
    table.oldestFrom === null ? '' : `  from ${table.oldestFrom.toISOString().slice(0, 10)}`,
    `  ${termsOf(table)}`,
    table.isOverdue ? '  OVERDUE' : '',
  ].join('');

/** Tells what is kept, for how long, and what should be gone by now. */
export const privacyStatus: Command = {
  name: 'privacy status',
  help: 'What is kept: each table with class and term, oldest partition, transient rows that can be read now',
  run: ({ tables, open, print }) =>
    open('job', async ({ ctx }) => {
      const status = await statusOf(ctx, { tables, clientIds: await listClientIds(ctx) });
      const overdue = status.tables.filter((table) => table.isOverdue).map((table) => table.table);
      print(
        { at: status.at.toISOString(), liveTransientRows: status.liveTransientRows, overdue, tables: status.tables },
        [
          ...status.tables.map(lineOf),
          `${status.liveTransientRows} transient rows can be read now`,
          overdue.length === 0 ? 'nothing is overdue' : `overdue: ${overdue.join(', ')}`,
        ],
      );
    }),
};
