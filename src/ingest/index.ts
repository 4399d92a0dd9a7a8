export type { ExpectedDays } from './cursors/expected-days.ts';
export { expectedDays } from './cursors/expected-days.ts';
export type { ChunkReason, SyncProgress } from './cursors/progress.ts';
export { listChunkReasons, syncProgress } from './cursors/progress.ts';
export type { ReadyDay } from './cursors/ready-days.ts';
export { listReadyDays } from './cursors/ready-days.ts';
export type { SyncRun } from './cursors/sync-runs.ts';
export { syncRuns } from './cursors/sync-runs.ts';
export { ingestFaults } from './errors.ts';
export type { CompareImport, ImportRows, ImportVerdict } from './imports/check-import.ts';
export { checkImport, importVerdicts } from './imports/check-import.ts';
export type { ImportKey } from './imports/import-pieces.ts';
export type { ImportChoice, ImportComparison, ImportOutcome, ImportStated } from './imports/import-shapes.ts';
export { importChoice, importStated } from './imports/import-shapes.ts';
export type { ImportState, ImportView } from './imports/import-states.ts';
export { getImport, listImports } from './imports/import-states.ts';
export { landImport, makeImportLandings } from './imports/land-import.ts';
export { discardImport, IMPORT_BYTES_MAX, receiveImport, restateImport } from './imports/receive-import.ts';
export { sweepImports } from './imports/sweep-imports.ts';
export { askReadyDays } from './jobs/ask-ready-days.ts';
export { checkImportJob, landImportJob, sweepImportsJob } from './jobs/import-jobs.ts';
export {
  askReadyDaysJob,
  planClientJob,
  planClientTodayJob,
  planNightJob,
  planTodayJob,
  pullChunkJob,
  pullOrganicJob,
} from './jobs/jobs.ts';
export { planClient } from './jobs/plan-client.ts';
export { planEveryone } from './jobs/plan-everyone.ts';
export { pullChunk } from './jobs/pull-chunk.ts';
export type { LandingHead } from './land/landing-pieces.ts';
export { markDerived, readLanding } from './land/landing-pieces.ts';
export type { LiveAnswer, LiveWish } from './live/ask-live.ts';
export { listBoards, listPins, listSections } from './live/list-content.ts';
export type { LiveOrganic, LiveOrganicDay } from './live/live-organic.ts';
export { liveOrganic } from './live/live-organic.ts';
export type { LivePin, PictureSize, PinCard, PinCards, PinFormat } from './live/live-pins.ts';
export { findLivePin, listPinCards, pictureAddress, pictureSizes, pinFormat } from './live/live-pins.ts';
