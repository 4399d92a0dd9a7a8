import type { FaultWords } from '../foundation/kit/index.ts';
import { access } from './faults/access.ts';
import { later } from './faults/later.ts';
import { otherSide } from './faults/other-side.ts';
import { question } from './faults/question.ts';

/** Every code a fault of this room may carry. */
export type PinterestFaultCode =
  | keyof typeof access
  | keyof typeof question
  | keyof typeof later
  | keyof typeof otherSide;

/**
 * For each trouble with Pinterest: its cause, what Prikbord does by itself, and what a person can do.
 *
 * @source Pinterest: openapi 5.23.0 and what integrators saw; the rules that tell them apart stand in core/fault-rules.ts
 * @personal none
 */
export const faultWords: Readonly<Record<PinterestFaultCode, FaultWords[string]>> = {
  ...access,
  ...question,
  ...later,
  ...otherSide,
};
