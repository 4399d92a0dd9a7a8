import type { Handler } from './handler.ts';
import { accountAnalyticsHandlers } from './handlers/account-analytics.ts';
import { adAccountHandlers } from './handlers/ad-accounts.ts';
import { adAnalyticsHandlers } from './handlers/ad-analytics.ts';
import { adGroupHandlers } from './handlers/ad-groups.ts';
import { adToolHandlers } from './handlers/ad-tools.ts';
import { adHandlers } from './handlers/ads.ts';
import { boardSectionHandlers } from './handlers/board-sections.ts';
import { boardHandlers } from './handlers/boards.ts';
import { campaignHandlers } from './handlers/campaigns.ts';
import { catalogHandlers } from './handlers/catalog.ts';
import { mediaHandlers } from './handlers/media.ts';
import { oauthHandlers } from './handlers/oauth.ts';
import { pinAnalyticsHandlers } from './handlers/pin-analytics.ts';
import { pinHandlers } from './handlers/pins.ts';
import { pinWriteHandlers } from './handlers/pins-write.ts';
import { reportHandlers } from './handlers/reports.ts';
import { resourceHandlers } from './handlers/resources.ts';
import { targetingHandlers } from './handlers/targeting-analytics.ts';
import { trendHandlers } from './handlers/trends.ts';
import { userAccountHandlers } from './handlers/user-account.ts';

/** Every operation this Pinterest answers, resource by resource. An operation that is not in this list is a 404. */
export const handlers: readonly Handler[] = [
  ...oauthHandlers,
  ...userAccountHandlers,
  ...adAccountHandlers,
  ...campaignHandlers,
  ...adGroupHandlers,
  ...adHandlers,
  ...adToolHandlers,
  ...adAnalyticsHandlers,
  ...targetingHandlers,
  ...reportHandlers,
  ...resourceHandlers,
  ...accountAnalyticsHandlers,
  ...boardHandlers,
  ...boardSectionHandlers,
  ...pinHandlers,
  ...pinAnalyticsHandlers,
  ...catalogHandlers,
  ...mediaHandlers,
  ...pinWriteHandlers,
  ...trendHandlers,
];
