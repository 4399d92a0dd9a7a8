import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { usePlanningWords } from '../../words/planning.ts';
import { type PlanAddress, pinStates, readPlan } from './address.ts';

const PAUSE_MS = 300;

/** Changes what the plan shows, in its address. */
export const useChangePlan = (clientId: string) => {
  const navigate = useNavigate();
  return (change: Record<string, unknown>): void => {
    void navigate({
      to: '/clients/$clientId/planning',
      params: { clientId },
      search: (now: Record<string, unknown>) => readPlan({ ...now, ...change }),
      replace: true,
      resetScroll: false,
    });
  };
};

const Search = ({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }) => {
  const text = usePlanningWords();
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <TextInput
      type="search"
      label={text.search}
      placeholder={text.searchHow}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
};

/** What the plan shows: list or month, which states, which words. */
export const PlanChoices = ({ clientId, address }: { readonly clientId: string; readonly address: PlanAddress }) => {
  const text = usePlanningWords();
  const change = useChangePlan(clientId);
  return (
    <div className="plan-choices">
      <SegmentedControl
        aria-label={text.view}
        value={address.view ?? 'list'}
        data={[
          { value: 'list', label: text.views.list },
          { value: 'month', label: text.views.month },
        ]}
        onChange={(view) => change({ view })}
      />
      {address.view === undefined && (
        <>
          <NativeSelect
            label={text.state}
            value={address.state ?? ''}
            data={[
              { value: '', label: text.anyState },
              ...pinStates.map((value) => ({ value, label: text.states[value] })),
            ]}
            onChange={(event) => change({ state: event.currentTarget.value })}
          />
          <Search value={address.search ?? ''} onChange={(search) => change({ search })} />
        </>
      )}
    </div>
  );
};
