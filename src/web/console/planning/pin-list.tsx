import { Button, Paper, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { PlannedPinTold } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { usePlanningWords } from '../../words/planning.ts';
import { PinThumb } from './pin-thumb.tsx';
import { StateBadge } from './state-badge.tsx';

type RowProps = {
  readonly clientId: string;
  readonly pin: PlannedPinTold;
  readonly board: string | undefined;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
};

const Row = ({ clientId, pin, board, isChosen, onChoose }: RowProps) => {
  const text = usePlanningWords();
  const write = writerFor(useLocale().locale);
  const title = pin.content.title === '' ? text.untitled : pin.content.title;
  return (
    <li className={isChosen ? 'plan-row plan-row-chosen' : 'plan-row'}>
      <input
        type="checkbox"
        aria-label={text.choose(title)}
        checked={isChosen}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      <PinThumb clientId={clientId} media={pin.content.media} />
      <div className="plan-what">
        <Link
          to="/clients/$clientId/planning/$plannedPinId"
          params={{ clientId, plannedPinId: pin.id }}
          className="plan-link"
        >
          {title}
        </Link>
        <Text size="sm" c="dimmed">
          {[board, ...pin.content.labels].filter((each) => each !== undefined).join(' · ')}
        </Text>
        {pin.fault !== null && (
          <Text size="sm" className="plan-fault">
            {pin.fault.meaning} {pin.fault.remedy}
          </Text>
        )}
      </div>
      <span className="plan-when">{pin.plannedFor === null ? text.unplanned : write.wall(pin.plannedFor)}</span>
      <StateBadge pin={pin} />
    </li>
  );
};

/** Planned Pins by their moment, to be chosen and opened. */
export const PinList = (props: {
  readonly clientId: string;
  readonly pins: readonly PlannedPinTold[];
  readonly boards: ReadonlyMap<string, string>;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (pinId: string, isChosen: boolean) => void;
  readonly more: { readonly isAsking: boolean; readonly ask: () => void } | undefined;
}) => {
  const text = usePlanningWords();
  return (
    <>
      <ul className="plan-list" aria-label={text.title}>
        {props.pins.map((pin) => (
          <Row
            key={pin.id}
            clientId={props.clientId}
            pin={pin}
            board={pin.content.boardId === null ? undefined : props.boards.get(pin.content.boardId)}
            isChosen={props.chosen.has(pin.id)}
            onChoose={(isChosen) => props.onChoose(pin.id, isChosen)}
          />
        ))}
      </ul>
      {props.more !== undefined && (
        <Button variant="default" loading={props.more.isAsking} onClick={props.more.ask} className="gallery-more">
          {text.more}
        </Button>
      )}
    </>
  );
};

/** Nothing to show, and what to do about it. */
export const NoPins = ({ isChosen }: { readonly isChosen: boolean }) => {
  const text = usePlanningWords();
  return (
    <Paper withBorder p="xl" className="empty">
      <Title order={2} size="h4">
        {isChosen ? text.noneChosen : text.none}
      </Title>
      <Text c="dimmed" mt="xs">
        {isChosen ? text.noneChosenLead : text.noneLead}
      </Text>
    </Paper>
  );
};
