import { createHmac, randomBytes } from 'node:crypto';
import type { Sandbox } from '../handler.ts';
import type { WorldAccount } from '../world/world.ts';
import type { Ask } from './ask.ts';
import { byDate } from './by-date.ts';
import { writeCsv } from './csv.ts';
import { writeJson } from './json.ts';
import { filterRows, type MetricFilter } from './metric-filters.ts';
import { type Narrowing, passOf } from './pass.ts';
import { columnsOf, rowsOf, viewOf } from './rows.ts';

/*
 * A report, in real time: IN_PROGRESS while it is being made, FINISHED for an hour with an address that works five minutes
 * and is signed anew at each status call, then EXPIRED. Its numbers are those of the virtual moment it was asked.
 */

/** A report that was asked. */
export type Report = {
  readonly token: string;
  readonly account: string;
  readonly ask: Ask;
  readonly narrowing: Narrowing;
  readonly metricFilters: readonly MetricFilter[];
  readonly format: 'JSON' | 'CSV';
  readonly sort: 'BY_ID' | 'BY_DATE';
  /** Virtual moment whose numbers it holds. @unit milliseconds */
  readonly asOf: number;
  /** Real time. @unit milliseconds */
  readonly createdAt: number;
  readonly readyAt: number;
  readonly fate: 'finish' | 'fail' | 'cancel' | 'stuck' | 'null';
};

/** How long an address works, and how long a report is kept. @unit milliseconds of real time */
const URL_MS = 5 * 60_000;
const REPORT_MS = 60 * 60_000;

const reportsOf = (sandbox: Sandbox) => sandbox.state.collection<Report>('reports');

/** Keeps a new report and gives it back. */
export const addReport = (
  sandbox: Sandbox,
  input: Omit<Report, 'token' | 'createdAt' | 'readyAt' | 'asOf' | 'fate'>,
): Report => {
  const token = randomBytes(24).toString('base64url');
  const createdAt = sandbox.clock.real();
  const { reportMs, reportFate } = sandbox.settings;
  const report = {
    ...input,
    token,
    createdAt,
    readyAt: createdAt + reportMs,
    asOf: sandbox.clock.now().getTime(),
    fate: reportFate,
  };
  reportsOf(sandbox).put(token, report);
  return report;
};

/** The report behind a token. */
export const findReport = (sandbox: Sandbox, token: string): Report | undefined => reportsOf(sandbox).get(token);

const stateByFate = {
  fail: 'FAILED',
  cancel: 'CANCELLED',
  stuck: 'IN_PROGRESS',
  null: null,
  finish: 'FINISHED',
} as const;

/** How far a report is. */
export const stateOf = (sandbox: Sandbox, report: Report): (typeof stateByFate)[Report['fate']] | 'EXPIRED' => {
  const now = sandbox.clock.real();
  if (now - report.createdAt > REPORT_MS) return 'EXPIRED';
  return now < report.readyAt ? 'IN_PROGRESS' : stateByFate[report.fate];
};

// The signature only has to be hard to write by hand: nothing behind it is secret.
const sign = (token: string, expires: number): string =>
  createHmac('sha256', 'sandbox').update(`${token} ${expires}`).digest('hex').slice(0, 40);

/** A fresh download address. */
export const addressOf = (sandbox: Sandbox, report: Report): string => {
  const expires = sandbox.clock.real() + URL_MS;
  const query = new URLSearchParams({
    report: report.token,
    Expires: String(expires),
    Signature: sign(report.token, expires),
  });
  return `${sandbox.origin()}/async_reporting_v3/x-y-z/metrics_report.txt?${query}`;
};

/** The report an address is for, while it may be downloaded. */
export const openAddress = (
  sandbox: Sandbox,
  query: { report: string; expires: number; signature: string },
): Report | undefined => {
  if (query.signature !== sign(query.report, query.expires) || query.expires < sandbox.clock.real()) return undefined;
  const report = findReport(sandbox, query.report);
  return report && stateOf(sandbox, report) === 'FINISHED' ? report : undefined;
};

/** The file itself, in pieces. */
export const writeReport = (sandbox: Sandbox, report: Report, account: WorldAccount): Generator<Buffer> => {
  const source = { sandbox, account, ask: report.ask, asOf: report.asOf };
  const view = viewOf(source);
  const columns = columnsOf(view, report.ask);
  const all = rowsOf(source, columns, passOf(view, report.ask.level, report.narrowing));
  const rows = filterRows(all, report.metricFilters);
  const sorted = report.sort === 'BY_DATE' ? byDate(rows) : rows;
  return report.format === 'CSV' ? writeCsv(columns, sorted) : writeJson(columns, sorted, report.sort);
};
