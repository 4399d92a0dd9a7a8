import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { type Fault, isFault, type Secret } from '../../foundation/kit/index.ts';
import { faultWords, type PinterestFaultCode } from '../errors.ts';
import type { Refusal } from './fault-rules.ts';
import { readJson, writeJson } from './lossless-json.ts';
import { type OperationId, operationsById } from './operations.ts';
import type { FetchInit, Pinterest } from './ports.ts';
import { faultCodeOf, pinterestFault, quietMs, readRefusal, refusalFault } from './read-refusal.ts';

/** Values of a query: an array is repeated (`ids=1&ids=2`); join it yourself where Pinterest wants commas. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** One call, ready to be sent: who asks, what, and how the credentials are shown. */
export type Sending = {
  readonly pinterest: Pinterest;
  readonly operation: OperationId;
  readonly budgetKey: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Query;
  /** JSON, unless it is a form. */
  readonly body?: unknown;
  /** Success has no body to read. */
  readonly empty?: boolean;
  /** May be repeated although it is not a read. */
  readonly repeatable?: boolean;
  /** The whole `Authorization` header. */
  readonly authorize: () => Promise<Secret>;
  /** After a refused token: true when a fresh one is at hand. */
  readonly refreshed?: () => Promise<boolean>;
};

const addressOf = (sending: Sending): string => {
  const path = operationsById[sending.operation].path.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value = sending.path?.[name];
    // A missing part would ask for something else than was meant (DELETE /boards/ instead of one board).
    if (value === undefined || value === '') throw unexpected(sending.operation, `path.${name}`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(sending.query ?? {})) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return `${sending.pinterest.config.apiUrl}${path}${text === '' ? '' : `?${text}`}`;
};

const bodyOf = (body: unknown): { text?: string; type?: string } => {
  if (body === undefined) return {};
  if (body instanceof URLSearchParams) return { text: body.toString(), type: 'application/x-www-form-urlencoded' };
  return { text: writeJson(body), type: 'application/json' };
};

// Only these failures prove that not one byte reached Pinterest.
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

const causeCode = (error: unknown): string | undefined => {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
};

const brokenFault = (operation: OperationId, error: unknown, signal: AbortSignal): Fault => {
  const reached = !neverSent.has(causeCode(error) ?? '');
  const code: PinterestFaultCode = signal.aborted ? 'PINTEREST_TIMEOUT' : 'PINTEREST_UNREACHABLE';
  const changes = operationsById[operation].kind === 'write';
  const reason = signal.aborted ? 'timeout' : (causeCode(error) ?? 'broken');
  return pinterestFault(changes && reached ? 'PINTEREST_OUTCOME_UNSURE' : code, {
    operation,
    facts: { reason },
    cause: error,
  });
};

const unexpected = (operation: OperationId, path: string): Fault =>
  pinterestFault(
    operationsById[operation].kind === 'write' ? 'PINTEREST_OUTCOME_UNSURE' : 'PINTEREST_ANSWER_UNEXPECTED',
    { operation, facts: { path } },
  );

type Attempt = { value: unknown } | { refusal: Refusal } | { broken: Fault };

const journalled = (sending: Sending, attempt: number, startedAt: number, answer?: Response, code?: number): void => {
  const requestId = answer?.headers.get('x-pinterest-rid') ?? undefined;
  sending.pinterest.ports.journal.record({
    at: sending.pinterest.ports.clock.now(),
    operation: sending.operation,
    budgetKey: sending.budgetKey,
    status: answer?.status ?? 0,
    durationMs: Math.round(performance.now() - startedAt),
    attempt,
    ...(code !== undefined && { code }),
    ...(requestId !== undefined && { requestId }),
  });
};

const readSuccess = (sending: Sending, status: number, body: string): Attempt => {
  if (sending.empty) return { value: undefined };
  try {
    return { value: readJson(body) };
  } catch (cause) {
    const changes = operationsById[sending.operation].kind === 'write';
    const code = changes ? 'PINTEREST_OUTCOME_UNSURE' : 'PINTEREST_ANSWER_UNREADABLE';
    // The cause would quote the body; that it was not JSON is all there is to say.
    const reason = cause instanceof SyntaxError ? 'not-json' : 'unreadable';
    return { broken: pinterestFault(code, { operation: sending.operation, facts: { status, reason } }) };
  }
};

