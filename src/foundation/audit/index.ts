export type { TrailInput } from './sequencer/start-sequencer.ts';
export { startSequencer } from './sequencer/start-sequencer.ts';
export type { TrailEntry, TrailQuestion } from './trail/list-trail.ts';
export { listTrail } from './trail/list-trail.ts';
export type { AuditEntry } from './trail/record.ts';
export { record, recordAll } from './trail/record.ts';
export type { TrailProblem, TrailReport } from './verify/verify-trail.ts';
export { verifyTrail } from './verify/verify-trail.ts';
