import type { Sandbox } from '../handler.ts';
import { type Budgets, budgetsOf } from '../world/budgets.ts';
import { dayNumber, daySeconds, HORIZON } from '../world/calendar.ts';
import { deliveryOf } from '../world/delivery.ts';
import { type Plan, type PlannedCampaign, planOf } from '../world/plan.ts';
import type { WorldAccount } from '../world/world.ts';
import { type Fields, type Kind, type Shelf, shelfOf } from './shelf.ts';

/** One account's structure as it stands at one moment: what the world made, with everything done to it since. */
export type AccountView = {
  readonly sandbox: Sandbox;
  readonly account: WorldAccount;
  readonly plan: Plan;
  readonly budgets: Budgets;
  readonly shelves: Readonly<Record<Kind, Shelf>>;
  /** The day it is looked at. */
  readonly today: number;
  /** The second it is looked at. @unit seconds since 1970 */
  readonly now: number;
};

/** An advertiser tidies up a month and a half after a campaign has ended. */
const ARCHIVED_AFTER_DAYS = 45;
/** Things are made during office hours. */
const NINE = 9 * 3600;

/** Opens an account's structure as of now. */
export const viewAccount = (sandbox: Sandbox, account: WorldAccount): AccountView => ({
  sandbox,
  account,
  plan: planOf(sandbox.world, account),
  budgets: budgetsOf(sandbox.world, account),
  shelves: {
    campaign: shelfOf(sandbox, account, 'campaign'),
    adGroup: shelfOf(sandbox, account, 'adGroup'),
    ad: shelfOf(sandbox, account, 'ad'),
  },
  today: dayNumber(sandbox.clock.now().getTime()),
  now: Math.floor(sandbox.clock.now().getTime() / 1000),
});

/** Whether the world's campaign exists yet and was not removed. */
export const isVisible = (view: AccountView, campaign: PlannedCampaign): boolean =>
  !campaign.deleted && campaign.created <= view.today && daySeconds(campaign.created) + NINE <= view.now;

const archivedOn = (campaign: PlannedCampaign): number => campaign.until + ARCHIVED_AFTER_DAYS;

const isArchived = (view: AccountView, campaign: PlannedCampaign): boolean => view.today >= archivedOn(campaign);

/** The day whose budget a thing shows: today while it runs, else the nearest day on which it did. */
const budgetDay = (view: AccountView, campaign: PlannedCampaign): number =>
  Math.min(Math.max(view.today, campaign.from), campaign.until - 1);

const groupsOf = (campaign: PlannedCampaign): number[] =>
  Array.from({ length: campaign.groups }, (_, at) => campaign.firstGroup + at);

const noTracking = {
  impression: [],
  click: [],
  engagement: [],
  buyable_button: [],
  audience_verification: [],
};

const campaignBase = (view: AccountView, campaign: PlannedCampaign): Fields => {
  const day = budgetDay(view, campaign);
  const cap = groupsOf(campaign).reduce((total, group) => total + view.budgets.ofGroup(group, day), 0);
  const created = daySeconds(campaign.created) + NINE;
  const changed = campaign.budgetOptimised
    ? Math.max(...groupsOf(campaign).map((group) => view.budgets.changedOn(group, day)))
    : campaign.created;
  return {
    id: view.shelves.campaign.id(campaign.index),
    ad_account_id: view.account.id,
    name: `${campaign.objective.toLowerCase().replace('_', ' ')} ${campaign.index + 1}`,
    status: isArchived(view, campaign) ? 'ARCHIVED' : 'ACTIVE',
    objective_type: campaign.objective,
    daily_spend_cap: campaign.budgetOptimised ? cap : null,
    lifetime_spend_cap: null,
    order_line_id: null,
    is_campaign_budget_optimization: campaign.budgetOptimised,
    is_flexible_daily_budgets: false,
    is_automated_campaign: false,
    is_performance_plus: false,
    default_ad_group_budget_in_micro_currency: null,
    start_time: daySeconds(campaign.from),
    end_time: campaign.until >= HORIZON ? null : daySeconds(campaign.until),
    tracking_urls: null,
    bid_options: null,
    created_time: created,
    updated_time: Math.max(created, daySeconds(isArchived(view, campaign) ? archivedOn(campaign) : changed)),
    type: 'campaign',
  };
};

const pausedNow = (view: AccountView, group: number, campaign: PlannedCampaign): boolean =>
  view.today >= campaign.from && view.today < campaign.until && view.budgets.isPaused(group, view.today);

const groupStatus = (view: AccountView, group: number, campaign: PlannedCampaign): string => {
  if (isArchived(view, campaign)) return 'ARCHIVED';
  return pausedNow(view, group, campaign) ? 'PAUSED' : 'ACTIVE';
};

