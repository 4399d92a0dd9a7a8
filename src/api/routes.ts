import type { Route } from './route.ts';
import { brandRoutes } from './routes/clients/brand.ts';
import { choiceRoutes } from './routes/clients/choice.ts';
import { connectionRoute } from './routes/clients/connection.ts';
import { dailyRoute } from './routes/clients/daily.ts';
import { dataRoutes } from './routes/clients/data.ts';
import { explanationRoute } from './routes/clients/explanation.ts';
import { feeRoutes } from './routes/clients/fees.ts';
import { gapsRoute } from './routes/clients/gaps.ts';
import { importRoutes } from './routes/clients/imports.ts';
import { clientAttentionRoute, overviewRoute } from './routes/clients/overview.ts';
import { settingsRoutes } from './routes/clients/settings.ts';
import { assetRoutes } from './routes/content/assets.ts';
import { linkCheckRoute } from './routes/content/link-check.ts';
import { plannedPinRoutes } from './routes/content/pins.ts';
import { publishingRoutes } from './routes/content/publishing.ts';
import { reviewRoutes } from './routes/content/review.ts';
import { reviewLinkRoutes } from './routes/content/review-link.ts';
import { slotRoutes } from './routes/content/slots.ts';
import { contentTermRoutes } from './routes/content/terms.ts';
import { breakdownsRoute } from './routes/figures/breakdowns.ts';
import { breakdownsCsvRoute } from './routes/figures/breakdowns-csv.ts';
import { entitiesRoute } from './routes/figures/entities.ts';
import { entitiesCsvRoute } from './routes/figures/entities-csv.ts';
import { figuresRoute } from './routes/figures/figures.ts';
import { metricsRoute } from './routes/figures/metrics.ts';
import { organicRoute } from './routes/figures/organic.ts';
import { viewRoutes } from './routes/figures/views.ts';
import { annotationRoutes } from './routes/goals/annotations.ts';
import { clientNoteRoutes } from './routes/goals/client-notes.ts';
import { goalRoutes } from './routes/goals/goals.ts';
import { auditRoutes } from './routes/operate/audit.ts';
import { operateRoute } from './routes/operate/state.ts';
import { accountRoutes } from './routes/people/account.ts';
import { clientListRoute } from './routes/people/client-list.ts';
import { acceptRoutes, invitationRoutes } from './routes/people/invitations.ts';
import { keyRoutes } from './routes/people/keys.ts';
import { userRoutes } from './routes/people/users.ts';
import { pinListRoute } from './routes/pins/list.ts';
import { pinPictureRoute } from './routes/pins/picture.ts';
import { pinStoryRoute } from './routes/pins/story.ts';
import { heldRoute } from './routes/portal/held.ts';
import { ownWindowRoute } from './routes/portal/own-window.ts';
import { sessionRoutes } from './routes/session.ts';
import { syncStreamRoute } from './routes/sync/stream.ts';

/** Every route under `/api/v1`. A route that is not in this list does not exist. @personal none */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...acceptRoutes,
  ...accountRoutes,
  ...userRoutes,
  ...invitationRoutes,
  ...keyRoutes,
  clientListRoute,
  overviewRoute,
  clientAttentionRoute,
  dailyRoute,
  explanationRoute,
  metricsRoute,
  figuresRoute,
  organicRoute,
  entitiesRoute,
  entitiesCsvRoute,
  breakdownsRoute,
  breakdownsCsvRoute,
  ...viewRoutes,
  pinListRoute,
  pinStoryRoute,
  pinPictureRoute,
  ...goalRoutes,
  ...annotationRoutes,
  ...clientNoteRoutes,
  ...settingsRoutes,
  ...feeRoutes,
  connectionRoute,
  ...choiceRoutes,
  ...brandRoutes,
  ownWindowRoute,
  heldRoute,
  gapsRoute,
  ...dataRoutes,
  ...importRoutes,
  syncStreamRoute,
  ...plannedPinRoutes,
  linkCheckRoute,
  ...assetRoutes,
  ...reviewRoutes,
  ...reviewLinkRoutes,
  ...contentTermRoutes,
  ...slotRoutes,
  ...publishingRoutes,
  ...auditRoutes,
  operateRoute,
];
