export type { Ending, TestDatabase } from './database.ts';
export { testDatabase } from './database.ts';
export type { Consent, SandboxChoices, SandboxRequest, SandboxUser, TestSandbox, TruePin } from './sandbox.ts';
export { testSandbox } from './sandbox.ts';
