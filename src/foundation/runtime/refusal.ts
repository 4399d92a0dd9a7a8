import type { FaultFacts } from '../kit/index.ts';
import { asFault, EXIT_REFUSED, Fault, faultKinds } from '../kit/index.ts';

/**
 * A fault that keeps a process from starting: configuration, keys, roles, schema or labels.
 * `exitCodeOf` answers 78 for it.
 * @personal none
 */
export const refusal = (code: string, message: string, more: { facts?: FaultFacts; cause?: unknown } = {}): Fault =>
  new Fault(code, 'invalid', message, { ...more, facts: { ...more.facts, exit: EXIT_REFUSED } });

/** The exit code of a process that ends on this error: 78 for a refusal to start, else by the fault's kind. @personal none */
export const exitCodeOf = (error: unknown): number => {
  const fault = asFault(error);
  return fault.facts.exit === EXIT_REFUSED ? EXIT_REFUSED : faultKinds[fault.kind].exit;
};
