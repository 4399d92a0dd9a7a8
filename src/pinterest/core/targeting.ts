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
