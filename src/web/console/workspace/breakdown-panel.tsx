import { Button, Paper, Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useMemo } from 'react';
import type { BreakdownPage } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { useBreakdownWords } from '../../words/breakdown.ts';
import { useWorkspaceWords } from '../../words/workspace.ts';
import { type BreakdownChoice, breakdownChoices, levelOf } from './address.ts';
import { breakdownQuery, breakdownQuestion } from './breakdown-question.ts';
import { BreakdownTable } from './breakdown-table.tsx';
import { columnsOf } from './figures.ts';
import { useChangeAddress, useShownMetrics, useWorkspace } from './use-workspace.ts';

const Kinds = ({ by }: { readonly by: BreakdownChoice }) => {
  const text = useBreakdownWords();
  const change = useChangeAddress();
  const name = useId();
  return (
    <fieldset className="part-kinds">
      <legend className="sr-only">{text.choose}</legend>
      {breakdownChoices.map((choice) => (
        <label key={choice}>
          <input
            type="radio"
            name={name}
            value={choice}
            checked={choice === by}
            onChange={() => change({ by: choice === breakdownChoices[0] ? undefined : choice })}
          />
          <span className="part-kind">{text.by[choice]}</span>
        </label>
      ))}
    </fieldset>
  );
};

/** Of which days the parts are, and why they may not add up. */
const Notes = ({ page }: { readonly page: BreakdownPage }) => {
  const text = useBreakdownWords();
  const write = writerFor(useLocale().locale);
  const { daysIn, collected, comparison } = page;
  const { days, delivery, conversions } = daysIn;
  const isCompared = Object.values(page.whole).some(({ before }) => before !== null);
  return (
    <div className="part-notes">
      <p>
        {text.lead} {text.why[page.by]}{' '}
        {collected !== null && text.collected(write.longDay(collected.from), write.longDay(collected.to))}
      </p>
      {delivery.collected < days && <p>{text.daysPart(write.count(delivery.collected), write.count(days))}</p>}
      {conversions.collected < delivery.collected && (
        <p>{text.conversionsPart(write.count(conversions.collected), write.count(days))}</p>
      )}
      {comparison !== null && !isCompared && <p>{text.notCompared}</p>}
    </div>
  );
};

const Nothing = ({ page }: { readonly page: BreakdownPage }) => {
  const text = useBreakdownWords();
  const isIn = page.daysIn.delivery.collected > 0 || page.daysIn.conversions.collected > 0;
  const word = page.collected === null ? text.notYet : isIn ? text.nothing : text.notThese;
  return (
    <div className="empty" role="status">
      <Text c="dimmed">{word}</Text>
    </div>
  );
};

const Answer = ({ page, isOld }: { readonly page: BreakdownPage; readonly isOld: boolean }) => {
  const { address, catalogue } = useWorkspace();
  const change = useChangeAddress();
  const shownOf = useShownMetrics();
  const columns = columnsOf(catalogue, address);
  if (page.parts.length === 0) return <Nothing page={page} />;
  const sort = columns.find((key) => key === address.bySort) ?? columns[0];
  return (
    <>
      <BreakdownTable
        page={page}
        shown={shownOf(columns)}
        shareLabel={shownOf([page.shareOf])[0]?.label ?? page.shareOf}
        sort={sort}
        onSort={(key) => change({ bySort: key === columns[0] ? undefined : key })}
        isOld={isOld}
      />
      <Notes page={page} />
    </>
  );
};

const Parts = () => {
  const text = useBreakdownWords();
  const { csv } = useWorkspaceWords();
  const { clientId, address, catalogue } = useWorkspace();
  const by = address.by ?? breakdownChoices[0];
  const columns = useMemo(() => columnsOf(catalogue, address), [catalogue, address]);
  const sort = columns.find((key) => key === address.bySort);
  const question = breakdownQuestion(address, { by, columns, sort });
  const { data, error, refetch, isPlaceholderData } = useQuery(breakdownQuery(clientId, question));
  return (
    <Paper withBorder p="md" component="section" aria-label={text.title}>
      <div className="panel-head">
        <Title order={2} size="h3">
          {text.title}
        </Title>
        <div className="panel-tools">
          <Kinds by={by} />
          <Button
            component="a"
            variant="default"
            href={`/api/v1/clients/${clientId}/breakdowns.csv?${question}`}
            download
            title={text.csvHow}
          >
            {csv}
          </Button>
        </div>
      </div>
      {data !== undefined && <Answer page={data} isOld={isPlaceholderData} />}
      {data === undefined && error === null && <Skeleton height={240} aria-busy="true" aria-label={text.title} />}
      {data === undefined && error !== null && <Trouble error={error} onRetry={() => void refetch()} />}
    </Paper>
  );
};

/** The figures of the account or campaign looked at by who was reached and where. Below a campaign nothing is divided. */
export const BreakdownPanel = () => {
  const { address } = useWorkspace();
  const level = levelOf(address);
  return level === 'account' || level === 'campaign' ? <Parts /> : null;
};
