import { verifyTrail } from '../../foundation/audit/index.ts';
import { Fault } from '../../foundation/kit/index.ts';
import type { Command } from '../command.ts';

/** Verifies the audit trail against its hashes, its signatures and the checkpoint outside the database. */
export const auditVerify: Command = {
  name: 'audit verify',
  help: 'Verify the audit trail; exit code 1 when it was tampered with',
  run: ({ open, print }) =>
    open('job', async ({ ctx, config, keys }) => {
      const report = await verifyTrail(ctx, { config, keys });
      const shown = {
        whole: report.isWhole,
        entries: Number(report.entries),
        seals: report.seals,
        pending: report.pending,
        head: report.head,
        checkpoint: report.checkpoint === undefined ? null : Number(report.checkpoint),
        problems: report.problems.map((problem) => ({ code: problem.code, seq: Number(problem.seq) })),
      };
      print(shown, [
        report.isWhole ? 'The trail is whole.' : 'The trail was tampered with.',
        `${shown.entries} entries, ${shown.seals} seals, ${shown.pending} waiting to be linked`,
        `head ${shown.head}`,
        ...shown.problems.map((problem) => `${problem.code} at ${problem.seq}`),
      ]);
      if (!report.isWhole) throw new Fault('CLI_TRAIL_BROKEN', 'bug', 'The audit trail was tampered with.');
    }),
};
