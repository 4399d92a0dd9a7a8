import type { AccountView } from '../structure/account-view.ts';
import type { Kind } from '../structure/shelf.ts';
import { showThing } from '../structure/summary.ts';
import type { Level, Subject } from '../world/figures.ts';
import type { Pass } from './row.ts';

/** What an answer may be narrowed to. Empty lists narrow nothing. */
export type Narrowing = {
  readonly campaignIds: readonly string[];
  readonly adGroupIds: readonly string[];
  readonly adIds: readonly string[];
  readonly pinIds: readonly string[];
  readonly campaignStatuses: readonly string[];
  readonly adGroupStatuses: readonly string[];
  readonly adStatuses: readonly string[];
  readonly objectives: readonly string[];
};

/** No narrowing at all. */
export const everything: Narrowing = {
  campaignIds: [],
  adGroupIds: [],
  adIds: [],
  pinIds: [],
  campaignStatuses: [],
  adGroupStatuses: [],
  adStatuses: [],
  objectives: [],
};

const depth: Readonly<Record<Level, number>> = { account: 0, campaign: 1, adGroup: 2, ad: 3 };
const depthOf: Readonly<Record<Kind, number>> = { campaign: 1, adGroup: 2, ad: 3 };

const indexOf = (view: AccountView, kind: Kind, subject: Subject): number => {
  if (kind === 'campaign') return view.plan.campaignOfAd[subject.first] ?? -1;
  return kind === 'adGroup' ? (view.plan.groupOfAd[subject.first] ?? -1) : subject.first;
};

type Rule = { readonly kind: Kind; readonly field: string; readonly wanted: readonly string[] };

const rulesOf = (narrowing: Narrowing): Rule[] =>
  [
    { kind: 'campaign' as const, field: 'id', wanted: narrowing.campaignIds },
    { kind: 'adGroup' as const, field: 'id', wanted: narrowing.adGroupIds },
    { kind: 'ad' as const, field: 'id', wanted: narrowing.adIds },
    { kind: 'ad' as const, field: 'pin_id', wanted: narrowing.pinIds },
    { kind: 'campaign' as const, field: 'summary_status', wanted: narrowing.campaignStatuses },
    { kind: 'campaign' as const, field: 'objective_type', wanted: narrowing.objectives },
    { kind: 'adGroup' as const, field: 'summary_status', wanted: narrowing.adGroupStatuses },
    { kind: 'ad' as const, field: 'summary_status', wanted: narrowing.adStatuses },
  ].filter((rule) => rule.wanted.length > 0);

const meets = (view: AccountView, rule: Rule, subject: Subject): boolean => {
  const index = indexOf(view, rule.kind, subject);
  const value =
    rule.field === 'id' ? view.shelves[rule.kind].id(index) : showThing(view, rule.kind, index)?.[rule.field];
  return rule.wanted.includes(String(value));
};

/** Which rows of a level pass; a rule about something below the level is not applied. */
export const passOf = (view: AccountView, level: Level, narrowing: Narrowing): Pass => {
  const rules = rulesOf(narrowing).filter((rule) => depthOf[rule.kind] <= depth[level]);
  return (subject) => rules.every((rule) => meets(view, rule, subject));
};
