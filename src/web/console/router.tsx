import { Alert } from '@mantine/core';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { loadPart } from '../kit/load-part.ts';
import { useWords } from '../kit/preferences.tsx';
import { readDataAddress } from './data/data-address.ts';
import { HomePage } from './home-page.tsx';
import { readAuditAddress } from './operate/audit-address.ts';
import { readOverviewAddress } from './overview/address.ts';
import { readDays, readGallery } from './pins/address.ts';
import { readPlan } from './planning/address.ts';
import { Shell } from './shell.tsx';
import { SignInPage } from './sign-in.tsx';
import { readAddress } from './workspace/address.ts';

const NotFound = () => (
  <main className="page">
    <Alert role="alert">{useWords().notFound}</Alert>
  </main>
);

const root = createRootRoute({ notFoundComponent: NotFound });
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: SignInPage,
  /** `to`: where to go back to after signing in. */
  validateSearch: ({ to }): { to?: string } => (typeof to === 'string' ? { to } : {}),
});
const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  component: lazyRouteComponent(() => loadPart(() => import('./people/set-up-page.tsx')), 'SetUpPage'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => loadPart(() => import('./people/invitation-page.tsx')), 'InvitationPage'),
});
const review = createRoute({
  getParentRoute: () => root,
  path: '/review',
  component: lazyRouteComponent(() => loadPart(() => import('../portal/review/review-page.tsx')), 'ReviewPage'),
});
const docs = createRoute({
  getParentRoute: () => root,
  path: '/api/docs',
  component: lazyRouteComponent(() => loadPart(() => import('../docs/docs-page.tsx')), 'DocsPage'),
});
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });
const overview = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: HomePage,
  validateSearch: readOverviewAddress,
});
const client = createRoute({
  getParentRoute: () => shell,
  path: '/clients/$clientId',
  // The workspace is most of the console's weight, and nobody needs it to see the overview.
  component: lazyRouteComponent(() => loadPart(() => import('./workspace/workspace-page.tsx')), 'WorkspacePage'),
  validateSearch: readAddress,
});

const goals = createRoute({
  getParentRoute: () => shell,
  path: '/clients/$clientId/goals',
  component: lazyRouteComponent(() => loadPart(() => import('./goals/goals-page.tsx')), 'GoalsPage'),
});
const pins = createRoute({
  getParentRoute: () => shell,
  path: '/clients/$clientId/pins',
  component: lazyRouteComponent(() => loadPart(() => import('./pins/gallery-page.tsx')), 'GalleryPage'),
  validateSearch: readGallery,
});
const pin = createRoute({
  getParentRoute: () => shell,
  path: '/clients/$clientId/pins/$pinId',
  component: lazyRouteComponent(() => loadPart(() => import('./pins/pin-page.tsx')), 'PinPage'),
  validateSearch: readDays,
});
const planning = createRoute({
  getParentRoute: () => shell,
  path: '/clients/$clientId/planning',
  component: lazyRouteComponent(() => loadPart(() => import('./planning/planning-page.tsx')), 'PlanningPage'),
  validateSearch: readPlan,
});
const newPin = createRoute({
  getParentRoute: () => shell,
  path: '/clients/$clientId/planning/new',
  component: lazyRouteComponent(() => loadPart(() => import('./planning/composer-page.tsx')), 'NewPinPage'),
});
const plannedPin = createRoute({
  getParentRoute: () => shell,
  path: '/clients/$clientId/planning/$plannedPinId',
  component: lazyRouteComponent(() => loadPart(() => import('./planning/composer-page.tsx')), 'ComposerPage'),
});
const library = createRoute({
  getParentRoute: () => shell,
  path: '/clients/$clientId/planning/library',
  component: lazyRouteComponent(() => loadPart(() => import('./planning/library-page.tsx')), 'LibraryPage'),
});
const contentTerms = createRoute({
  getParentRoute: () => shell,
  path: '/clients/$clientId/planning/terms',
  component: lazyRouteComponent(() => loadPart(() => import('./planning/terms-page.tsx')), 'TermsPage'),
});
const brand = createRoute({
  getParentRoute: () => shell,
  path: '/clients/$clientId/brand',
  component: lazyRouteComponent(() => loadPart(() => import('./brand/brand-page.tsx')), 'BrandPage'),
});
const settings = createRoute({
  getParentRoute: () => shell,
  path: '/clients/$clientId/settings',
  component: lazyRouteComponent(() => loadPart(() => import('./settings/settings-page.tsx')), 'SettingsPage'),
});
const held = createRoute({
  getParentRoute: () => shell,
  path: '/your-data',
  component: lazyRouteComponent(() => loadPart(() => import('../portal/held-page.tsx')), 'HeldPage'),
});
const people = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  component: lazyRouteComponent(() => loadPart(() => import('./people/people-page.tsx')), 'PeoplePage'),
});
const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  component: lazyRouteComponent(() => loadPart(() => import('./people/account-page.tsx')), 'AccountPage'),
});

const audit = createRoute({
  getParentRoute: () => shell,
  path: '/audit',
  component: lazyRouteComponent(() => loadPart(() => import('./operate/audit-page.tsx')), 'AuditPage'),
  validateSearch: readAuditAddress,
});

const data = createRoute({
  getParentRoute: () => shell,
  path: '/clients/$clientId/data',
  component: lazyRouteComponent(() => loadPart(() => import('./data/data-page.tsx')), 'DataPage'),
  validateSearch: readDataAddress,
});
const operate = createRoute({
  getParentRoute: () => shell,
  path: '/operate',
  component: lazyRouteComponent(() => loadPart(() => import('./operate/operate-page.tsx')), 'OperatePage'),
});

/** The addresses of the console. */
export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    setUp,
    invitation,
    review,
    docs,
    shell.addChildren([
      overview,
      client,
      pins,
      pin,
      planning,
      newPin,
      plannedPin,
      library,
      contentTerms,
      goals,
      brand,
      settings,
      held,
      people,
      account,
      audit,
      operate,
      data,
    ]),
  ]),
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
