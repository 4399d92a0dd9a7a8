/** A way to split figures by who saw the ad, and where. */
export type TargetingType =
  | 'KEYWORD'
  | 'APPTYPE'
  | 'GENDER'
  | 'LOCATION'
  | 'PLACEMENT'
  | 'COUNTRY'
  | 'TARGETED_INTEREST'
  | 'PINNER_INTEREST'
  | 'AUDIENCE_INCLUDE'
  | 'GEO'
  | 'AGE_BUCKET'
  | 'REGION'
  | 'AGE_BUCKET_AND_GENDER';

/**
 * The ways the ledger keeps figures split: what an advertiser asks about an audience, and what every account has.
 * @personal none: whole audiences, no people
 */
export const breakdownTypes = [
  'COUNTRY',
  'GENDER',
  'AGE_BUCKET',
  'APPTYPE',
  'PLACEMENT',
  'KEYWORD',
] as const satisfies readonly TargetingType[];

/** A way the ledger keeps figures split. */
export type BreakdownType = (typeof breakdownTypes)[number];

/** True for one of them. @personal none */
export const isBreakdownType = (name: string): name is BreakdownType => breakdownTypes.some((type) => type === name);
