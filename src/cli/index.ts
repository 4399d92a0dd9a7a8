export type { Command, Flag, Given, Opened, Tools } from './command.ts';
export { commands } from './commands.ts';
export { buildProgram } from './program.ts';
