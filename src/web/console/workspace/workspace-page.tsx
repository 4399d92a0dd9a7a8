import { Anchor, Paper, Skeleton, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { ThingFigures } from '../../../api/contract.ts';
import { useTitle, useWords } from '../../kit/preferences.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { useWorkspaceWords } from '../../words/workspace.ts';
import { ConnectionPanel } from '../connection-panel.tsx';
import { FinalityLines } from '../finality.tsx';
import { GapsPanel } from '../gaps-panel.tsx';
import { useMay } from '../me.ts';
import { OwnAttention } from '../overview/own-attention.tsx';
import { SyncBadge } from '../sync-badge.tsx';
import { addressText } from './address.ts';
import { AttributionPanel } from './attribution-panel.tsx';
import { BreakdownPanel } from './breakdown-panel.tsx';
import { Choices } from './choices.tsx';
import { CostsPanel } from './costs-panel.tsx';
import { DaysPanel } from './days-panel.tsx';
import { EntitiesPanel } from './entities-panel.tsx';
import { type Catalogue, keyFiguresOf } from './figures.ts';
import { KeyFigures } from './key-figures.tsx';
import { OrganicPanel } from './organic-panel.tsx';
import { figuresQuery, metricsQuery } from './queries.ts';
import { useWorkspace, type Workspace, WorkspaceContext } from './use-workspace.ts';
import { WorkspaceHead } from './workspace-head.tsx';

/** How the data got here, for the account as a whole. */
const DataPanels = ({ story }: { readonly story: ThingFigures }) => {
  const text = useWords();
  const seesSync = useMay('sync.read');
  const seesConnection = useMay('connect.read');
  const { client } = story.about;
  return (
    <div className="two">
      {seesConnection && <ConnectionPanel clientId={client.id} />}
      {seesSync && (
        <Stack>
          <Paper withBorder p="md" component="section" aria-label={text.sync}>
            <Title order={2} size="h3" mb="xs">
              {text.sync}
            </Title>
            <SyncBadge sync={client.sync} detailed />
          </Paper>
          <GapsPanel clientId={client.id} />
        </Stack>
      )}
    </div>
  );
};

type BodyProps = {
  readonly story: ThingFigures;
  readonly keys: readonly string[];
  readonly isOld: boolean;
};

const OfAds = ({ story, keys, isOld }: BodyProps) => {
  const { address } = useWorkspace();
  return (
    <>
      <div className={isOld ? 'older' : undefined} aria-busy={isOld}>
        <KeyFigures keys={keys} story={story} />
        <FinalityLines story={story} />
      </div>
      <DaysPanel story={story} keys={keys} />
      <AttributionPanel />
      <CostsPanel />
      <EntitiesPanel story={story} />
      <BreakdownPanel />
      {address.of === undefined && <DataPanels story={story} />}
    </>
  );
};

const Body = (props: BodyProps) => {
  const { address } = useWorkspace();
  const { story } = props;
  const isWhole = address.of === undefined;
  return (
    <Stack gap="lg">
      <WorkspaceHead story={story} />
      {isWhole && <OwnAttention clientId={story.about.client.id} />}
      <Choices about={story.about} />
      {isWhole && address.view === 'organic' ? <OrganicPanel /> : <OfAds {...props} />}
    </Stack>
  );
};

const Waiting = () => (
  <Stack aria-busy="true" aria-label={useWords().loading}>
    <Skeleton height={34} maw={240} />
    <Skeleton height={56} />
    <Skeleton height={120} />
    <Skeleton height={320} />
  </Stack>
);

const NoAnswer = ({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) => (
  <Stack>
    <Anchor component={Link} to="/" size="sm">
      ← {useWords().toOverview}
    </Anchor>
    <Trouble error={error} onRetry={onRetry} />
  </Stack>
);

/** A question that was refused: what may be wrong with it stays in reach, and the usual one is a press away. */
const Refused = (props: {
  readonly error: Error;
  readonly before: ThingFigures | undefined;
  readonly onRetry: () => void;
}) => {
  const text = useWorkspaceWords();
  const { clientId, address } = useWorkspace();
  return (
    <Stack>
      {props.before !== undefined && <Choices about={props.before.about} />}
      <NoAnswer error={props.error} onRetry={props.onRetry} />
      {addressText(address) !== '' && (
        <Link to="/clients/$clientId" params={{ clientId }} search={{}} className="trail-link">
          {text.usual}
        </Link>
      )}
    </Stack>
  );
};

const useStory = (clientId: string, catalogue: Catalogue) => {
  const address = useSearch({ from: '/shell/clients/$clientId' });
  const keys = useMemo(() => keyFiguresOf(catalogue, address.lens ?? 'total'), [catalogue, address.lens]);
  const { data, error, failureReason, refetch, isPlaceholderData } = useQuery(figuresQuery(clientId, address, keys));
  // A server that is away is asked again behind the figures in sight; those of other days would be taken for the ones asked.
  const trouble = data === undefined ? (error ?? failureReason) : isPlaceholderData ? error : null;
  return { address, keys, data, trouble, refetch, isPlaceholderData };
};

const WithCatalogue = ({ clientId, catalogue }: { readonly clientId: string; readonly catalogue: Catalogue }) => {
  const { address, keys, data, trouble, refetch, isPlaceholderData } = useStory(clientId, catalogue);
  // A refusal brings no figures: the last ones still say what there is to choose from.
  const [last, setLast] = useState(data);
  if (data !== undefined && data !== last) setLast(data);
  const currency = last?.about.currency ?? null;
  const workspace: Workspace = useMemo(
    () => ({ clientId, address, catalogue, currency }),
    [clientId, address, catalogue, currency],
  );
  useTitle(data === undefined ? undefined : (data.path.at(-1)?.name ?? data.about.client.name));
  if (trouble === null && data === undefined) return <Waiting />;
  return (
    <WorkspaceContext value={workspace}>
      {trouble === null && data !== undefined ? (
        <Body story={data} keys={keys} isOld={isPlaceholderData} />
      ) : (
        trouble !== null && <Refused error={trouble} before={last} onRetry={() => void refetch()} />
      )}
    </WorkspaceContext>
  );
};

/** One client: figures of any period, from the whole account down to one ad, and how its data got here. */
export const WorkspacePage = () => {
  const { clientId } = useParams({ from: '/shell/clients/$clientId' });
  const { data, error, failureReason, refetch } = useQuery(metricsQuery);
  const catalogue: Catalogue | undefined = useMemo(
    () => (data === undefined ? undefined : new Map(data.metrics.map((metric) => [metric.key, metric]))),
    [data],
  );
  if (catalogue !== undefined) return <WithCatalogue key={clientId} clientId={clientId} catalogue={catalogue} />;
  const trouble = error ?? failureReason;
  return trouble === null ? <Waiting /> : <NoAnswer error={trouble} onRetry={() => void refetch()} />;
};
