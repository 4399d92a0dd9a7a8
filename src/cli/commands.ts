import type { Command } from './command.ts';
import { auditVerify } from './commands/audit-verify.ts';
import { clientAdd } from './commands/client-add.ts';
import { clientList } from './commands/client-list.ts';
import { connect } from './commands/connect.ts';
import { facts } from './commands/facts.ts';
import { importExport } from './commands/import.ts';
import { keyAdd } from './commands/key-add.ts';
import { keyList } from './commands/key-list.ts';
import { keyRevoke } from './commands/key-revoke.ts';
import { keyRotate } from './commands/key-rotate.ts';
import { openapi } from './commands/openapi.ts';
import { pinsList } from './commands/pins-list.ts';
import { privacyStatus } from './commands/privacy-status.ts';
import { publishStatusCommand } from './commands/publish-status.ts';
import { sync } from './commands/sync.ts';
import { userAdd } from './commands/user-add.ts';

/** The commands over rooms, in the order of the help. @personal none */
export const commands: readonly Command[] = [
  clientAdd,
  clientList,
  userAdd,
  keyAdd,
  keyList,
  keyRevoke,
  keyRotate,
  connect,
  sync,
  importExport,
  facts,
  pinsList,
  publishStatusCommand,
  privacyStatus,
  auditVerify,
  openapi,
];
