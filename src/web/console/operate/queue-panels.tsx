import { Paper, Table, Text, Title } from '@mantine/core';
import type { OperateState } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { useOperateWords } from '../../words/operate.ts';

const MINUTE = 60;
const HOUR = 3600;

const useJobName = () => {
  const text = useOperateWords();
  return (job: string): string => text.jobs[job] ?? text.otherJob(job);
};

const useLasting = () => {
  const text = useOperateWords();
  const { count } = writerFor(useLocale().locale);
  return (seconds: number): string => {
    if (seconds < MINUTE) return text.seconds(count(seconds));
    if (seconds < HOUR) return text.minutes(count(Math.floor(seconds / MINUTE)));
    return text.hours(count(Math.floor(seconds / HOUR)));
  };
};

/** What stopped for good, with the reason and what to do about it. */
export const StoppedPanel = ({ stopped }: { readonly stopped: OperateState['stopped'] }) => {
  const text = useOperateWords();
  const jobName = useJobName();
  const write = writerFor(useLocale().locale);
  return (
    <Paper withBorder p="md" component="section" aria-label={text.stopped}>
      <Title order={2} size="h3">
        {text.stopped}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {stopped.length === 0 ? text.stoppedNone : text.stoppedLead}
      </Text>
      {stopped.length > 0 && (
        <Table className="stacking" verticalSpacing="xs">
          <Table.Caption className="sr-only">{text.stopped}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              {[text.work, text.client, text.whyAndWhat, text.last].map((head) => (
                <Table.Th key={head} scope="col">
                  {head}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {stopped.map((each) => (
              <Table.Tr key={`${each.job} ${each.client?.id} ${each.code}`}>
                <Table.Th scope="row">{jobName(each.job)}</Table.Th>
                <Table.Td>{each.client !== null && (each.client.name ?? each.client.id)}</Table.Td>
                <Table.Td>
                  <Text size="sm">{each.meaning}</Text>
                  <Text size="sm" c="dimmed">
                    {each.remedy} {each.code !== '' && <code>{each.code}</code>}
                  </Text>
                </Table.Td>
                <Table.Td className="when">
                  {write.moment(each.at)}
                  {each.count > 1 && (
                    <Text size="sm" c="dimmed">
                      {text.times(write.count(each.count))}
                    </Text>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Paper>
  );
};

/** What waits and runs, in plain words. */
export const QueuePanel = ({ queue }: { readonly queue: OperateState['queue'] }) => {
  const text = useOperateWords();
  const jobName = useJobName();
  const lasting = useLasting();
  const { count } = writerFor(useLocale().locale);
  const busy = queue.filter((each) => each.waiting + each.running > 0);
  return (
    <Paper withBorder p="md" component="section" aria-label={text.queue}>
      <Title order={2} size="h3" mb="xs">
        {text.queue}
      </Title>
      {busy.length === 0 && <Text c="dimmed">{text.queueNone}</Text>}
      {busy.length > 0 && (
        <Table className="stacking" verticalSpacing="xs">
          <Table.Caption className="sr-only">{text.queue}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{text.work}</Table.Th>
              {[text.waiting, text.running, text.oldest].map((head) => (
                <Table.Th key={head} scope="col" className="count">
                  {head}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {busy.map((each) => (
              <Table.Tr key={each.job}>
                <Table.Th scope="row">{jobName(each.job)}</Table.Th>
                <Table.Td className="count" data-label={text.waiting}>
                  {count(each.waiting)}
                </Table.Td>
                <Table.Td className="count" data-label={text.running}>
                  {count(each.running)}
                </Table.Td>
                <Table.Td className="count" data-label={text.oldest}>
                  {lasting(each.waitingSeconds)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Paper>
  );
};
