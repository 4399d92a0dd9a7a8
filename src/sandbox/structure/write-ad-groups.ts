import { type AccountView, fieldsOf } from './account-view.ts';
import { allowed, collides, findIndex, firstBroken, isSet, type Outcome, type Problem, problem } from './batch.ts';
import { bidFloor } from './bid-floor.ts';
import type { Fields } from './shelf.ts';

const settable = [
  ...[
    'name',
    'status',
    'budget_in_micro_currency',
    'bid_in_micro_currency',
    'bid_strategy_type',
    'bid_multiplier',
    'budget_type',
  ],
  ...[
    'optimization_goal_metadata',
    'start_time',
    'end_time',
    'targeting_spec',
    'lifetime_frequency_cap',
    'tracking_urls',
  ],
  ...['auto_targeting_enabled', 'placement_group', 'pacing_delivery_type', 'billable_event', 'promotion_id'],
  ...['targeting_template_ids', 'is_creative_optimization', 'promotion_application_level'],
];

const blank: Fields = {
  status: 'ACTIVE',
  budget_type: 'DAILY',
  budget_in_micro_currency: null,
  bid_in_micro_currency: null,
  bid_multiplier: null,
  optimization_goal_metadata: null,
  pacing_delivery_type: 'STANDARD',
  placement_group: 'ALL',
  auto_targeting_enabled: true,
  lifetime_frequency_cap: 0,
  end_time: null,
  tracking_urls: null,
  targeting_template_ids: null,
  promotion_id: null,
  promotion_application_level: null,
  is_creative_optimization: null,
  conversion_learning_mode_type: null,
  feed_profile_id: '0',
  dca_assets: null,
  type: 'adgroup',
};

/** A campaign that optimises its own budget spreads it over at most this many ad groups. */
const CBO_GROUPS = 70;

/** Objectives whose bids a person must set, unless Pinterest bids by itself. */
const bidden = ['AWARENESS/IMPRESSION', 'CONSIDERATION/CLICKTHROUGH', 'CATALOG_SALES/CLICKTHROUGH'];

const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

const isPlaced = (spec: unknown): boolean => {
  if (typeof spec !== 'object' || spec === null) return false;
  return ['LOCATION', 'GEO'].some((name) => {
    const list: unknown = new Map<string, unknown>(Object.entries(spec)).get(name);
    return Array.isArray(list) && list.length > 0;
  });
};

const budgetRules = (next: Fields, campaign: Fields): (readonly [boolean, string])[] => {
  const cbo = campaign.is_campaign_budget_optimization === true;
  const own = next.budget_type !== 'CBO_ADGROUP';
  return [
    [
      cbo !== own,
      cbo
        ? 'A campaign with budget optimization allows only budget_type CBO_ADGROUP.'
        : 'CBO_ADGROUP needs campaign budget optimization.',
    ],
    [own || next.pacing_delivery_type === 'STANDARD', 'Campaign budget optimization allows only STANDARD pacing.'],
    [!own || Number(next.budget_in_micro_currency ?? 0) > 0, 'budget_in_micro_currency is required.'],
    [
      own || !isSet(next.budget_in_micro_currency),
      'An ad group of a campaign with budget optimization has no budget of its own.',
    ],
    [next.budget_type !== 'LIFETIME' || isSet(next.end_time), 'A LIFETIME budget needs an end_time.'],
  ];
};

const bidRules = (view: AccountView, next: Fields, campaign: Fields): (readonly [boolean, string])[] => {
  const automatic = next.bid_strategy_type === 'AUTOMATIC_BID';
  const bid = number(next.bid_in_micro_currency);
  const pair = `${String(campaign.objective_type)}/${String(next.billable_event)}`;
  const floor = bidFloor(view.account, String(next.billable_event));
  return [
    [campaign.objective_type !== 'VIDEO_COMPLETION' || automatic, 'VIDEO_COMPLETION allows only AUTOMATIC_BID.'],
    [automatic || bid !== undefined || !bidden.includes(pair), 'bid_in_micro_currency is required.'],
    [bid === undefined || bid >= floor, `The bid is below the floor of ${floor}.`],
    [
      campaign.objective_type !== 'WEB_CONVERSION' || isSet(next.optimization_goal_metadata),
      'optimization_goal_metadata is required for WEB_CONVERSION.',
    ],
  ];
};

