import { Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { OperateState } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale, useTitle } from '../../kit/preferences.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { useOperateWords } from '../../words/operate.ts';
import { ConnectionsPanel } from './connections-panel.tsx';
import { MachinePanel } from './machine-panel.tsx';
import { operateQuery } from './queries.ts';
import { QueuePanel, StoppedPanel } from './queue-panels.tsx';

// A worker takes what it can begin within a second or two; what waits this long waits for nobody.
const STILL_SECONDS = 300;

const standsStill = (queue: OperateState['queue']): boolean =>
  queue.every((each) => each.running === 0) && queue.some((each) => each.waitingSeconds > STILL_SECONDS);

const Verdict = ({ state }: { readonly state: OperateState }) => {
  const text = useOperateWords();
  const isStill = standsStill(state.queue);
  const lost = state.connections.filter((each) => each.state === 'reconnect').length;
  const count = state.stopped.length + lost + (isStill ? 1 : 0) + (state.disk.low ? 1 : 0);
  return (
    <Paper withBorder p="md" className="verdict" role="status" data-calm={count === 0}>
      <Text fw={600}>{count === 0 ? text.allWell : text.attention(count)}</Text>
      {isStill && <Text size="sm">{text.notWorking}</Text>}
      {state.disk.low && <Text size="sm">{text.diskLow}</Text>}
    </Paper>
  );
};

/** How it goes, for who keeps it running: first whether anything is to be done, then all of it. */
export const OperatePage = () => {
  const text = useOperateWords();
  useTitle(text.title);
  const { locale } = useLocale();
  const write = writerFor(locale);
  const { data, error, failureReason, refetch } = useQuery(operateQuery(locale));
  const trouble = error ?? failureReason;
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{text.title}</Title>
        {data !== undefined && <Text c="dimmed">{text.lead(write.moment(data.at))}</Text>}
      </div>
      {data === undefined && trouble === null && <Skeleton height={320} />}
      {data === undefined && trouble !== null && <Trouble error={trouble} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <Verdict state={data} />
          <StoppedPanel stopped={data.stopped} />
          <ConnectionsPanel connections={data.connections} />
          <div className="two">
            <QueuePanel queue={data.queue} />
            <MachinePanel state={data} />
          </div>
        </>
      )}
    </Stack>
  );
};
