import type { Day } from '../../../foundation/kit/index.ts';
import { ask, endpoint } from '../../core/endpoint.ts';
import { type ReadyState, readyStateShape } from '../../shapes/figures.ts';

/** Whether Pinterest has closed its books on a UTC day; the same for all accounts. @personal none */
export const getReadyState = endpoint(
  'metrics_ready_state/get',
  (call, input: { day: Day }): Promise<ReadyState> => ask(call, { query: { date: input.day } }, readyStateShape),
);
