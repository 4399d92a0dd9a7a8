import { Button, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { usePlanningWords } from '../../words/planning.ts';
import { slotsQuery } from './queries.ts';

type Props = {
  readonly clientId: string;
  readonly plannedFor: string;
  readonly isLocked: boolean;
  readonly onChange: (plannedFor: string) => void;
};

/** When a Pin goes out, on the client's wall; the next free moment of each queue is one press away. */
export const MomentField = ({ clientId, plannedFor, isLocked, onChange }: Props) => {
  const { composer, slots: text } = usePlanningWords();
  const { data } = useQuery(slotsQuery(clientId));
  return (
    <Group align="end" gap="sm">
      <TextInput
        type="datetime-local"
        label={composer.moment}
        value={plannedFor}
        readOnly={isLocked}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {!isLocked &&
        data?.next.map(({ queue, plannedFor: free }) =>
          free === null ? null : (
            <Button key={queue} variant="default" onClick={() => onChange(free)}>
              {queue === '' ? text.take : text.takeOf(queue)}
            </Button>
          ),
        )}
    </Group>
  );
};
