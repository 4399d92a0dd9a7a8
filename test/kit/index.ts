export type { Ending, TestDatabase } from './database.ts';
export { testDatabase } from './database.ts';
