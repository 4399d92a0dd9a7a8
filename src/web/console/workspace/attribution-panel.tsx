import { Paper, Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ThingFigures } from '../../../api/contract.ts';
import { isRefusedQuestion } from '../../kit/server.ts';
import { Trouble } from '../../kit/trouble.tsx';
import { useSettingsWords } from '../../words/settings.ts';
import { FigureCell } from '../figure-cell.tsx';
import { HowButton } from './how-button.tsx';
import { figuresQuery } from './queries.ts';
import { useShownMetrics, useWorkspace } from './use-workspace.ts';

// Pinterest: API terms, what is credited to a click stands beside what is credited in all, with equal prominence.
const tiles = [
  { key: 'all', orders: 'checkouts', value: 'checkout-value' },
  { key: 'click', orders: 'click-checkouts', value: 'click-checkout-value' },
  { key: 'engagement', orders: 'engagement-checkouts', value: 'engagement-checkout-value' },
  { key: 'view', orders: 'view-checkouts', value: 'view-checkout-value' },
] as const;

type Tile = (typeof tiles)[number];

const metrics = tiles.flatMap(({ orders, value }) => [orders, value]);

const unknown = { value: null, before: null };

const CreditTile = ({ tile, story }: { readonly tile: Tile; readonly story: ThingFigures }) => {
  const { attribution: text } = useSettingsWords();
  const shown = useShownMetrics()([tile.orders, tile.value]);
  return (
    <div className="credit-tile">
      <h3>{text[tile.key]}</h3>
      <dl>
        {shown.map(({ metric, label, written }) => (
          <div key={metric.key}>
            <dt>
              {metric.key === tile.orders ? text.orders : text.value}
              <HowButton metric={metric.key} label={label} />
            </dt>
            <dd>
              <FigureCell
                figure={story.figures[metric.key] ?? unknown}
                write={written.value}
                better={metric.better}
                large
              />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
};

/** What orders are credited to, each way as large as the next: all together, a click, an engagement, a view. */
export const AttributionPanel = () => {
  const { attribution: text } = useSettingsWords();
  const { clientId, address } = useWorkspace();
  const { data, error, refetch } = useQuery(figuresQuery(clientId, address, metrics));
  if (isRefusedQuestion(error)) return null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="credited">
      <Title order={2} size="h3" id="credited">
        {text.title}
      </Title>
      <Text size="sm" c="dimmed" maw={820}>
        {text.lead}
      </Text>
      {data === undefined && error === null && <Skeleton height={150} mt="sm" />}
      {data === undefined && error !== null && <Trouble error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <div className="credit-tiles">
          {tiles.map((tile) => (
            <CreditTile key={tile.key} tile={tile} story={data} />
          ))}
        </div>
      )}
      <Text size="sm" c="dimmed" maw={820}>
        {text.why}
      </Text>
    </Paper>
  );
};
