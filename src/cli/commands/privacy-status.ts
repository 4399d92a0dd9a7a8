import { listClientIds } from '../../clients/index.ts';
import { type HeldDays, oldestDays } from '../../facts/index.ts';
import { Fault } from '../../foundation/kit/index.ts';
import { type KeptTable, retentionState, privacyStatus as statusOf } from '../../foundation/privacy/index.ts';
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
  ].join('');

const wordOf = ({ overdue, logged }: { overdue: number; logged: number }): string =>
  [overdue > 0 ? `${overdue} partitions overdue` : '', logged > 0 ? `${logged} partitions logged` : '']
    .filter((part) => part !== '')
    .join(', ');

const heldLine = ({ clientId, keepMonths, keptFrom, oldest }: HeldDays): string => {
  const hidden = oldest !== null && oldest < keptFrom ? ': hidden, goes in the next night' : '';
  return `client ${String(clientId).padEnd(10)}  keeps ${keepMonths} months, from ${keptFrom}  oldest day ${oldest ?? 'none'}${hidden}`;
};

/** Tells what is kept and for how long, and whether the terms are kept; exit code 1 when they are not. */
export const privacyStatus: Command = {
  name: 'privacy status',
  help: 'What is kept: each table with class and term, oldest partition; each client’s term and oldest day; whether the terms are kept (exit code 1 when not)',
  run: ({ tables, open, print }) =>
    open('job', async ({ ctx }) => {
      const held = await statusOf(ctx, { tables, clientIds: await listClientIds(ctx) });
      const { at, isKept, emptiedSinceStart, tables: partitioned } = await retentionState(ctx, { tables });
      const clients = await oldestDays(ctx);
      const broken = partitioned.filter((each) => each.overdue > 0 || each.logged > 0);
      print({ at: at.toISOString(), isKept, emptiedSinceStart, partitioned, clients, ...held }, [
        ...held.tables.map(lineOf),
        ...clients.map(heldLine),
        `${held.liveTransientRows} transient rows can be read now`,
        ...(emptiedSinceStart ? [] : ['transient tables were not emptied since the server’s last start']),
        ...broken.map((each) => `${each.table}: ${wordOf(each)}`),
        isKept ? 'Every term is kept.' : 'A term is not kept.',
      ]);
      if (!isKept) throw new Fault('CLI_TERM_BROKEN', 'bug', 'Something is kept longer than its term.');
    }),
};
