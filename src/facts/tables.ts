import type { ClientId } from '../foundation/kit/index.ts';
import { business, type Column, column, plain, table } from '../foundation/schema/index.ts';
import { organicTables } from './organic/organic-tables.ts';

// Campaign figures and names belong to the client, not to a person; they go when the client's retention has passed: hidden
// at read time from that day on, and whole months dropped once they are past the longest retention of all clients.
const fact = business({ purpose: 'campaign-reporting', keep: 'client-retention', onErase: 'keep' });
const campaignInformation = fact;
type Figure = Column<number, true> | Column<bigint, true>;
const count4 = (): Figure => column.int4(fact).defaulted();
const count8 = (): Figure => column.int8(fact).defaulted();
const money = count8;

const deliveryFigures = (money: () => Figure, count: () => Figure) => ({
  spend_micros: money(),
  paid_impressions: count(),
  earned_impressions: count(),
  gross_impressions: count(),
  paid_clicks: count(),
  earned_clicks: count(),
  paid_outbound_clicks: count(),
  earned_outbound_clicks: count(),
  paid_saves: count(),
  earned_saves: count(),
  paid_engagements: count(),
  earned_engagements: count(),
  paid_video_views: count(),
  earned_video_views: count(),
  paid_video_3s_views: count(),
  earned_video_3s_views: count(),
  video_starts: count(),
  video_p25: count(),
  video_p50: count(),
  video_p75: count(),
  video_p95: count(),
  video_completes: count(),
});
const conversionFigures = (money: () => Figure, count: () => Figure) => ({
  checkout_value_micros: money(),
  click_checkout_value_micros: money(),
  view_checkout_value_micros: money(),
  engagement_checkout_value_micros: money(),
  web_checkout_value_micros: money(),
  conversions: count(),
  checkouts: count(),
  click_checkouts: count(),
  view_checkouts: count(),
  engagement_checkouts: count(),
  web_checkouts: count(),
  click_add_to_carts: count(),
  view_add_to_carts: count(),
  add_to_carts: count(),
  leads: count(),
  lead_ad_leads: count(),
  sign_ups: count(),
  page_visits: count(),
  custom_events: count(),
  wishlist_adds: count(),
  subscribes: count(),
});

const rowKey = {
  client_id: column.int4<ClientId>(plain),
  account: column.int4(plain),
  day: column.day(plain),
  entity: column.int4(plain),
  level: column.int2(plain),
};
const attribution = { report_time: column.int2(plain), window_code: column.int2(plain) };
const known = { known_from: column.instant(plain) };
const past = { ...known, known_to: column.instant(plain) };

/** Last moment and last entity number of a client's ledger. */
export const factsLedgers = table('facts_ledgers', ['client_id'], {
  last_known_from: column.instant(plain),
  client_id: column.int4<ClientId>(plain),
  last_entity: column.int4(plain),
});

/** A number for each Pinterest id, and where the thing lies. */
export const factsEntities = table('facts_entities', ['client_id', 'entity'], {
  first_known_at: column.instant(plain),
  client_id: column.int4<ClientId>(plain),
  entity: column.int4(plain),
  account: column.int4(plain),
  parent: column.int4(plain).nullable(),
  level: column.int2(plain),
  pinterest_id: column.text(campaignInformation),
});

/** What things were called and how they were set, with history. */
export const factsEntityVersions = table('facts_entity_versions', ['client_id', 'entity', 'known_from'], {
  known_from: column.instant(plain),
  known_to: column.instant(plain).nullable(),
  changed_at: column.instant(campaignInformation).nullable(),
  created_at: column.instant(campaignInformation).nullable(),
  starts_at: column.instant(campaignInformation).nullable(),
  ends_at: column.instant(campaignInformation).nullable(),
  budget_micros: column.int8(campaignInformation).nullable(),
  bid_micros: column.int8(campaignInformation).nullable(),
  client_id: column.int4<ClientId>(plain),
  entity: column.int4(plain),
  listed: column.bool(campaignInformation),
  name: column.text(campaignInformation).nullable(),
  status: column.text(campaignInformation).nullable(),
  summary_status: column.text(campaignInformation).nullable(),
  objective: column.text(campaignInformation).nullable(),
  budget_kind: column.text<'daily' | 'lifetime' | 'campaign'>(campaignInformation).nullable(),
  pin_id: column.text(campaignInformation).nullable(),
  details: column.json(campaignInformation),
});

