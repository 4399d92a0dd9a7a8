import { Command as Commander } from 'commander';
import { asFault } from '../foundation/kit/index.ts';
import { exitCodeOf } from '../foundation/runtime/index.ts';
import type { Command, Given, Tools } from './command.ts';

/** What the program needs of the process it runs in. */
export type Surroundings = {
  readonly makeTools: (input: { given: Given; json: boolean }) => Tools;
  readonly sayProblem: (text: string) => void;
  readonly finish: (exitCode: number) => void;
};

const parentOf = (program: Commander, words: readonly string[], groups: Map<string, Commander>): Commander => {
  const [group, action] = words;
  if (group === undefined || action === undefined) return program;
  const known = groups.get(group);
  if (known !== undefined) return known;
  const made = program.command(group).description(`Commands about ${group}`);
  groups.set(group, made);
  return made;
};

const runCommand = async (command: Command, given: Given, around: Surroundings): Promise<void> => {
  try {
    await command.run(around.makeTools({ given, json: given.json === true }));
    around.finish(0);
  } catch (error) {
    const fault = asFault(error);
    const cause = fault.code === 'KIT_UNEXPECTED' && error instanceof Error ? ` (${error.message})` : '';
    around.sayProblem(`${fault.code}: ${fault.message}${cause}`);
    around.finish(exitCodeOf(error));
  }
};

const addCommand = (
  program: Commander,
  command: Command,
  around: Surroundings,
  groups: Map<string, Commander>,
): void => {
  const words = command.name.split(' ');
  const made = parentOf(program, words, groups)
    .command(words.at(-1) ?? command.name)
    .description(command.help)
    .option('--json', 'print the result as JSON')
    .option('--real', 'the agency’s own installation, not the demo');
  const names = (command.arguments ?? []).map((flag) => {
    made.argument(flag.flags, flag.help);
    return flag.flags.replace(/[^a-z-]/g, '');
  });
  for (const flag of command.options ?? []) made.option(flag.flags, flag.help, flag.default);
  made.action(async (...all: unknown[]) => {
    const values = all.slice(0, names.length);
    const options: Record<string, string | boolean | undefined> = made.opts();
    const given = Object.fromEntries(names.map((name, index) => [name, textOf(values[index])]));
    await runCommand(command, { ...options, ...given }, around);
  });
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/**
 * The command line: one entry per command, faults as one line and an exit code by kind.
 * @param commands those of this room and those `main` adds (serve, work, sandbox, bench, start)
 * @personal none
 */
export const buildProgram = (commands: readonly Command[], around: Surroundings): Commander => {
  const program = new Commander('prikbord')
    .description('Pinterest advertising and content of an agency and its clients')
    .showHelpAfterError()
    .showSuggestionAfterError();
  const groups = new Map<string, Commander>();
  for (const command of commands) addCommand(program, command, around, groups);
  // An unknown command or option is a question to be changed: exit code 2.
  program.exitOverride((end) => around.finish(end.exitCode === 0 ? 0 : 2));
  for (const each of [...groups.values(), ...program.commands]) {
    each.exitOverride((end) => around.finish(end.exitCode === 0 ? 0 : 2));
  }
  return program;
};