const groupBase = (view: AccountView, index: number): Fields => {
  const campaign = view.plan.campaigns[view.plan.groups[index]?.campaign ?? 0];
  if (!campaign) return {};
  const day = budgetDay(view, campaign);
  const created = daySeconds(campaign.created) + NINE;
  const changed = isArchived(view, campaign) ? archivedOn(campaign) : view.budgets.changedOn(index, day);
  const video = campaign.objective === 'VIDEO_COMPLETION';
  const sales = campaign.objective === 'WEB_CONVERSION';
  return {
    id: view.shelves.adGroup.id(index),
    ad_account_id: view.account.id,
    campaign_id: view.shelves.campaign.id(campaign.index),
    name: `doelgroep ${index + 1}`,
    status: groupStatus(view, index, campaign),
    budget_type: campaign.budgetOptimised ? 'CBO_ADGROUP' : 'DAILY',
    budget_in_micro_currency: campaign.budgetOptimised ? null : view.budgets.ofGroup(index, day),
    bid_strategy_type: 'AUTOMATIC_BID',
    bid_in_micro_currency: null,
    bid_multiplier: null,
    billable_event: video ? 'VIDEO_V_50_MRC' : 'IMPRESSION',
    optimization_goal_metadata: sales
      ? { conversion_tag_v3_goal_metadata: { conversion_event: 'CHECKOUT', learning_mode_type: 'NOT_ACTIVE' } }
      : null,
    pacing_delivery_type: 'STANDARD',
    placement_group: 'ALL',
    targeting_spec: { LOCATION: [view.account.country], GENDER: ['female', 'male', 'unknown'], LOCALE: ['nl'] },
    auto_targeting_enabled: index % 2 === 0,
    lifetime_frequency_cap: 0,
    start_time: daySeconds(campaign.from),
    end_time: null,
    tracking_urls: noTracking,
    targeting_template_ids: null,
    promotion_id: null,
    promotion_application_level: null,
    is_creative_optimization: null,
    conversion_learning_mode_type: null,
    feed_profile_id: '0',
    dca_assets: null,
    created_time: created,
    updated_time: Math.max(created, daySeconds(changed)),
    type: 'adgroup',
  };
};

const adBase = (view: AccountView, index: number): Fields => {
  const { plan, account, sandbox } = view;
  const campaign = plan.campaigns[plan.campaignOfAd[index] ?? 0];
  if (!campaign) return {};
  const { owner } = account;
  const video = deliveryOf(sandbox.world, account).traits(index).video;
  const created = daySeconds(campaign.created) + NINE;
  const archived = isArchived(view, campaign);
  return {
    id: view.shelves.ad.id(index),
    ad_account_id: account.id,
    campaign_id: view.shelves.campaign.id(campaign.index),
    ad_group_id: view.shelves.adGroup.id(plan.groupOfAd[index] ?? 0),
    pin_id: sandbox.world.ids.pin(owner.index, index % owner.pins),
    name: `advertentie ${index + 1}`,
    status: archived ? 'ARCHIVED' : 'ACTIVE',
    review_status: 'APPROVED',
    rejected_reasons: [],
    rejection_labels: [],
    creative_type: video ? 'VIDEO' : 'REGULAR',
    destination_url: `${owner.website}/p/${index + 1}?utm_source=pinterest`,
    click_tracking_url: null,
    view_tracking_url: null,
    tracking_urls: null,
    carousel_destination_urls: null,
    carousel_android_deep_links: null,
    carousel_ios_deep_links: null,
    android_deep_link: null,
    ios_deep_link: null,
    customizable_cta_type: null,
    grid_click_type: 'CLOSEUP',
    lead_form_id: null,
    quiz_pin_data: null,
    disclosure_type: null,
    disclosure_url: null,
    collection_items_destination_url_template: null,
    is_pin_deleted: false,
    is_removable: true,
    created_time: created,
    updated_time: Math.max(created, archived ? daySeconds(archivedOn(campaign)) : 0),
    type: 'pinpromotion',
  };
};

const plannedCampaignOf = (view: AccountView, kind: Kind, index: number): PlannedCampaign | undefined => {
  if (kind === 'campaign') return view.plan.campaigns[index];
  const campaign = kind === 'adGroup' ? view.plan.groups[index]?.campaign : view.plan.campaignOfAd[index];
  return campaign === undefined ? undefined : view.plan.campaigns[campaign];
};

/** The status a thing of the world has before anything was done to it. */
export const baseStatus = (view: AccountView, kind: Kind, index: number): string => {
  const campaign = plannedCampaignOf(view, kind, index);
  if (!campaign) return 'ARCHIVED';
  if (kind === 'adGroup') return groupStatus(view, index, campaign);
  return isArchived(view, campaign) ? 'ARCHIVED' : 'ACTIVE';
};

/** A thing's fields without the summary that follows from them, or undefined when there is none. */
export const fieldsOf = (view: AccountView, kind: Kind, index: number): Fields | undefined => {
  const changes = view.shelves[kind].changes(index);
  const campaign = plannedCampaignOf(view, kind, index);
  if (!campaign) return changes;
  if (!isVisible(view, campaign)) return undefined;
  if (kind === 'campaign') return { ...campaignBase(view, campaign), ...changes };
  return { ...(kind === 'adGroup' ? groupBase(view, index) : adBase(view, index)), ...changes };
};