/** When the structure of an account was last read. */
export const factsStructures = table('facts_structures', ['client_id', 'account', 'level'], {
  pulled_at: column.instant(plain),
  client_id: column.int4<ClientId>(plain),
  account: column.int4(plain),
  level: column.int2(plain),
  landing_id: column.uuid(plain),
});

const dayKey = ['client_id', 'account', 'level', 'day', 'entity'] as const;
const conversionKey = ['client_id', 'account', 'level', 'report_time', 'window_code', 'day', 'entity'] as const;
const monthly = { partitions: 'month', keep: 'client-retention' } as const;

/** Delivery per entity and day, paid and earned as columns. */
export const factsAdDays = table(
  'facts_ad_days',
  dayKey,
  { ...known, ...rowKey, ...deliveryFigures(money, count4) },
  monthly,
);

/** What `facts_ad_days` said before, from when until when. */
export const factsAdDaysPast = table(
  'facts_ad_days_past',
  [...dayKey, 'known_from'],
  { ...past, ...rowKey, ...deliveryFigures(money, count4) },
  monthly,
);

/** Conversions per entity and day, by report time and attribution window. */
export const factsAdConversions = table(
  'facts_ad_conversions',
  conversionKey,
  { ...known, ...rowKey, ...attribution, ...conversionFigures(money, count4) },
  monthly,
);

/** What `facts_ad_conversions` said before, from when until when. */
export const factsAdConversionsPast = table(
  'facts_ad_conversions_past',
  [...conversionKey, 'known_from'],
  { ...past, ...rowKey, ...attribution, ...conversionFigures(money, count4) },
  monthly,
);

const accountDayKey = {
  client_id: column.int4<ClientId>(plain),
  account: column.int4(plain),
  day: column.day(plain),
  level: column.int2(plain),
};
const entityMonthKey = {
  client_id: column.int4<ClientId>(plain),
  account: column.int4(plain),
  month: column.day(plain),
  entity: column.int4(plain),
  level: column.int2(plain),
};

/** Delivery summed per account, level and day. */
export const factsAccountDays = table('facts_account_days', ['client_id', 'level', 'account', 'day'], {
  ...accountDayKey,
  ...deliveryFigures(money, count8),
});

/** Conversions summed per account, level and day. */
export const factsAccountConversions = table(
  'facts_account_conversions',
  ['client_id', 'level', 'account', 'report_time', 'window_code', 'day'],
  { ...accountDayKey, ...attribution, ...conversionFigures(money, count8) },
);

/** Delivery summed per entity and month. */
export const factsEntityMonths = table('facts_entity_months', ['client_id', 'account', 'level', 'month', 'entity'], {
  ...entityMonthKey,
  ...deliveryFigures(money, count8),
});

/** Conversions summed per entity and month. */
export const factsEntityConversionMonths = table(
  'facts_entity_conversion_months',
  ['client_id', 'account', 'level', 'report_time', 'window_code', 'month', 'entity'],
  { ...entityMonthKey, ...attribution, ...conversionFigures(money, count8) },
);

/** How final each day is, and since when. */
export const factsDayStates = table(
  'facts_day_states',
  ['client_id', 'account', 'level', 'report_time', 'window_code', 'day'],
  {
    landed_from: column.instant(plain),
    ready_from: column.instant(plain).nullable(),
    settled_from: column.instant(plain).nullable(),
    pulled_at: column.instant(plain),
    known_columns: column.int8(plain),
    client_id: column.int4<ClientId>(plain),
    account: column.int4(plain),
    day: column.day(plain),
    level: column.int2(plain),
    ...attribution,
    landing_id: column.uuid(plain),
    imported: column.bool(plain).defaulted(),
  },
);

