import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Explanation } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale, useWords } from '../../kit/preferences.tsx';
import { explanationQuery, type FigurePlace } from './queries.ts';
import { useShownMetrics, useWorkspace } from './use-workspace.ts';

const Days = ({ families }: Pick<Explanation, 'families'>) => {
  const text = useWords();
  const write = writerFor(useLocale().locale);
  return families.map((days) => {
    const parts = [
      days.settled > 0 ? text.why.settled(days.settled) : undefined,
      days.ready > 0 ? text.why.ready(days.ready) : undefined,
      days.provisional > 0 ? text.why.provisional(days.provisional) : undefined,
      days.missing > 0 ? text.missingDays(days.missing) : undefined,
      days.pulledLast === null ? undefined : text.why.pulled(write.moment(days.pulledLast)),
    ];
    return (
      <li key={days.family}>
        {text.why[days.family]}: {parts.filter((part) => part !== undefined).join(', ')}.
      </li>
    );
  });
};

const lensWords = (lens: Explanation['lens'], why: ReturnType<typeof useWords>['why']): string | undefined =>
  lens === 'money' || lens === 'outcome' ? undefined : why[lens];

const Why = ({ explanation }: { readonly explanation: Explanation }) => {
  const { why } = useWords();
  const { lens, window, reportTime, families, columns } = explanation;
  const sentences = [
    lensWords(lens, why),
    window === null ? undefined : why.window(window),
    reportTime === null ? undefined : reportTime === 'TIME_OF_AD_ACTION' ? why.adAction : why.conversionTime,
    why.statuses,
    why.zone,
  ].filter((sentence) => sentence !== undefined);
  return (
    <>
      <Text size="sm">{explanation.definition}</Text>
      <Text size="sm" fw={600} mt="xs">
        {why.title}
      </Text>
      <ul className="why">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        <Days families={families} />
      </ul>
      <Text size="xs" c="dimmed">
        {why.columns}: <span className="columns">{columns.join(', ')}</span>
      </Text>
    </>
  );
};

/** How a figure is measured, and why Ads Manager may show another one. */
export const HowMeasured = ({ metric, place }: { readonly metric: string; readonly place: FigurePlace }) => {
  const text = useWords();
  const { locale } = useLocale();
  const { clientId, address } = useWorkspace();
  const [shown] = useShownMetrics()([metric]);
  const { data, error } = useQuery(explanationQuery({ clientId, address, place }, metric, locale));
  const waiting = error === null ? <Skeleton height={120} /> : <Text size="sm">{text.broken}</Text>;
  return (
    // Nothing in here can be pressed, so what opens is itself what is read out and what Escape closes.
    <div className="how-measured" tabIndex={-1} data-autofocus>
      <Text size="sm" fw={650}>
        {shown?.label}
      </Text>
      {data === undefined ? waiting : <Why explanation={data} />}
    </div>
  );
};
