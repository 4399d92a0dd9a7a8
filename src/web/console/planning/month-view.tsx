import { Button, Group, Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { PlannedPinTold } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale, useWords } from '../../kit/preferences.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { usePlanningWords } from '../../words/planning.ts';
import { DayCell, type DayProps } from './month-day.tsx';
import { MonthItem, onDay } from './month-item.tsx';
import { monthAfter, weeksOf } from './months.ts';
import { MoveDialog } from './move-dialog.tsx';
import { useChangePlan } from './plan-choices.tsx';
import { monthQuery, unplannedQuery } from './queries.ts';
import { useMoves } from './use-moves.ts';

const byDay = (pins: readonly PlannedPinTold[]): ReadonlyMap<string, PlannedPinTold[]> =>
  Map.groupBy(
    pins.toSorted((one, other) => ((one.plannedFor ?? '') < (other.plannedFor ?? '') ? -1 : 1)),
    (pin) => pin.plannedFor?.slice(0, 10) ?? '',
  );

const MonthHead = ({ clientId, month }: { readonly clientId: string; readonly month: string }) => {
  const { month: text } = usePlanningWords();
  const write = writerFor(useLocale().locale);
  const change = useChangePlan(clientId);
  return (
    <Group justify="space-between">
      <Title order={2} size="h3" aria-live="polite">
        {write.longMonth(`${month}-01`)}
      </Title>
      <Group gap="xs">
        <Button variant="default" size="compact-md" onClick={() => change({ month: monthAfter(month, -1) })}>
          <span aria-hidden="true">←</span>
          <span className="sr-only">{text.before}</span>
        </Button>
        <Button variant="default" size="compact-md" onClick={() => change({ month: undefined })}>
          {text.today}
        </Button>
        <Button variant="default" size="compact-md" onClick={() => change({ month: monthAfter(month, 1) })}>
          <span aria-hidden="true">→</span>
          <span className="sr-only">{text.next}</span>
        </Button>
      </Group>
    </Group>
  );
};

// A Pin that moves to another day is another button there: who moves it by keys goes along.
const useFocusOn = (pins: readonly PlannedPinTold[] | undefined) => {
  const wanted = useRef<string>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs when the buttons have been drawn anew
  useEffect(() => {
    if (wanted.current === undefined) return;
    document.getElementById(`pin-${wanted.current}`)?.focus();
  }, [pins]);
  return (pinId: string | undefined): void => {
    wanted.current = pinId;
  };
};

type MonthProps = {
  readonly clientId: string;
  readonly month: string;
  readonly today: string;
  /** Those without a moment. */
  readonly tray: readonly PlannedPinTold[];
};

/** Pins without a moment: carried to a day, or given one by their key. */
const Tray = ({
  clientId,
  pins,
  onMove,
  onOpenMove,
}: Pick<DayProps, 'clientId' | 'pins' | 'onMove' | 'onOpenMove'>) => {
  const text = usePlanningWords();
  if (pins.length === 0) return null;
  return (
    <section aria-label={text.unplanned}>
      <Title order={3} size="h4" mb="xs">
        {text.unplanned}
      </Title>
      <ul className="month-tray">
        {pins.map((pin) => (
          <li key={pin.id}>
            <MonthItem
              clientId={clientId}
              pin={pin}
              onMove={(plannedFor) => onMove(pin, plannedFor)}
              onOpenMove={() => onOpenMove(pin)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
};

const Said = ({ said, undo }: { readonly said: string; readonly undo: (() => void) | undefined }) => {
  const { month: text } = usePlanningWords();
  return (
    <div className="month-said">
      <Text size="sm" role="status">
        {said}
      </Text>
      {undo !== undefined && (
        <Button size="compact-sm" variant="subtle" onClick={undo}>
          {text.undo}
        </Button>
      )}
    </div>
  );
};

const Month = ({ clientId, month, today, tray }: MonthProps) => {
  const text = usePlanningWords();
  const { loading } = useWords();
  const { locale } = useLocale();
  const weeks = weeksOf(month);
  const [from, to] = [weeks[0]?.[0] ?? '', weeks.at(-1)?.[6] ?? ''];
  const { data, error, failureReason, refetch } = useQuery(monthQuery({ clientId, from, to, locale }));
  const { said, error: refusal, move, undo } = useMoves(clientId);
  const [moving, setMoving] = useState<PlannedPinTold>();
  const focusOn = useFocusOn(data?.items);
  const trouble = error ?? (data === undefined ? failureReason : null);
  if (trouble !== null) return <Trouble error={trouble} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={560} role="status" aria-label={loading} aria-busy="true" />;
  const days = byDay(data.items);
  const go = (pin: PlannedPinTold, plannedFor: string | null) => {
    focusOn(pin.id);
    if (plannedFor !== pin.plannedFor) move(pin, plannedFor);
  };
  const dropped = (pinId: string, day: string) => {
    const pin = [...data.items, ...tray].find(({ id }) => id === pinId);
    if (pin !== undefined) go(pin, onDay(pin, day));
  };
  const press = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || undo === undefined) return;
    event.preventDefault();
    undo();
  };
  const closeWith = (plannedFor: string | null) => {
    if (moving !== undefined) go(moving, plannedFor);
    setMoving(undefined);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the buttons inside bubble up to it
    <div className="month-view" onKeyDown={press}>
      <MonthHead clientId={clientId} month={month} />
      <Said said={said} undo={undo} />
      <Refusal error={refusal} />
      <Text size="sm" c="dimmed" id="month-keys" className="month-keys">
        {text.month.keys}
      </Text>
      {data.items.length === 0 && <Text c="dimmed">{text.month.empty}</Text>}
      <ol className="month">
        {weeks.flat().map((day) => (
          <DayCell
            key={day}
            clientId={clientId}
            day={day}
            isOutside={!day.startsWith(month)}
            isToday={day === today}
            pins={days.get(day) ?? []}
            onMove={go}
            onDropped={dropped}
            onOpenMove={setMoving}
          />
        ))}
      </ol>
      <Tray clientId={clientId} pins={tray} onMove={go} onOpenMove={setMoving} />
      <Text size="sm" c="dimmed">
        {text.zone(data.zone)}
      </Text>
      {moving !== undefined && <MoveDialog pin={moving} onMove={closeWith} onClose={() => setMoving(undefined)} />}
    </div>
  );
};

/** A month of planned Pins, in weeks from Monday; on a phone the days that have any below each other. */
export const MonthView = (props: { readonly clientId: string; readonly month: string | undefined }) => {
  const { clientId, month } = props;
  const { loading } = useWords();
  const { locale } = useLocale();
  const { data, error, failureReason, refetch } = useQuery(unplannedQuery({ clientId, locale }));
  const trouble = error ?? (data === undefined ? failureReason : null);
  if (trouble !== null) return <Trouble error={trouble} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={560} role="status" aria-label={loading} aria-busy="true" />;
  return <Month clientId={clientId} month={month ?? data.today.slice(0, 7)} today={data.today} tray={data.items} />;
};