const breakdownKey = { ...rowKey, value: column.int4(plain), kind: column.int2(plain) };
const breakdownDelivery = {
  spend_micros: money(),
  paid_impressions: count4(),
  earned_impressions: count4(),
  paid_clicks: count4(),
  earned_clicks: count4(),
  paid_outbound_clicks: count4(),
  earned_outbound_clicks: count4(),
  paid_saves: count4(),
  earned_saves: count4(),
  paid_engagements: count4(),
  earned_engagements: count4(),
};
const breakdownConversion = {
  checkout_value_micros: money(),
  click_checkout_value_micros: money(),
  view_checkout_value_micros: money(),
  conversions: count4(),
  checkouts: count4(),
  click_checkouts: count4(),
  view_checkouts: count4(),
  add_to_carts: count4(),
  leads: count4(),
  sign_ups: count4(),
  page_visits: count4(),
};
const partKey = ['kind', 'entity', 'day', 'value'] as const;
const breakdownDayKey = ['client_id', 'account', 'level', ...partKey] as const;
const breakdownConversionKey = ['client_id', 'account', 'level', 'report_time', 'window_code', ...partKey] as const;

/** A number for each value of a targeting type, as Pinterest writes it. */
export const factsBreakdownValues = table('facts_breakdown_values', ['client_id', 'value'], {
  first_known_at: column.instant(plain),
  client_id: column.int4<ClientId>(plain),
  value: column.int4(plain),
  kind: column.int2(plain),
  name: column.text(campaignInformation),
});

/** Which days of breakdowns are in, and by which pull. */
export const factsBreakdownStates = table(
  'facts_breakdown_states',
  ['client_id', 'account', 'level', 'kind', 'report_time', 'window_code', 'day'],
  {
    landed_from: column.instant(plain),
    pulled_at: column.instant(plain),
    ...accountDayKey,
    kind: column.int2(plain),
    ...attribution,
    landing_id: column.uuid(plain),
  },
);

/** Delivery per thing, day and value of a targeting type. */
export const factsBreakdownDays = table(
  'facts_breakdown_days',
  breakdownDayKey,
  { ...known, ...breakdownKey, ...breakdownDelivery },
  monthly,
);

/** What `facts_breakdown_days` said before, from when until when. */
export const factsBreakdownDaysPast = table(
  'facts_breakdown_days_past',
  [...breakdownDayKey, 'known_from'],
  { ...past, ...breakdownKey, ...breakdownDelivery },
  monthly,
);

/** Conversions per thing, day and value of a targeting type, by report time and window. */
export const factsBreakdownConversions = table(
  'facts_breakdown_conversions',
  breakdownConversionKey,
  { ...known, ...breakdownKey, ...attribution, ...breakdownConversion },
  monthly,
);

/** What `facts_breakdown_conversions` said before, from when until when. */
export const factsBreakdownConversionsPast = table(
  'facts_breakdown_conversions_past',
  [...breakdownConversionKey, 'known_from'],
  { ...past, ...breakdownKey, ...attribution, ...breakdownConversion },
  monthly,
);

/** All tables of this room. @personal none */
export const factsTables = [
  factsLedgers,
  factsEntities,
  factsEntityVersions,
  factsStructures,
  factsAdDays,
  factsAdDaysPast,
  factsAdConversions,
  factsAdConversionsPast,
  factsAccountDays,
  factsAccountConversions,
  factsEntityMonths,
  factsEntityConversionMonths,
  factsDayStates,
  ...organicTables,
  factsBreakdownValues,
  factsBreakdownStates,
  factsBreakdownDays,
  factsBreakdownDaysPast,
  factsBreakdownConversions,
  factsBreakdownConversionsPast,
] as const;
