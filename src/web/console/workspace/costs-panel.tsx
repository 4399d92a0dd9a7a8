import { Paper, Skeleton, Text, Title } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Costs } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale, useWords } from '../../kit/preferences.tsx';
import { ask, isRefusedQuestion } from '../../kit/server.ts';
import { Trouble } from '../../kit/trouble.tsx';
import { useSettingsWords } from '../../words/settings.ts';
import { useMay } from '../me.ts';
import { questionOf, type WorkspaceAddress } from './address.ts';
import { useWorkspace } from './use-workspace.ts';

const costsQuery = (clientId: string, address: WorkspaceAddress) => {
  const query = questionOf(address);
  for (const key of ['compare', 'window', 'reportTime']) query.delete(key);
  return queryOptions({
    queryKey: ['costs', clientId, query.toString()],
    queryFn: () => ask<Costs>(`/clients/${clientId}/costs?${query}`),
  });
};

const lines = [
  { key: 'total', of: 'amount' },
  { key: 'perThousand', of: 'perThousand' },
  { key: 'perClick', of: 'perClick' },
] as const;

const CostTable = ({ costs, fee }: { readonly costs: Costs; readonly fee: NonNullable<Costs['fee']> }) => {
  const { costs: text } = useSettingsWords();
  const { unknown } = useWords();
  const write = writerFor(useLocale().locale);
  const money = (value: string | number | null): string =>
    value === null || costs.currency === null ? unknown : write.moneyExact(value, costs.currency);
  return (
    <>
      <table className="costs">
        <caption className="sr-only">{text.title}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col" className="count cost-head">
              {text.media}
            </th>
            <th scope="col" className="count cost-head">
              {text.fee}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, of }) => (
            <tr key={key} className={key === 'total' ? 'costs-total' : undefined}>
              <th scope="row" className="cost-name">
                {text[key]}
              </th>
              <td className="count">{money(costs.media[of])}</td>
              <td className="count">{money(fee[of])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Text size="sm" c="dimmed">
        {costs.parts !== null && text.made(money(costs.parts.share), money(costs.parts.fixed))}{' '}
        {costs.daysIn < costs.days && text.daysIn(write.count(costs.daysIn), write.count(costs.days))}
      </Text>
    </>
  );
};

const NoFee = () => {
  const { costs: text } = useSettingsWords();
  const { clientId } = useWorkspace();
  return (
    <Text size="sm" c="dimmed">
      {text.none}{' '}
      <Link to="/clients/$clientId/settings" params={{ clientId }} className="text-link">
        {text.toSettings}
      </Link>
    </Text>
  );
};

/**
 * Media cost and agency fee beside each other for the account as a whole. Without an agreement there is nothing to set apart,
 * and only who can make one is told so.
 */
export const CostsPanel = () => {
  const { costs: text } = useSettingsWords();
  const { clientId, address } = useWorkspace();
  const mayAgree = useMay('clients.manage');
  const isWhole = address.of === undefined;
  const { data, error, refetch } = useQuery({ ...costsQuery(clientId, address), enabled: isWhole });
  if (!isWhole || isRefusedQuestion(error) || (data !== undefined && data.fee === null && !mayAgree)) return null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="costs">
      <Title order={2} size="h3" id="costs">
        {text.title}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {text.lead}
      </Text>
      {data === undefined && error === null && <Skeleton height={130} />}
      {data === undefined && error !== null && <Trouble error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (data.fee === null ? <NoFee /> : <CostTable costs={data} fee={data.fee} />)}
    </Paper>
  );
};
