import { Alert } from '@mantine/core';
import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { useWords } from '../kit/preferences.tsx';
import { ClientPage } from './client-page.tsx';
import { OverviewPage } from './overview-page.tsx';
import { Shell } from './shell.tsx';
import { SignInPage } from './sign-in.tsx';
import { readSorting } from './sorting.ts';

const NotFound = () => (
  <main className="page">
    <Alert role="alert">{useWords().notFound}</Alert>
  </main>
);

const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

const root = createRootRoute({ notFoundComponent: NotFound });
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: SignInPage,
  /** `to`: where to go back to after signing in. */
  validateSearch: ({ to }): { to?: string } => (typeof to === 'string' ? { to } : {}),
});
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });
const overview = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: OverviewPage,
  validateSearch: readSorting,
});
const client = createRoute({
  getParentRoute: () => shell,
  path: '/clients/$clientId',
  component: ClientPage,
  validateSearch: ({ account }): { account?: string } => {
    const given = text(account);
    return given === undefined ? {} : { account: given };
  },
});

/** The addresses of the console. */
export const router = createRouter({
  routeTree: root.addChildren([signIn, shell.addChildren([overview, client])]),
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
