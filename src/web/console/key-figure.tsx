import { Popover, Skeleton, Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Explanation } from '../../api/contract.ts';
import { writerFor } from '../kit/numbers.ts';
import { useLocale, useWords } from '../kit/preferences.tsx';
import type { ShownFigure } from './client-figures.ts';
import { FigureCell } from './figure-cell.tsx';
import { type AccountOfClient, explanationQuery } from './queries.ts';

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

const Answer = (props: { readonly about: AccountOfClient; readonly shown: ShownFigure }) => {
  const text = useWords();
  const { locale } = useLocale();
  const { data, error } = useQuery(explanationQuery(props.about, props.shown.metric, locale));
  if (data !== undefined) return <Why explanation={data} />;
  return error === null ? <Skeleton height={120} /> : <Text size="sm">{text.broken}</Text>;
};

// Long enough that a pointer on its way elsewhere opens nothing.
const HOVER_MS = 350;

const useOpening = () => {
  const [opened, setOpened] = useState<'no' | 'hovered' | 'pinned'>('no');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const later = (change: () => void, ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(change, ms);
  };
  return {
    opened: opened !== 'no',
    toggle: () => {
      clearTimeout(timer.current);
      setOpened((now) => (now === 'pinned' ? 'no' : 'pinned'));
    },
    close: () => setOpened('no'),
    enter: () => later(() => setOpened((now) => (now === 'no' ? 'hovered' : now)), HOVER_MS),
    leave: () => later(() => setOpened((now) => (now === 'hovered' ? 'no' : now)), HOVER_MS / 2),
  };
};

/** One key figure; pointing at it or pressing it tells how it is measured and why Ads Manager may show another. */
export const KeyFigure = (props: { readonly about: AccountOfClient; readonly shown: ShownFigure }) => {
  const { shown, about } = props;
  const text = useWords();
  const opening = useOpening();
  const label = text[shown.key];
  return (
    <div className="key-figure" onPointerEnter={opening.enter} onPointerLeave={opening.leave}>
      <dt>{label}</dt>
      <dd>
        <FigureCell figure={shown.figure} write={shown.write} better={shown.better} large />
        <Popover
          opened={opening.opened}
          onDismiss={opening.close}
          width={330}
          position="bottom-start"
          shadow="md"
          trapFocus={false}
          returnFocus={false}
        >
          <Popover.Target>
            <UnstyledButton className="how" aria-label={text.howMeasured(label)} onClick={opening.toggle}>
              <span aria-hidden="true">?</span>
            </UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown className="paper">
            <Answer about={about} shown={shown} />
          </Popover.Dropdown>
        </Popover>
      </dd>
    </div>
  );
};
