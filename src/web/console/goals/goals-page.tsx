import { Anchor, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { GoalList } from '../../../api/contract.ts';
import { useTitle, useWords } from '../../kit/preferences.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { useGoalsWords } from '../../words/goals.ts';
import { useMay } from '../me.ts';
import { metricsQuery } from '../workspace/queries.ts';
import { useCatalogue } from './catalogue.ts';
import { ClientNotesPanel } from './client-notes-panel.tsx';
import { GoalsTable } from './goals-table.tsx';
import { NotesPanel } from './notes-panel.tsx';
import { PacePanel } from './pace-panel.tsx';
import { goalsQuery } from './queries.ts';

const Trail = ({ clientId, name }: { readonly clientId: string; readonly name: string | undefined }) => {
  const text = useWords();
  const { path } = useGoalsWords();
  const seesOthers = useMay('clients.read');
  return (
    <nav aria-label={path}>
      <ol className="trail">
        {seesOthers && (
          <li>
            <Anchor component={Link} to="/" size="sm">
              {text.toOverview}
            </Anchor>
          </li>
        )}
        {name !== undefined && (
          <li>
            <Link to="/clients/$clientId" params={{ clientId }} className="trail-link">
              {name}
            </Link>
          </li>
        )}
      </ol>
    </nav>
  );
};

// The day a form opens with; what counts as over is the server's to say.
const dayOnScreen = (): string => new Date(performance.timeOrigin + performance.now()).toISOString().slice(0, 10);

const Body = ({ list }: { readonly list: GoalList }) => {
  const catalogue = useCatalogue();
  const today = dayOnScreen();
  const clientId = list.client.id;
  return (
    <>
      <PacePanel clientId={clientId} goals={list.items} catalogue={catalogue} />
      <GoalsTable list={list} catalogue={catalogue} today={today} />
      <NotesPanel clientId={clientId} today={today} />
      <ClientNotesPanel clientId={clientId} />
    </>
  );
};

const Waiting = () => (
  <Stack aria-busy="true" aria-label={useWords().loading}>
    <Skeleton height={320} />
    <Skeleton height={160} />
  </Stack>
);

/** A client's budgets and results, how far they have come, and what happened on the way. */
export const GoalsPage = () => {
  const text = useGoalsWords();
  const { clientId } = useParams({ from: '/shell/clients/$clientId/goals' });
  const goals = useQuery(goalsQuery(clientId));
  const metrics = useQuery(metricsQuery);
  useTitle(goals.data === undefined ? text.title : `${text.title}, ${goals.data.client.name}`);
  const isThere = goals.data !== undefined && metrics.data !== undefined;
  const trouble = isThere ? null : (goals.error ?? metrics.error ?? goals.failureReason ?? metrics.failureReason);
  const retry = () => void Promise.all([goals.refetch(), metrics.refetch()]);
  return (
    <Stack gap="lg">
      <div>
        <Trail clientId={clientId} name={goals.data?.client.name} />
        <Title order={1}>{text.title}</Title>
        <Text c="dimmed">{text.lead}</Text>
      </div>
      {trouble !== null && <Trouble error={trouble} onRetry={retry} />}
      {trouble === null && !isThere && <Waiting />}
      {isThere && <Body key={clientId} list={goals.data} />}
    </Stack>
  );
};
