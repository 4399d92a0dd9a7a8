export type { FaultKind, FaultRule } from './faults/faults.ts';
export type { RunningSandbox, SandboxOptions } from './server/start.ts';
export { startSandbox } from './server/start.ts';
export type { WorldClient } from './world/clients.ts';
export { listWorldClients } from './world/clients.ts';
export type { WorldName } from './world/world.ts';
