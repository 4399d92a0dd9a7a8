import { Paper, Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import type { Gap, Gaps } from '../../api/contract.ts';
import { writerFor } from '../kit/numbers.ts';
import { useLocale, useWords } from '../kit/preferences.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { gapsQuery } from './queries.ts';

const LEVELS = 4;

const useLine = () => {
  const text = useWords();
  const write = writerFor(useLocale().locale);
  return {
    levels: (gap: Gap): string =>
      gap.levels.length === LEVELS ? text.allLevels : gap.levels.map((level) => text.levels[level]).join(', '),
    days: (gap: Gap): string =>
      gap.from === gap.to
        ? write.longDay(gap.from)
        : text.gapsComing(write.count(gap.days), write.longDay(gap.from), write.longDay(gap.to)),
  };
};

const keyOf = (gap: Gap): string => `${gap.account} ${gap.reason} ${gap.from} ${gap.levels.join()}`;

const Coming = ({ gaps }: { readonly gaps: readonly Gap[] }) => {
  const text = useWords();
  const line = useLine();
  return (
    <>
      <ul className="gaps">
        {gaps.map((gap) => (
          <li key={keyOf(gap)}>
            <span className="gap-reason">{gap.meaning}</span>
            <Text size="sm" c="dimmed">
              {line.days(gap)}
            </Text>
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed">
        {text.gapsCalm}
      </Text>
    </>
  );
};

const Given = ({ gaps }: { readonly gaps: readonly Gap[] }) => {
  const line = useLine();
  return (
    <ul className="gaps">
      {gaps.map((gap) => (
        <li key={keyOf(gap)} className="given">
          <span className="gap-reason">
            {line.days(gap)} <span className="gap-levels">{line.levels(gap)}</span>
          </span>
          <Text size="sm">{gap.meaning}</Text>
          <Text size="sm" c="dimmed">
            {gap.remedy} <code>{gap.reason}</code>
          </Text>
        </li>
      ))}
    </ul>
  );
};

const Content = ({ gaps }: { readonly gaps: Gaps }) => {
  const text = useWords();
  return (
    <>
      {gaps.given.length === 0 && gaps.coming.length === 0 && <Text c="dimmed">{text.noGaps}</Text>}
      {gaps.given.length > 0 && <Given gaps={gaps.given} />}
      {gaps.coming.length > 0 && <Coming gaps={gaps.coming} />}
    </>
  );
};

/** Days that are not in: those given up with the reason and a remedy, those on their way in a line. */
export const GapsPanel = ({ clientId }: { readonly clientId: string }) => {
  const text = useWords();
  const { locale } = useLocale();
  const { pathname } = useLocation();
  const { data, error, refetch } = useQuery(gapsQuery(clientId, locale));
  return (
    <Paper withBorder p="md" component="section" aria-label={text.gapsTitle}>
      <Title order={2} size="h3" mb="xs">
        {text.gapsTitle}
      </Title>
      {data === undefined && error === null && <Skeleton height={60} />}
      {data === undefined && error !== null && <Trouble error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Content gaps={data} />}
      {!pathname.endsWith('/data') && (
        <Link to="/clients/$clientId/data" params={{ clientId }} className="text-link">
          {text.dataPage}
        </Link>
      )}
    </Paper>
  );
};
