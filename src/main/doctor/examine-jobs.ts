import type { Database } from '../../foundation/db/index.ts';
import { stoppedJobs } from '../../foundation/jobs/index.ts';
import { type Finding, ok, problem, remedyOf } from './finding.ts';

const actor = { kind: 'cli', name: 'doctor' } as const;
const SHOWN = 10;

/** Looks which jobs stopped for good within the last day: each is work nobody repeats by itself. */
export const examineJobs = async (db: Database): Promise<Finding[]> => {
  const stopped = await stoppedJobs({ db, actor }, { atMost: SHOWN });
  if (stopped.length === 0) return [ok('jobs', 'none stopped within the last day')];
  return stopped.map(({ job, code, clientId, count, at }) => {
    const whose = clientId === null ? '' : ` of client ${clientId}`;
    const when = at.toISOString().slice(0, 16).replace('T', ' ');
    return problem('jobs', `${job}${whose} stopped with ${code}, ${count}×, last at ${when} UTC`, remedyOf(code));
  });
};
