import { Anchor, Button, Center, Group, Loader } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Me } from '../../api/contract.ts';
import { useLocale, useWords } from '../kit/preferences.tsx';
import { ask, isSignedOut } from '../kit/server.ts';
import { Trouble } from '../kit/trouble.tsx';
import { BrandMark, BrandStripe } from '../portal/brand-mark.tsx';
import { ownWindowQuery } from '../portal/queries.ts';
import { usePortalWords } from '../words/portal.ts';
import { ClientTabs } from './client-tabs.tsx';
import { useLiveSync } from './live-sync.ts';
import { isClientRole, MeContext } from './me.ts';
import { meQuery } from './queries.ts';
import { Switches } from './switches.tsx';
import { Wordmark } from './wordmark.tsx';

const SignOutButton = () => {
  const text = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: () => ask<void>('/session', { method: 'DELETE' }),
    onSettled: async (_answer, error) => {
      // Signed out already is signed out too.
      if (error !== null && !isSignedOut(error)) return;
      await navigate({ to: '/sign-in' });
      client.clear();
    },
  });
  return (
    <Button variant="default" size="xs" loading={leave.isPending} onClick={() => leave.mutate()}>
      {text.signOut}
    </Button>
  );
};

// People of a client are in the client's own window: its brand in the place of ours, and nothing of the agency's work.
const Home = ({ me }: { readonly me: Me }) => {
  const isOfClient = isClientRole(me.role);
  const { data: own } = useQuery({ ...ownWindowQuery, enabled: isOfClient });
  if (!isOfClient) return <Wordmark />;
  return own === undefined ? null : <BrandMark {...own} />;
};

const Stripe = () => {
  const { data: own } = useQuery({ ...ownWindowQuery, enabled: false });
  return <BrandStripe colour={own?.brand.colour ?? null} />;
};

const OwnResultsLink = () => {
  const { results } = usePortalWords();
  const { data: own } = useQuery({ ...ownWindowQuery, enabled: false });
  if (own === undefined) return null;
  return (
    <Link
      to="/clients/$clientId"
      params={{ clientId: own.clientId }}
      className="section"
      activeOptions={{ includeSearch: false }}
    >
      {results}
    </Link>
  );
};

const Sections = ({ me }: { readonly me: Me }) => {
  const text = useWords();
  const portal = usePortalWords();
  const isOfClient = isClientRole(me.role);
  return (
    <nav className="sections" aria-label={text.sections}>
      {isOfClient ? (
        <OwnResultsLink />
      ) : (
        <Link to="/" className="section" activeOptions={{ exact: true, includeSearch: false }}>
          {text.clients}
        </Link>
      )}
      {isOfClient && (
        <Link to="/your-data" className="section">
          {portal.yourData}
        </Link>
      )}
      {me.may.includes('users.manage') && (
        <Link to="/people" className="section">
          {text.people}
        </Link>
      )}
      {me.may.includes('audit.read') && (
        <Link to="/audit" className="section">
          {text.auditTrail}
        </Link>
      )}
      {me.may.includes('operate.read') && (
        <Link to="/operate" className="section">
          {text.operations}
        </Link>
      )}
      <Link to="/account" className="section">
        {text.myAccount}
      </Link>
    </nav>
  );
};

// Who moves through the pages without seeing them is put at the top of the new one.
const useFocusOnNewPage = () => {
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
};

const Page = ({ me }: { readonly me: Me }) => {
  const text = useWords();
  const { suggestLocale } = useLocale();
  const main = useFocusOnNewPage();
  const isLive = useLiveSync(me.may.includes('sync.read'));
  useEffect(() => suggestLocale(me.locale), [suggestLocale, me.locale]);
  return (
    <>
      <Anchor href="#content" className="skip">
        {text.skip}
      </Anchor>
      <header className="bar">
        <Stripe />
        <Group justify="space-between" wrap="nowrap" className="bar-inner">
          <Link to="/" className="home">
            <Home me={me} />
          </Link>
          <Sections me={me} />
          <Group gap="xs" wrap="nowrap">
            <span className="who">{me.name}</span>
            <Switches />
            <SignOutButton />
          </Group>
        </Group>
      </header>
      <div role="status">{!isLive && <p className="stale">{text.stale}</p>}</div>
      <main id="content" className="page" tabIndex={-1} ref={main}>
        <MeContext value={me}>
          <ClientTabs />
          <Outlet />
        </MeContext>
      </main>
    </>
  );
};

// Once, and from where the reader was: the address changes on the way, and leading from the new one would never end.
const ToSignIn = () => {
  const navigate = useNavigate();
  const { href, pathname } = useLocation();
  const from = useRef(pathname === '/' ? {} : { to: href });
  useEffect(() => {
    void navigate({ to: '/sign-in', search: from.current, replace: true });
  }, [navigate]);
  return null;
};

/** The frame around every page; sends whoever is not signed in to the sign-in page, and back afterwards. */
export const Shell = () => {
  const text = useWords();
  const { data: me, error, failureReason, refetch } = useQuery(meQuery);
  if (me === null) return <ToSignIn />;
  if (me !== undefined) return <Page me={me} />;
  const trouble = error ?? failureReason;
  return (
    <main className="page waiting">
      {trouble === null ? (
        <Center className="waiting">
          <Loader aria-label={text.loading} role="status" />
        </Center>
      ) : (
        <Trouble error={trouble} onRetry={() => void refetch()} />
      )}
    </main>
  );
};
