import { type Command, commands as cliCommands } from '../cli/index.ts';
import { benchCommand } from './commands/bench.ts';
import { doctorCommand } from './commands/doctor.ts';
import { migrateCommand } from './commands/migrate.ts';
import { sandboxCommand } from './commands/sandbox.ts';
import { serveCommand } from './commands/serve.ts';
import { startCommand } from './commands/start.ts';
import { workCommand } from './commands/work.ts';

/** Every command of `bin/prikbord`: those over rooms, and those that run processes. @personal none */
export const commands: readonly Command[] = [
  startCommand,
  serveCommand,
  workCommand,
  migrateCommand,
  doctorCommand,
  sandboxCommand,
  ...cliCommands,
  benchCommand,
];
