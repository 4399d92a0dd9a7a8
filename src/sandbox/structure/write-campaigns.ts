import type { AccountView } from './account-view.ts';
import { fieldsOf } from './account-view.ts';
import { allowed, collides, findIndex, firstBroken, isSet, type Outcome, type Problem, problem } from './batch.ts';
import type { Fields } from './shelf.ts';

const settable = [
  ...[
    'name',
    'status',
    'daily_spend_cap',
    'lifetime_spend_cap',
    'start_time',
    'end_time',
    'tracking_urls',
    'bid_options',
  ],
  ...['is_campaign_budget_optimization', 'is_flexible_daily_budgets', 'is_automated_campaign', 'order_line_id'],
  ...['default_ad_group_budget_in_micro_currency', 'objective_type', 'is_performance_plus'],
];

const blank: Fields = {
  status: 'ACTIVE',
  daily_spend_cap: null,
  lifetime_spend_cap: null,
  order_line_id: null,
  is_campaign_budget_optimization: false,
  is_flexible_daily_budgets: false,
  is_automated_campaign: false,
  is_performance_plus: false,
  default_ad_group_budget_in_micro_currency: null,
  end_time: null,
  tracking_urls: null,
  bid_options: null,
  type: 'campaign',
};

const isBefore = (one: unknown, other: unknown): boolean => !isSet(one) || !isSet(other) || Number(one) < Number(other);

/** What must hold of a campaign as it would be. */
const brokenBy = (next: Fields): Problem | undefined => {
  const capped = isSet(next.daily_spend_cap) || isSet(next.lifetime_spend_cap);
  return firstBroken([
    [
      !(isSet(next.daily_spend_cap) && isSet(next.lifetime_spend_cap)),
      'daily_spend_cap and lifetime_spend_cap are mutually exclusive.',
    ],
    [next.is_campaign_budget_optimization !== true || capped, 'Campaign budget optimization needs a spend cap.'],
    [
      !isSet(next.lifetime_spend_cap) || next.is_campaign_budget_optimization !== true || isSet(next.end_time),
      'A lifetime budget needs an end_time.',
    ],
    [isBefore(next.start_time, next.end_time), 'end_time must be after start_time.'],
    [
      Number(next.daily_spend_cap ?? 1) > 0 && Number(next.lifetime_spend_cap ?? 1) > 0,
      'A spend cap must be positive.',
    ],
  ]);
};

/** Makes a campaign. */
export const createCampaign = (view: AccountView, item: Fields): Outcome => {
  if (item.ad_account_id !== view.account.id) return problem('Advertiser not found.', 2);
  const next = { ...blank, start_time: view.now, ...allowed(item, settable) };
  const broken = brokenBy(next);
  if (broken) return broken;
  const shelf = view.shelves.campaign;
  const index = shelf.nextIndex();
  shelf.change(index, {
    ...next,
    id: shelf.id(index),
    ad_account_id: view.account.id,
    created_time: view.now,
    updated_time: view.now,
  });
  return index;
};

/** With budgets on the campaign its ad groups lose their own. */
const clearChildren = (view: AccountView, campaign: number): void => {
  const planned = view.plan.campaigns[campaign];
  const shelf = view.shelves.adGroup;
  const planneds = Array.from({ length: planned?.groups ?? 0 }, (_, at) => (planned?.firstGroup ?? 0) + at);
  const id = view.shelves.campaign.id(campaign);
  const made = shelf.made().filter((group) => shelf.changes(group)?.campaign_id === id);
  for (const group of [...planneds, ...made]) {
    shelf.change(group, { budget_type: 'CBO_ADGROUP', budget_in_micro_currency: null, updated_time: view.now });
  }
};

/** Changes a campaign. */
export const updateCampaign = (view: AccountView, item: Fields): Outcome => {
  if (item.ad_account_id !== view.account.id) return problem('Advertiser not found.', 2);
  const index = findIndex(view, 'campaign', item.id);
  const before = index === undefined ? undefined : fieldsOf(view, 'campaign', index);
  if (index === undefined || !before) return problem('Campaign not found.', 2);
  if (collides(view, String(item.id)))
    return problem('Multiple write operations were applied within a short time window.', 8);
  const set = allowed(item, settable);
  const draft = before.status === 'DRAFT';
  const fixed = ['objective_type', 'is_performance_plus'].find(
    (name) => isSet(set[name]) && set[name] !== before[name],
  );
  if (fixed !== undefined && !draft) return problem(`${fixed} can only be changed on a draft.`);
  const next = { ...before, ...set };
  const broken = brokenBy(next);
  if (broken) return broken;
  view.shelves.campaign.change(index, { ...set, updated_time: view.now });
  if (next.is_campaign_budget_optimization === true && before.is_campaign_budget_optimization !== true)
    clearChildren(view, index);
  return index;
};
