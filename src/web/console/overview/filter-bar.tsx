import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { useOverviewWords } from '../../words/overview.ts';
import { connectionStates, type OverviewAddress, readOverviewAddress } from './address.ts';
import { useSlash } from './row-keys.ts';
import { firstOrder, sortKeys, usualSort } from './sorting.ts';

type Change = { readonly [Key in keyof OverviewAddress]?: OverviewAddress[Key] | undefined };

/** Changes the address of the overview; choices replace each other in the history. */
export const useChangeOverview = () => {
  const navigate = useNavigate();
  return (change: Change): void => {
    const search = (now: Record<string, unknown>) => readOverviewAddress({ ...now, ...change });
    void navigate({ to: '/', search, replace: true, resetScroll: false });
  };
};

const SearchField = () => {
  const text = useOverviewWords();
  const { q = '' } = useSearch({ from: '/shell/' });
  const change = useChangeOverview();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(q);
  useSlash(field);
  // The address may change by other ways: the way back, or "show all".
  useEffect(() => setTyped(q), [q]);
  return (
    <TextInput
      ref={field}
      type="search"
      aria-label={text.search}
      aria-keyshortcuts="/"
      aria-describedby="overview-keys"
      placeholder={`${text.search}  ( / )`}
      value={typed}
      maxLength={120}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setTyped(value);
        change({ q: value === '' ? undefined : value });
      }}
      className="search"
    />
  );
};

/** Search, who is shown, and of narrow screens the order: all of it stands in the address. */
export const FilterBar = (props: { readonly all: number; readonly needy: number; readonly isNarrow: boolean }) => {
  const text = useOverviewWords();
  const { count } = writerFor(useLocale().locale);
  const address = useSearch({ from: '/shell/' });
  const change = useChangeOverview();
  return (
    <div className="filter-bar">
      <SearchField />
      <p id="overview-keys" className="sr-only">
        {text.searchKeys}
      </p>
      <SegmentedControl
        aria-label={text.show}
        value={address.show ?? 'all'}
        onChange={(value) => change({ show: value === 'attention' ? value : undefined })}
        data={[
          { value: 'all', label: text.showEvery(count(props.all)) },
          { value: 'attention', label: text.showAttention(count(props.needy)) },
        ]}
      />
      <NativeSelect
        aria-label={text.connection}
        value={address.connection ?? ''}
        onChange={(event) =>
          change({ connection: connectionStates.find((each) => each === event.currentTarget.value) })
        }
        data={[
          { value: '', label: text.connections.any },
          ...connectionStates.map((value) => ({ value, label: text.connections[value] })),
        ]}
      />
      {props.isNarrow && (
        <NativeSelect
          className="sort-choice"
          aria-label={text.sortBy('…')}
          value={address.sort ?? usualSort}
          onChange={(event) => {
            const key = sortKeys.find((each) => each === event.currentTarget.value) ?? usualSort;
            change({ sort: key, order: firstOrder(key) });
          }}
          data={sortKeys.map((key) => ({ value: key, label: text.sortBy(text.columns[key].toLowerCase()) }))}
        />
      )}
    </div>
  );
};
