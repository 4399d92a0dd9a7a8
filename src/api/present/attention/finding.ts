import type { GoalKind } from '../../../clients/index.ts';
import type { MetricKey } from '../../../facts/metrics.ts';
import type { Day } from '../../../foundation/kit/index.ts';

/** What a goal is about, for a sentence: its figure, how far it is and where it ought to be. Millionths are the target's. */
export type ToldGoal = {
  readonly metric: MetricKey;
  readonly kind: GoalKind;
  readonly to: Day;
  readonly currency: string | null;
  readonly value: bigint | number | undefined;
  readonly target: bigint;
};

/** Why a client needs somebody, in numbers; `reasons.ts` has the words, the weight and where to act for each. */
export type Finding =
  | { readonly reason: 'reconnect'; readonly since: Day | undefined; readonly code: string | undefined }
  | { readonly reason: 'accounts-unchosen'; readonly since: Day }
  | { readonly reason: 'not-connected' }
  | { readonly reason: 'days-missing'; readonly days: number; readonly since: Day; readonly code: string | undefined }
  | { readonly reason: 'spend-stopped'; readonly since: Day }
  | { readonly reason: 'budget-overspent'; readonly goal: ToldGoal; readonly over: bigint }
  | {
      readonly reason: 'budget-ahead';
      readonly goal: ToldGoal;
      readonly index: number;
      readonly spentOn: Day | undefined;
    }
  | { readonly reason: 'budget-behind'; readonly goal: ToldGoal; readonly index: number; readonly left: bigint }
  | { readonly reason: 'result-short'; readonly goal: ToldGoal; readonly forecast: bigint | undefined }
  | { readonly reason: 'result-missed'; readonly goal: ToldGoal }
  | { readonly reason: 'conversions-fell'; readonly part: number; readonly spend: number | undefined };

/** The name of a reason. */
export type ReasonKey = Finding['reason'];
