/** Every organic figure of the ledger: Pinterest's name and ours. @personal none */
export const organicColumns = {
  IMPRESSION: 'impressions',
  ENGAGEMENT: 'engagements',
  PIN_CLICK: 'pin_clicks',
  OUTBOUND_CLICK: 'outbound_clicks',
  SAVE: 'saves',
  PROFILE_VISIT: 'profile_visits',
  USER_FOLLOW: 'user_follows',
} as const;

/** An organic figure as the ledger calls it. */
export type OrganicColumn = (typeof organicColumns)[keyof typeof organicColumns];

/** What organic figures are about: the client's Pinterest account, or single Pins. */
export type OrganicSubject = 'account' | 'pin';

/** The tables of a subject, the figures it has, and the key besides client and day. @personal none */
export const organicTables = {
  account: {
    facts: 'facts_organic_days',
    past: 'facts_organic_days_past',
    key: [],
    figures: ['impressions', 'engagements', 'pin_clicks', 'outbound_clicks', 'saves'],
  },
  pin: {
    facts: 'facts_organic_pin_days',
    past: 'facts_organic_pin_days_past',
    key: ['pin'],
    figures: ['impressions', 'pin_clicks', 'outbound_clicks', 'saves', 'profile_visits', 'user_follows'],
  },
} as const satisfies Record<
  OrganicSubject,
  { facts: string; past: string; key: readonly string[]; figures: readonly OrganicColumn[] }
>;
