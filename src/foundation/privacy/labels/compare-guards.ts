import { dispatchTables } from '../../db/dispatch.ts';
import type { RoleNames } from '../../db/index.ts';
import type { Table } from '../../schema/index.ts';
import { expectedPolicies, isAsExpected } from './expected-policies.ts';
import type { SchemaProblem } from './problems.ts';
import type { Catalogue, LiveTable } from './read-catalogue.ts';

type Subject = {
  readonly live: LiveTable;
  readonly table: Table;
  readonly parts: readonly LiveTable[];
  readonly roles: RoleNames;
};

type Rule = (subject: Subject) => SchemaProblem[];

const problem = (rule: SchemaProblem['rule'], where: string, message: string): SchemaProblem => ({
  rule,
  where,
  message,
});

const isGuarded = (table: Table): boolean => table.scope === 'client';

const rowSecurity: Rule = ({ live, table, parts }) =>
  isGuarded(table)
    ? [live, ...parts]
        .filter((each) => !each.isSecured || !each.isForced)
        .map((each) => problem('row-security', each.name, 'row security is not enabled and forced'))
    : [];

const policiesOf = (live: LiveTable, { table, roles }: Subject): SchemaProblem[] => {
  const expected = expectedPolicies(table.unlogged, roles);
  const extra = live.policies.filter((each) => !expected.has(each.name)).map((each) => each.name);
  const wrong = [...expected].filter(([name, policy]) => {
    const found = live.policies.find((each) => each.name === name);
    return found === undefined || !isAsExpected(found, policy);
  });
  return [
    ...extra.map((name) => problem('policies', live.name, `has a policy ${name} of its own`)),
    ...wrong.map(([name]) => problem('policies', live.name, `lacks the policy ${name} as tenant_table makes it`)),
  ];
};

const policies: Rule = (subject) =>
  isGuarded(subject.table) ? [subject.live, ...subject.parts].flatMap((each) => policiesOf(each, subject)) : [];

// A library queries its own partitions; they hold ids and codes only.
const closedPartitions: Rule = ({ table, parts }) =>
  (table.scope === 'library' ? [] : parts)
    .filter((each) => each.granted.length > 0)
    .map((each) => problem('open-partition', each.name, `is a partition with rights for ${each.granted.join(', ')}`));

const keys: Rule = ({ live, table }) =>
  isGuarded(table)
    ? live.keys
        .filter((key) => key.columns[0] !== 'client_id')
        .map((key) =>
          problem('key-without-client', `${live.name}.${key.name}`, 'is a key that does not begin with client_id'),
        )
    : [];

/** A table that names clients without row security holds ids, states and times only, and says so in the list. */
const dispatch: Rule = ({ live, table }) => {
  if (isGuarded(table) || table.scope === 'library') return [];
  const isListed = dispatchTables.includes(live.name);
  if (!isListed) {
    const names = 'client_id' in table.columns || table.scope === 'dispatch';
    return names
      ? [problem('dispatch', live.name, 'names clients without row security and is not in dispatchTables')]
      : [];
  }
  return Object.entries(table.columns)
    .filter(([, column]) => column.label.class !== 'plain' && column.label.category !== 'person.id')
    .map(([name]) =>
      problem('dispatch', `${live.name}.${name}`, 'holds more than ids, states and times in a dispatch table'),
    );
};

const transient: Rule = ({ live, table, parts }) => [
  ...Object.entries(table.columns)
    .filter(([, column]) => column.label.class === 'transient' && !table.unlogged)
    .map(([name]) =>
      problem('transient', `${live.name}.${name}`, 'holds transient content in a table that is not transient'),
    ),
  ...parts
    .filter((each) => each.isUnlogged !== table.unlogged)
    .map((each) => problem('transient', each.name, table.unlogged ? 'is logged' : 'is unlogged')),
];

const grants: Rule = ({ live, table, parts }) =>
  [live, ...parts].flatMap((each) => [
    ...(each.granted.includes('public') ? [problem('grants', each.name, 'has rights for everybody')] : []),
    ...(table.scope === 'owner' && each.granted.length > 0
      ? [problem('grants', each.name, `is the owner’s alone, but has rights for ${each.granted.join(', ')}`)]
      : []),
  ]);

const owner: Rule = ({ live, parts, roles }) =>
  [live, ...parts]
    .filter((each) => each.owner !== roles.owner)
    .map((each) => problem('owner', each.name, `belongs to ${each.owner}, not to ${roles.owner}`));

const rules: readonly Rule[] = [rowSecurity, policies, closedPartitions, keys, dispatch, transient, grants, owner];

const views = (catalogue: Catalogue): SchemaProblem[] =>
  catalogue.tables.flatMap((each) => {
    if (each.kind === 'materialised')
      return [problem('view', each.name, 'is a materialised view: it cannot carry row security')];
    return each.kind === 'view' && !each.looksAsAsker
      ? [problem('view', each.name, 'is a view without security_invoker')]
      : [];
  });

const functions = (catalogue: Catalogue): SchemaProblem[] =>
  catalogue.functions.flatMap((each) => [
    ...(each.fixesPath ? [] : [problem('function', each.name, 'runs as its owner without a search_path of its own')]),
    ...(each.isPublic ? [problem('function', each.name, 'runs as its owner for everybody')] : []),
  ]);

/** Row security, policies, partitions, keys, grants and owner-owned functions of the live database against the house's law. */
export const compareGuards = (catalogue: Catalogue, tables: readonly Table[], roles: RoleNames): SchemaProblem[] => {
  const declared = new Map(tables.map((each) => [each.name, each]));
  const ofTables = catalogue.tables.flatMap((live) => {
    const table = declared.get(live.name);
    if (table === undefined || live.parent !== null) return [];
    const parts = catalogue.tables.filter((each) => each.parent === live.name);
    return rules.flatMap((rule) => rule({ live, table, parts, roles }));
  });
  return [...ofTables, ...views(catalogue), ...functions(catalogue)];
};
