import { Fault } from '../../foundation/kit/index.ts';
import { type BreakdownType, breakdownTypes } from '../../pinterest/contract.ts';
import { type Family, knownBits } from '../derive/ledger-columns.ts';

/** The ledger's numbers for targeting types: 2 bytes each. Stored, so a new one goes at the end and none is ever moved. */
const typeCodes: Readonly<Record<BreakdownType, number>> = {
  COUNTRY: 1,
  GENDER: 2,
  AGE_BUCKET: 3,
  APPTYPE: 4,
  PLACEMENT: 5,
  KEYWORD: 6,
};

/** The ledger's number for a targeting type. @personal none */
export const typeCode = (type: BreakdownType): number => typeCodes[type];

/** SQL of the number of a type's name. @personal none */
export const TYPE_CODE_SQL = `case %s ${breakdownTypes.map((type) => `when '${type}' then ${typeCodes[type]}`).join(' ')} end`;

/** The tables a family's parts lie in, their figures, and the whole they are parts of. @personal none */
export const breakdownTables = {
  delivery: {
    facts: 'facts_breakdown_days',
    past: 'facts_breakdown_days_past',
    whole: 'facts_ad_days',
    columns: [
      'spend_micros',
      'paid_impressions',
      'earned_impressions',
      'paid_clicks',
      'earned_clicks',
      'paid_outbound_clicks',
      'earned_outbound_clicks',
      'paid_saves',
      'earned_saves',
      'paid_engagements',
      'earned_engagements',
    ],
  },
  conversion: {
    facts: 'facts_breakdown_conversions',
    past: 'facts_breakdown_conversions_past',
    whole: 'facts_ad_conversions',
    columns: [
      'checkout_value_micros',
      'click_checkout_value_micros',
      'view_checkout_value_micros',
      'conversions',
      'checkouts',
      'click_checkouts',
      'view_checkouts',
      'add_to_carts',
      'leads',
      'sign_ups',
      'page_visits',
    ],
  },
} as const satisfies Record<Family, { facts: string; past: string; whole: string; columns: readonly string[] }>;

/** The bits of the figures that parts have. @personal none */
export const breakdownBits: Readonly<Record<Family, bigint>> = {
  delivery: knownBits('delivery', breakdownTables.delivery.columns),
  conversion: knownBits('conversion', breakdownTables.conversion.columns),
};

/** The types a landing speaks for. @throws FACTS_LANDING_MALFORMED when it names none */
export const typesOf = (head: {
  readonly landingId: string;
  readonly breakdown?: readonly BreakdownType[];
}): readonly BreakdownType[] => {
  if (head.breakdown !== undefined && head.breakdown.length > 0) return head.breakdown;
  throw new Fault('FACTS_LANDING_MALFORMED', 'bug', 'A breakdown does not say by what.', {
    facts: { landingId: head.landingId },
  });
};