const scheduleRules = (next: Fields, campaign: Fields): (readonly [boolean, string])[] => {
  const [start, end] = [number(next.start_time), number(next.end_time)];
  const [campaignStart, campaignEnd] = [number(campaign.start_time), number(campaign.end_time)];
  return [
    [start === undefined || end === undefined || start < end, 'end_time must be after start_time.'],
    [
      end === undefined || campaignStart === undefined || end > campaignStart,
      "The ad group's schedule must lie inside the campaign's.",
    ],
    [
      start === undefined || campaignEnd === undefined || start < campaignEnd,
      "The ad group's schedule must lie inside the campaign's.",
    ],
    [isPlaced(next.targeting_spec), 'LOCATION or GEO is required in targeting_spec.'],
  ];
};

const brokenBy = (view: AccountView, next: Fields, campaign: Fields): Problem | undefined =>
  firstBroken([...budgetRules(next, campaign), ...bidRules(view, next, campaign), ...scheduleRules(next, campaign)]);

const childrenOf = (view: AccountView, campaign: number): number => {
  const id = view.shelves.campaign.id(campaign);
  const shelf = view.shelves.adGroup;
  const made = shelf.made().filter((group) => shelf.changes(group)?.campaign_id === id).length;
  return (view.plan.campaigns[campaign]?.groups ?? 0) + made;
};

/** Makes an ad group. */
export const createAdGroup = (view: AccountView, item: Fields): Outcome => {
  const parent = findIndex(view, 'campaign', item.campaign_id);
  const campaign = parent === undefined ? undefined : fieldsOf(view, 'campaign', parent);
  if (parent === undefined || !campaign) return problem('Campaign not found.', 2);
  const cbo = campaign.is_campaign_budget_optimization === true;
  const given = allowed(item, settable);
  const next: Fields = {
    ...blank,
    bid_strategy_type: isSet(given.bid_in_micro_currency) ? 'MAX_BID' : 'AUTOMATIC_BID',
    start_time: view.now,
    ...(cbo ? { budget_type: 'CBO_ADGROUP' } : {}),
    ...given,
  };
  const broken = brokenBy(view, next, campaign);
  if (broken) return broken;
  if (cbo && childrenOf(view, parent) >= CBO_GROUPS)
    return problem(`A campaign with budget optimization has at most ${CBO_GROUPS} ad groups.`);
  const shelf = view.shelves.adGroup;
  const index = shelf.nextIndex();
  const id = { id: shelf.id(index), ad_account_id: view.account.id, campaign_id: campaign.id };
  shelf.change(index, { ...next, ...id, created_time: view.now, updated_time: view.now });
  return index;
};

/** Changes an ad group. */
export const updateAdGroup = (view: AccountView, item: Fields): Outcome => {
  const index = findIndex(view, 'adGroup', item.id);
  const before = index === undefined ? undefined : fieldsOf(view, 'adGroup', index);
  if (index === undefined || !before) return problem('Ad group not found.', 2);
  if (collides(view, String(item.id)))
    return problem('Multiple write operations were applied within a short time window.', 8);
  const set = allowed(item, settable);
  const fixed = ['budget_type', 'billable_event'].find((name) => isSet(set[name]) && set[name] !== before[name]);
  if (fixed !== undefined && before.status !== 'DRAFT') return problem(`${fixed} can only be changed on a draft.`);
  const parent = view.shelves.campaign.index(String(before.campaign_id));
  const campaign = parent === undefined ? undefined : fieldsOf(view, 'campaign', parent);
  const broken = brokenBy(view, { ...before, ...set }, campaign ?? {});
  if (broken) return broken;
  view.shelves.adGroup.change(index, { ...set, updated_time: view.now });
  return index;
};
