import type { Command } from '../../cli/index.ts';
import { Fault } from '../../foundation/kit/index.ts';
import { examineDatabase } from '../doctor/examine-database.ts';
import { examineMachine } from '../doctor/examine-machine.ts';
import type { Finding } from '../doctor/finding.ts';
import { webDir } from '../start/web-build.ts';

const linesOf = ({ check, isOk, found, remedy }: Finding): string[] => [
  `${isOk ? 'ok     ' : 'problem'}  ${check.padEnd(14)} ${found}`,
  ...(remedy === null ? [] : [`         ${' '.repeat(14)} → ${remedy}`]),
];

/** Looks over the installation and says of each problem what to do. */
export const doctorCommand: Command = {
  name: 'doctor',
  help: 'Look over the installation: machine, keys, database, roles, schema, labels, pages, the way to Pinterest',
  run: async ({ config, tables, print }) => {
    const findings = [...(await examineMachine({ config, webDir })), ...(await examineDatabase({ config, tables }))];
    const problems = findings.filter((finding) => !finding.isOk).length;
    print({ ok: problems === 0, mode: config.mode, findings }, findings.flatMap(linesOf));
    if (problems > 0) throw new Fault('MAIN_DOCTOR_PROBLEMS', 'invalid', `${problems} problem(s) were found.`);
  },
};
