import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { Trouble } from '../kit/trouble.tsx';
import { ownWindowQuery } from '../portal/queries.ts';
import { useIsOfClient } from './me.ts';
import { OverviewPage } from './overview/overview-page.tsx';

const OwnResults = () => {
  const { data, error, failureReason, refetch } = useQuery(ownWindowQuery);
  if (data !== undefined) return <Navigate to="/clients/$clientId" params={{ clientId: data.clientId }} replace />;
  const trouble = error ?? failureReason;
  return trouble === null ? <Skeleton height={320} /> : <Trouble error={trouble} onRetry={() => void refetch()} />;
};

/** The first page: every client for the agency's people, the own results for a client's. */
export const HomePage = () => (useIsOfClient() ? <OwnResults /> : <OverviewPage />);