const requestOf = async (sending: Sending, signal: AbortSignal): Promise<FetchInit> => {
  const { text, type } = bodyOf(sending.body);
  return {
    method: operationsById[sending.operation].method,
    headers: {
      authorization: (await sending.authorize()).reveal(),
      accept: 'application/json',
      ...(type !== undefined && { 'content-type': type }),
    },
    ...(text !== undefined && { body: text }),
    signal,
    redirect: 'manual',
  };
};

const attemptOnce = async (sending: Sending, attempt: number): Promise<Attempt> => {
  const { config, ports } = sending.pinterest;
  const address = addressOf(sending);
  const signal = AbortSignal.timeout(config.timeoutMs);
  const request = await requestOf(sending, signal);
  const startedAt = performance.now();
  try {
    const answer = await ports.fetch(address, request);
    const body = await answer.text();
    const refusal = answer.ok ? undefined : readRefusal(sending.operation, answer, body);
    journalled(sending, attempt, startedAt, answer, refusal?.code);
    return refusal === undefined ? readSuccess(sending, answer.status, body) : { refusal };
  } catch (error) {
    journalled(sending, attempt, startedAt);
    return { broken: isFault(error) ? error : brokenFault(sending.operation, error, signal) };
  }
};

const faultOf = async (
  sending: Sending,
  outcome: Exclude<Attempt, { value: unknown }>,
  attempt: number,
): Promise<Fault> => {
  if ('broken' in outcome) return outcome.broken;
  const { refusal } = outcome;
  if (faultWords[faultCodeOf(refusal)].kind !== 'limited') return refusalFault(refusal);
  const { category } = operationsById[sending.operation];
  const forMs = quietMs(refusal, attempt);
  return refusalFault(refusal, await sending.pinterest.ports.budget.pause({ key: sending.budgetKey, category, forMs }));
};

// A block against spam is for a person to look at, and a redirect or an unknown form stays what it is.
const pointless = new Set(['PINTEREST_SPAM_BLOCK', 'PINTEREST_REDIRECTED']);

const mayRepeat = (sending: Sending, fault: Fault, attempt: number): boolean =>
  (operationsById[sending.operation].kind === 'read' || sending.repeatable === true) &&
  (fault.kind === 'upstream' || fault.kind === 'limited') &&
  !pointless.has(fault.code) &&
  attempt < sending.pinterest.config.retry.attempts;

// Longer would hold a worker that other clients wait for; the job's own back-off takes over.
const LONGEST_WAIT_MS = 8_000;

const backOff = async (baseMs: number, attempt: number): Promise<void> => {
  // Full jitter: workers that failed together do not come back together.
  await sleep(Math.random() * Math.min(baseMs * 2 ** attempt, LONGEST_WAIT_MS));
};

const answered = async (sending: Sending): Promise<unknown> => {
  const { config, ports } = sending.pinterest;
  const { category } = operationsById[sending.operation];
  let mayRefresh = sending.refreshed !== undefined;
  for (let attempt = 1; ; attempt += 1) {
    await ports.budget.take({ key: sending.budgetKey, category });
    const outcome = await attemptOnce(sending, attempt);
    if ('value' in outcome) return outcome.value;
    const fault = await faultOf(sending, outcome, attempt);
    if (fault.code === 'PINTEREST_TOKEN_REFUSED' && mayRefresh) {
      // Once, and never for code 3 or 29: a token that lacks a right does not gain it by being new.
      mayRefresh = false;
      if (await sending.refreshed?.()) continue;
    }
    if (!mayRepeat(sending, fault, attempt)) throw fault;
    // A limited read waits where all processes wait: in the budget's next take.
    if (fault.kind !== 'limited') await backOff(config.retry.baseMs, attempt);
  }
};

/**
 * Sends one call and reads its answer with a shape that keeps only what may be used. Reads are repeated after trouble,
 * at most `retry.attempts` times; a call that changes something is repeated only after a refused token, which proves
 * that nothing happened.
 *
 * @throws PINTEREST_ANSWER_UNEXPECTED when the answer does not fit the shape; otherwise the fault the refusal means
 * @personal as the shape says
 */
export const send = async <Output>(sending: Sending, shape: z.ZodType<Output>): Promise<Output> => {
  const result = shape.safeParse(await answered(sending));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw unexpected(sending.operation, `${issue?.path.join('.') ?? ''} ${issue?.code ?? ''}`.trim());
};
