import { faultKinds } from '../../src/foundation/kit/index.ts';
import { exportsOf, isRecord, notice, type Page, tableOf } from './page.ts';

const door = 'src/main/commands.ts';

const flagRows = (flags: unknown): string[][] =>
  Array.isArray(flags)
    ? flags
        .filter(isRecord)
        .map((flag) => [
          `\`${String(flag.flags)}\``,
          String(flag.help),
          flag.default === undefined ? '' : `\`${String(flag.default)}\``,
        ])
    : [];

const sectionOf = (command: Record<string, unknown>): string[] => {
  const rows = [...flagRows(command.arguments), ...flagRows(command.options)];
  const table = rows.length === 0 ? [] : [tableOf(['Argument', 'Meaning', 'Default'], rows)];
  return [`## ${String(command.name)}`, String(command.help), ...table];
};

const exits = (): string => {
  const kinds = Object.entries(faultKinds).map(([kind, { exit }]) => [String(exit), kind]);
  return tableOf(
    ['Exit code', 'Meaning'],
    [['0', 'done'], ...kinds, ['78', 'refuses to start: configuration, roles, schema or labels']],
  );
};

/** Every command of `bin/prikbord`. */
export const cliPage: Page = {
  file: 'docs/reference/cli.md',
  make: async () => {
    const { commands } = await exportsOf(door);
    if (!Array.isArray(commands)) throw new Error(`${door} exports no list named commands.`);
    const text =
      'Results go to stdout, progress to stderr. Every command takes `--json` (results as JSON) and `--real` (the agency’s own installation also while no Pinterest app is configured, not the demo). `bin/prikbord <command> --help` says the same.';
    const sections = commands.filter(isRecord).flatMap(sectionOf);
    return `${[notice('src/cli/commands/ and src/main/commands/'), '# Commands', text, exits(), ...sections].join('\n\n')}\n`;
  },
};
