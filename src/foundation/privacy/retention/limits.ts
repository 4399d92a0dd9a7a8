import type { Label, Table } from '../../schema/index.ts';
import type { SchemaProblem } from '../labels/problems.ts';

/** What the class of a label allows, whatever a room writes. */
type Limits = {
  /** Longest life in hours; undefined where the label's own term rules. */
  readonly mostHours: number | undefined;
  readonly inBackups: boolean;
  readonly inExports: boolean;
  readonly inLogs: boolean;
};

/** The retention classes: one line for each class of label. */
const classLimits: Readonly<Record<Label['class'], Limits>> = {
  plain: { mostHours: undefined, inBackups: true, inExports: true, inLogs: true },
  business: { mostHours: undefined, inBackups: true, inExports: true, inLogs: false },
  personal: { mostHours: undefined, inBackups: true, inExports: true, inLogs: false },
  // Sealed or hashed where it stands; the sealing key is never in a backup.
  secret: { mostHours: undefined, inBackups: true, inExports: false, inLogs: false },
  // Pinterest's developer guidelines and policy.txt: content read from Pinterest, at most 24 hours.
  transient: { mostHours: 24, inBackups: false, inExports: false, inLogs: false },
};

const hoursOf = (label: Label): number | undefined => {
  if (typeof label.keep !== 'object') return undefined;
  return 'hours' in label.keep ? label.keep.hours : label.keep.days * 24;
};

const messagesOf = (table: Table, column: string, label: Label): string[] => {
  const { mostHours } = classLimits[label.class];
  const hours = hoursOf(label);
  return [
    ...(mostHours !== undefined && (hours === undefined || hours > mostHours)
      ? [`is kept longer than ${mostHours} hours`]
      : []),
    ...(mostHours !== undefined && !(table.unlogged && table.partitions === 'hour')
      ? ['is transient outside hourly unlogged partitions']
      : []),
    ...(label.class === 'personal' && label.subject === undefined ? ['is about a person, but not whose'] : []),
    // Ids are kept (product: account information); what names or pictures a person is not.
    ...(label.class === 'personal' && label.category?.startsWith('pinterest.') && !column.endsWith('_id')
      ? ['is about a person and comes from Pinterest: it may be held in memory only']
      : []),
  ];
};

/** Compares the declarations of all rooms with what their classes allow, and gives every contradiction. */
export const retentionProblems = (tables: readonly Table[]): SchemaProblem[] =>
  tables.flatMap((table) =>
    Object.entries(table.columns).flatMap(([name, { label }]) =>
      messagesOf(table, name, label).map(
        (message): SchemaProblem => ({ rule: 'retention', where: `${table.name}.${name}`, message }),
      ),
    ),
  );
