export { assertLabels, schemaProblems } from './labels/assert-labels.ts';
export type { SchemaProblem } from './labels/problems.ts';
export { problemLine } from './labels/problems.ts';
