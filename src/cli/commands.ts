import type { Command } from './command.ts';
import { auditVerify } from './commands/audit-verify.ts';
import { clientAdd } from './commands/client-add.ts';
import { clientList } from './commands/client-list.ts';
import { connect } from './commands/connect.ts';
import { facts } from './commands/facts.ts';
import { sync } from './commands/sync.ts';

/** The commands over rooms, in the order of the help. @personal none */
export const commands: readonly Command[] = [clientAdd, clientList, connect, sync, facts, auditVerify];
