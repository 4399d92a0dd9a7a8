import type { Column, Table } from '../../schema/index.ts';
import type { SchemaProblem } from './problems.ts';
import type { Catalogue, LiveColumn, LiveTable } from './read-catalogue.ts';

const nullable = (isNullable: boolean): string => (isNullable ? 'nullable' : 'not null');

const compareColumn = (where: string, live: LiveColumn, declared: Column): SchemaProblem[] => [
  ...(live.type === declared.sqlName
    ? []
    : [{ rule: 'wrong-type', where, message: `is ${live.type}, declared ${declared.sqlName}` } as const]),
  ...(live.isNullable === declared.isNullable
    ? []
    : [
        {
          rule: 'wrong-nullability',
          where,
          message: `is ${nullable(live.isNullable)}, declared ${nullable(declared.isNullable)}`,
        } as const,
      ]),
];

const compareKey = (live: LiveTable, declared: Table): SchemaProblem[] => {
  const primary = live.keys.find((key) => key.kind === 'primary')?.columns ?? [];
  return primary.join(',') === declared.key.join(',')
    ? []
    : [
        {
          rule: 'wrong-key',
          where: live.name,
          message: `has primary key (${primary.join(', ')}), declared (${declared.key.join(', ')})`,
        },
      ];
};

const comparePartitions = (live: LiveTable, declared: Table): SchemaProblem[] =>
  declared.scope === 'library' || (live.kind === 'partitioned') === (declared.partitions !== undefined)
    ? []
    : [
        {
          rule: 'wrong-partitions',
          where: live.name,
          message: `is a ${live.kind === 'partitioned' ? 'partitioned' : 'plain'} table, declared otherwise`,
        },
      ];

const compareTable = (live: LiveTable, declared: Table): SchemaProblem[] => {
  const seen = new Set(live.columns.map((each) => each.name));
  const missing = Object.keys(declared.columns).filter((name) => !seen.has(name));
  return [
    ...live.columns.flatMap((each) => {
      const where = `${live.name}.${each.name}`;
      const column = declared.columns[each.name];
      return column === undefined
        ? [{ rule: 'unlabelled-column', where, message: 'has no privacy label' } as const]
        : compareColumn(where, each, column);
    }),
    ...missing.map(
      (name) =>
        ({ rule: 'missing-column', where: `${live.name}.${name}`, message: 'is declared but not there' }) as const,
    ),
    ...compareKey(live, declared),
    ...comparePartitions(live, declared),
  ];
};

const columnsOf = (live: LiveTable): SchemaProblem[] => [
  { rule: 'undeclared-table', where: live.name, message: 'is in no room’s tables.ts' },
  ...live.columns.map(
    (each) =>
      ({ rule: 'unlabelled-column', where: `${live.name}.${each.name}`, message: 'has no privacy label' }) as const,
  ),
];

/** Every table and column of the live database against every declared one; partitions are part of their table. */
export const compareColumns = (catalogue: Catalogue, tables: readonly Table[]): SchemaProblem[] => {
  const declared = new Map(tables.map((each) => [each.name, each]));
  const live = catalogue.tables.filter((each) => each.parent === null && each.kind !== 'view');
  const there = new Set(live.map((each) => each.name));
  return [
    ...live.flatMap((each) => {
      const known = declared.get(each.name);
      return known === undefined ? columnsOf(each) : compareTable(each, known);
    }),
    ...tables
      .filter((each) => !there.has(each.name))
      .map((each) => ({ rule: 'missing-table', where: each.name, message: 'is declared but not there' }) as const),
  ];
};
