import { pino } from 'pino';
import type { Config } from './config.ts';

/** The fields a log line may carry. A name that is not here is dropped, and the line says how many were. */
const allowed = [
  'account',
  'actor',
  'address',
  'applied',
  'attempt',
  'calls',
  'category',
  'chunk',
  'clientId',
  'code',
  'command',
  'count',
  'day',
  'durationMs',
  'exit',
  'from',
  'host',
  'job',
  'jobId',
  'kind',
  'landingId',
  'level',
  'limit',
  'method',
  'migration',
  'mode',
  'operation',
  'path',
  'pid',
  'port',
  'problems',
  'queue',
  'reason',
  'requestId',
  'retryAt',
  'role',
  'room',
  'route',
  'rows',
  'sequence',
  'signal',
  'sqlState',
  'stack',
  'state',
  'status',
  'table',
  'to',
  'url',
  'version',
  'worker',
] as const;

/** Name of a field a log line may carry: ids, counts, codes and times. */
export type LogField = (typeof allowed)[number];
/** Fields of a log line. */
export type LogFields = Partial<Record<LogField, string | number | bigint | boolean | Date | null | undefined>>;

/** Structured log: one JSON line per event, allow-listed fields only, tokens scrubbed. */
export type Log = Readonly<Record<'debug' | 'info' | 'warn' | 'error', (event: string, fields?: LogFields) => void>>;

// The last line of defence: whatever slipped through looks like a token, an e-mail address or credentials in an address.
const scrubs: readonly [RegExp, string][] = [
  [/pin[ar]_[A-Za-z0-9_-]+/g, '[token]'],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]+/gi, '$1 [token]'],
  [/\b((?:access_token|refresh_token|client_secret|code|password|state)=)[^&\s"\\]+/gi, '$1[token]'],
  [/:\/\/[^/\s:@"\\]*:[^/\s@"\\]*@/g, '://[credentials]@'],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, '[token]'],
  [/[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g, '[email]'],
];

const scrub = (line: string): string => scrubs.reduce((text, [what, by]) => text.replace(what, by), line);

const MAX_TEXT = 2000;

const clean = (value: unknown): unknown => {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'string') return value.slice(0, MAX_TEXT);
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? value : undefined;
};

const names: ReadonlySet<string> = new Set(allowed);

const pick = (fields: LogFields): Record<string, unknown> => {
  const entries = Object.entries(fields);
  const kept = entries.filter(([name]) => names.has(name)).map(([name, value]) => [name, clean(value)]);
  const dropped = entries.length - kept.length;
  return { ...Object.fromEntries(kept), ...(dropped > 0 ? { droppedFields: dropped } : {}) };
};

/**
 * Opens the process's log: JSON lines on stderr unless another destination is given (stdout belongs to results).
 * @personal none: fields are allow-listed, tokens and e-mail addresses are scrubbed from every line
 */
export const createLog = (
  config: Pick<Config, 'logLevel'>,
  destination: { write: (line: string) => unknown } = process.stderr,
): Log => {
  const logger = pino(
    {
      level: config.logLevel,
      base: { pid: process.pid },
      messageKey: 'event',
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    { write: (line: string) => void destination.write(scrub(line)) },
  );
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, fields: LogFields = {}) =>
      logger[level](pick(fields), event.slice(0, MAX_TEXT));
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
};
