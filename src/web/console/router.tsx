import { Alert } from '@mantine/core';
import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { useWords } from '../kit/preferences.tsx';
import { ClientPage } from './client-page.tsx';
import { OverviewPage } from './overview-page.tsx';
import { Shell } from './shell.tsx';
import { SignInPage } from './sign-in.tsx';

const NotFound = () => <Alert role="alert">{useWords().notFound}</Alert>;

const root = createRootRoute({ notFoundComponent: NotFound });
const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignInPage });
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });
const overview = createRoute({ getParentRoute: () => shell, path: '/', component: OverviewPage });
const client = createRoute({ getParentRoute: () => shell, path: '/clients/$clientId', component: ClientPage });

/** The addresses of the console. */
export const router = createRouter({ routeTree: root.addChildren([signIn, shell.addChildren([overview, client])]) });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
