export type { OperationId } from './core/operations.ts';

export { operations, operationsById, wantedScopes } from './core/operations.ts';
export type { RateCategory, RateLimit, RateLimits, Tier } from './core/rate-limits.ts';
export { rateLimits } from './core/rate-limits.ts';
export type { BreakdownType } from './core/targeting.ts';
export { breakdownTypes, isBreakdownType } from './core/targeting.ts';
export type { Operation, Scope } from './operations/operation.ts';
export type { AdColumn, AdColumnDescription } from './shapes/ad-columns.ts';
export { adColumns, conversionColumns, deliveryColumns, isAdColumn, syncColumns } from './shapes/ad-columns.ts';
export type { AttributionWindow, LedgerLevel, ReportLevel, ReportTime } from './shapes/reporting.ts';
export {
  parseWindow,
  reportIdColumns,
  reportingLimits,
  reportLevels,
  reportLife,
  reportTimes,
  validWindows,
} from './shapes/reporting.ts';
