import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { About } from '../../../api/contract.ts';
import { useWords } from '../../kit/preferences.tsx';
import { useSettingsWords } from '../../words/settings.ts';
import { useWorkspaceWords } from '../../words/workspace.ts';
import { comparisons, type LensChoice, lenses, periodChoices, type WorkspaceAddress } from './address.ts';
import { figuresUnder } from './figures.ts';
import { SavedViewsButton } from './saved-views.tsx';
import { useChangeAddress, useWorkspace } from './use-workspace.ts';

// While a year is being typed a browser already tells of the year 2 or 20: not a day anybody means.
const meant = /^20\d{2}-\d{2}-\d{2}$/;

const DayField = (props: {
  readonly label: string;
  readonly value: string;
  readonly min?: string | undefined;
  readonly onDay: (day: string) => void;
}) => {
  const [typed, setTyped] = useState(props.value);
  const [shown, setShown] = useState(props.value);
  // The address has moved on, by the other field or by the way back.
  if (shown !== props.value) {
    setShown(props.value);
    setTyped(props.value);
  }
  return (
    <TextInput
      type="date"
      label={props.label}
      value={typed}
      min={props.min}
      onChange={(event) => {
        const given = event.currentTarget.value;
        setTyped(given);
        if (meant.test(given)) props.onDay(given);
      }}
    />
  );
};

const OwnDays = ({ from, to }: { readonly from: string; readonly to: string }) => {
  const text = useWorkspaceWords();
  const change = useChangeAddress();
  const choose = (first: string, last: string) =>
    change({ period: undefined, from: first, to: last < first ? first : last });
  return (
    <>
      <DayField label={text.from} value={from} onDay={(given) => choose(given, to)} />
      <DayField label={text.to} value={to} min={from} onDay={(given) => choose(from, given)} />
    </>
  );
};

const PeriodChoice = ({ about }: { readonly about: About }) => {
  const text = useWorkspaceWords();
  const { address } = useWorkspace();
  const change = useChangeAddress();
  const isOwn = address.from !== undefined;
  const { from, to } = about.period;
  return (
    <>
      <NativeSelect
        label={text.period}
        value={isOwn ? 'custom' : (address.period ?? 'last-30')}
        data={[...periodChoices, 'custom' as const].map((value) => ({ value, label: text.periods[value] }))}
        onChange={(event) => {
          const { value } = event.currentTarget;
          const named = periodChoices.find((each) => each === value);
          // One's own days begin as the days that are in sight.
          change(
            named === undefined ? { period: undefined, from, to } : { period: named, from: undefined, to: undefined },
          );
        }}
      />
      {isOwn && <OwnDays from={address.from ?? from} to={address.to ?? to} />}
    </>
  );
};

const ComparisonChoice = () => {
  const text = useWorkspaceWords();
  const { address } = useWorkspace();
  const change = useChangeAddress();
  return (
    <NativeSelect
      label={text.compare}
      value={address.compare ?? 'previous'}
      data={comparisons.map((value) => ({ value, label: text.comparisons[value] }))}
      onChange={(event) => change({ compare: comparisons.find((each) => each === event.currentTarget.value) })}
    />
  );
};

/** Choosing another lens takes the chosen columns, sorting and chart along to it. */
const useChooseLens = () => {
  const { address, catalogue } = useWorkspace();
  const change = useChangeAddress();
  return (lens: LensChoice): void => {
    const taken = (keys: string | undefined): string | undefined =>
      keys === undefined ? undefined : figuresUnder(catalogue, keys.split(','), lens).join(',') || undefined;
    const next: WorkspaceAddress = address;
    change({
      lens: lens === 'total' ? undefined : lens,
      view: undefined,
      columns: taken(next.columns),
      sort: next.sort === 'name' || next.sort === 'status' ? next.sort : taken(next.sort),
      chart: taken(next.chart),
    });
  };
};

const LensSwitch = () => {
  const text = useWorkspaceWords();
  const { address } = useWorkspace();
  const choose = useChooseLens();
  const change = useChangeAddress();
  const { organicPage } = useSettingsWords();
  const [labelId] = useState('lens-label');
  return (
    <div className="mantine-InputWrapper-root">
      <span className="mantine-InputWrapper-label field-label" id={labelId}>
        {text.lens}
      </span>
      <SegmentedControl
        aria-labelledby={labelId}
        value={address.view ?? address.lens ?? 'total'}
        onChange={(value) =>
          value === 'organic' ? change({ view: value }) : choose(lenses.find((each) => each === value) ?? 'total')
        }
        data={[
          ...lenses.map((value) => ({ value, label: text.lenses[value] })),
          // The account has organic figures; a campaign has none.
          ...(address.of === undefined ? [{ value: 'organic' as const, label: organicPage.title }] : []),
        ]}
      />
    </div>
  );
};

const CountingChoice = ({ about }: { readonly about: About }) => {
  const text = useWorkspaceWords();
  const change = useChangeAddress();
  const times = (['TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION'] as const).filter((time) =>
    about.reportTimes.includes(time),
  );
  const ways = about.windows.flatMap((window) => times.map((time) => ({ window, time, key: `${window} ${time}` })));
  if (ways.length < 2) return null;
  return (
    <NativeSelect
      label={text.counting}
      value={`${about.window} ${about.reportTime}`}
      data={ways.map(({ window, time, key }) => ({ value: key, label: text.countings[time](window) }))}
      onChange={(event) => {
        const way = ways.find(({ key }) => key === event.currentTarget.value);
        const usual = way === ways[0];
        change({ window: usual ? undefined : way?.window, reportTime: usual ? undefined : way?.time });
      }}
    />
  );
};

const AccountChoice = ({ about }: { readonly about: About }) => {
  const text = useWords();
  const change = useChangeAddress();
  if (about.accounts.length < 2) return null;
  return (
    <NativeSelect
      label={text.account}
      data={about.accounts}
      value={about.account ?? ''}
      // Another account has other campaigns: what was looked at is not in it.
      onChange={(event) => change({ account: event.currentTarget.value, of: undefined, search: undefined })}
    />
  );
};

/** Of which days, compared with which, seen how: the choices every figure of the page follows. */
export const Choices = ({ about }: { readonly about: About }) => (
  <div className="day-choices">
    <PeriodChoice about={about} />
    <ComparisonChoice />
    <LensSwitch />
    <CountingChoice about={about} />
    <AccountChoice about={about} />
    <SavedViewsButton />
  </div>
);
