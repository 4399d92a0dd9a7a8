import type { FaultFacts } from '../../foundation/kit/index.ts';
import { Fault } from '../../foundation/kit/index.ts';
import { faultWords, type PinterestFaultCode } from '../errors.ts';
import { type Refusal, ruleFor } from './fault-rules.ts';
import { readJson } from './lossless-json.ts';
import { type OperationId, operationsById, wantedScopes } from './operations.ts';

const SECOND_MS = 1_000;
// Blocks against spam last hours and each try during one makes it worse; half a working day is the shortest wait that
// was not answered with a longer block.
const SPAM_QUIET_MS = 4 * 3_600_000;
// The header tells only of the tightest window, often one second; asking again at once hits the next one.
const LIMITED_FLOOR_MS = SECOND_MS;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const parsed = (body: string): unknown => {
  try {
    return readJson(body);
  } catch {
    // An HTML page or a cut answer: the status alone has to speak.
    return undefined;
  }
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reduces an answer that is not a success to what decides about it. @personal none */
export const readRefusal = (operation: OperationId, response: Response, body: string): Refusal => {
  const content = parsed(body);
  const error = isRecord(content) ? content : {};
  return {
    operation,
    status: response.status,
    code: typeof error.code === 'number' ? error.code : undefined,
    text: `${textOf(error.message)} ${textOf(error.message_detail)} ${textOf(error.error)}`,
    headers: response.headers,
  };
};

const seconds = (text: string | null | undefined): number | undefined =>
  text !== null && text !== undefined && /^\d{1,7}$/.test(text.trim()) ? Number(text.trim()) * SECOND_MS : undefined;

/**
 * How long Pinterest wants quiet after a `limited` refusal.
 *
 * @unit milliseconds of real time
 * @personal none
 */
export const quietMs = (refusal: Refusal, attempt: number): number => {
  if (ruleFor(refusal).fault === 'PINTEREST_SPAM_BLOCK') return SPAM_QUIET_MS;
  const told =
    seconds(/retry after (\d+)/i.exec(refusal.text)?.[1]) ??
    seconds(refusal.headers.get('retry-after')) ??
    seconds(refusal.headers.get('x-ratelimit-reset')) ??
    0;
  return Math.max(told, LIMITED_FLOOR_MS * 2 ** (attempt - 1));
};

// Only words that are part of Pinterest's own vocabulary leave their sentence; the sentence may quote what was sent.
const details = (refusal: Refusal): FaultFacts => {
  const scopes = wantedScopes.filter((scope) => refusal.text.includes(`'${scope}'`));
  const feature = /restricted feature: ([a-z_]{1,40})/.exec(refusal.text)?.[1];
  const parameter = /'([a-z][a-z_]{0,40})' value /.exec(refusal.text)?.[1];
  return {
    ...(scopes.length > 0 && { scopes: scopes.join(' ') }),
    ...(feature !== undefined && { feature }),
    ...(parameter !== undefined && { parameter }),
  };
};

/** Everything a fault of this room needs besides its code. */
export type FaultMore = { operation: OperationId; facts?: FaultFacts; cause?: unknown; retryAt?: Date };

/** Makes a fault of this room: kind and sentence come from its words. @personal none */
export const pinterestFault = (code: PinterestFaultCode, more: FaultMore): Fault =>
  new Fault(code, faultWords[code].kind, `${more.operation}: ${faultWords[code].en.meaning}`, {
    facts: { operation: more.operation, ...more.facts },
    ...(more.cause !== undefined && { cause: more.cause }),
    ...(more.retryAt !== undefined && { retryAt: more.retryAt }),
  });

/** The code of a refusal: an uncertain answer to a call that changes something is `PINTEREST_OUTCOME_UNSURE`. @personal none */
export const faultCodeOf = (refusal: Refusal): PinterestFaultCode => {
  const rule = ruleFor(refusal);
  const changes = operationsById[refusal.operation].kind === 'write';
  return rule.uncertain && changes ? 'PINTEREST_OUTCOME_UNSURE' : rule.fault;
};

/** Makes the fault a refusal means. @personal none */
export const refusalFault = (refusal: Refusal, retryAt?: Date): Fault => {
  const requestId = refusal.headers.get('x-pinterest-rid');
  return pinterestFault(faultCodeOf(refusal), {
    operation: refusal.operation,
    facts: {
      status: refusal.status,
      ...(refusal.code !== undefined && { code: refusal.code }),
      ...(requestId !== null && { requestId }),
      ...details(refusal),
    },
    ...(retryAt !== undefined && { retryAt }),
  });
};
