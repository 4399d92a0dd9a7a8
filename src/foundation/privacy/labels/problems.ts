/** One difference between the live database and what the rooms declare, named so that a person can find it. */
export type SchemaProblem = {
  readonly rule:
    | 'undeclared-table'
    | 'missing-table'
    | 'unlabelled-column'
    | 'missing-column'
    | 'wrong-type'
    | 'wrong-nullability'
    | 'wrong-key'
    | 'wrong-partitions'
    | 'row-security'
    | 'policies'
    | 'open-partition'
    | 'key-without-client'
    | 'dispatch'
    | 'transient'
    | 'grants'
    | 'retention'
    | 'owner'
    | 'view'
    | 'function';
  /** `table` or `table.column`. */
  readonly where: string;
  readonly message: string;
};

/** One line for a person: where, and what is wrong there. @personal none */
export const problemLine = (problem: SchemaProblem): string => `${problem.where}: ${problem.message}`;
