import { Paper, Skeleton, Text, Title } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Cell, OrganicAccount, OrganicInfo } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { ask, isRefusedQuestion } from '../../kit/server.ts';
import { Trouble } from '../../kit/trouble.tsx';
import { useSettingsWords } from '../../words/settings.ts';
import { questionOf, type WorkspaceAddress } from './address.ts';
import { metricsQuery } from './queries.ts';
import { useWorkspace } from './use-workspace.ts';

const organicQuery = (clientId: string, address: WorkspaceAddress) => {
  const query = questionOf(address);
  for (const key of ['account', 'compare', 'window', 'reportTime']) query.delete(key);
  return queryOptions({
    queryKey: ['organic', clientId, query.toString()],
    queryFn: () => ask<OrganicAccount>(`/clients/${clientId}/organic?${query}`),
    // What was asked live is gone from the server within a day; a page that stays open does not keep it either.
    gcTime: 0,
  });
};

const useWriteCell = () => {
  const { organicPage: text } = useSettingsWords();
  const write = writerFor(useLocale().locale);
  return (metric: OrganicInfo, cell: Cell | undefined): string => {
    if (cell === null || cell === undefined) return text.unknown;
    return metric.unit === 'ratio' ? write.rate(Number(cell)) : write.count(cell);
  };
};

type Part = { readonly organic: OrganicAccount; readonly metrics: readonly OrganicInfo[] };

const Sums = ({ organic, metrics }: Part) => {
  const { locale } = useLocale();
  const writeCell = useWriteCell();
  return (
    <dl className="organic-sums">
      {metrics.map((metric) => (
        <div key={metric.key} className="organic-sum">
          <dt title={metric.definition[locale]}>{metric.label[locale]}</dt>
          <dd>{writeCell(metric, organic.figures[metric.key])}</dd>
        </div>
      ))}
    </dl>
  );
};

const Days = ({ organic, metrics }: Part) => {
  const { organicPage: text } = useSettingsWords();
  const { locale } = useLocale();
  const write = writerFor(locale);
  const writeCell = useWriteCell();
  const counts = metrics.filter((metric) => metric.additive);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard
    <section className="organic-days" tabIndex={0} aria-label={text.table}>
      <table>
        <caption className="sr-only">{text.table}</caption>
        <thead>
          <tr>
            <th scope="col">{text.date}</th>
            {counts.map((metric) => (
              <th key={metric.key} scope="col" className="count">
                {metric.label[locale]}
              </th>
            ))}
            <th scope="col">{text.status}</th>
          </tr>
        </thead>
        <tbody>
          {[...organic.series].reverse().map((day) => (
            <tr key={day.day}>
              <th scope="row">{write.longDay(day.day)}</th>
              {counts.map((metric) => (
                <td key={metric.key} className="count">
                  {writeCell(metric, day.figures[metric.key])}
                </td>
              ))}
              <td>{text.statuses[day.status] ?? day.status}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const Source = ({ organic }: Pick<Part, 'organic'>) => {
  const { organicPage: text } = useSettingsWords();
  const write = writerFor(useLocale().locale);
  const { readAt, expiresAt, earliest, period, knownDays, days, estimates } = organic;
  const sentences = [
    text.days(write.count(knownDays), write.count(days)),
    estimates > 0 ? text.estimates(write.count(estimates)) : undefined,
    organic.source === 'stored' ? text.stored : undefined,
    readAt === null || expiresAt === null ? undefined : text.live(write.moment(readAt), write.moment(expiresAt)),
    earliest !== null && period.from < earliest ? text.liveFrom(write.longDay(earliest)) : undefined,
  ];
  return <Text size="sm">{sentences.filter((each) => each !== undefined).join(' ')}</Text>;
};

/** What the client's own account did without ads: a view of its own, in the days of the workspace. */
export const OrganicPanel = () => {
  const { organicPage: text } = useSettingsWords();
  const { clientId, address } = useWorkspace();
  const { data, error, refetch } = useQuery(organicQuery(clientId, address));
  const { data: catalogue } = useQuery(metricsQuery);
  const metrics = catalogue?.organic ?? [];
  if (isRefusedQuestion(error)) return null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="organic">
      <Title order={2} size="h3" id="organic">
        {text.title}
      </Title>
      <Text size="sm" c="dimmed" maw={820}>
        {text.lead}
      </Text>
      {data === undefined && error === null && <Skeleton height={260} mt="sm" />}
      {data === undefined && error !== null && <Trouble error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <Sums organic={data} metrics={metrics} />
          <Source organic={data} />
          <Days organic={data} metrics={metrics} />
        </>
      )}
    </Paper>
  );
};
