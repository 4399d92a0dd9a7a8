import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PlannedPinTold } from '../../../api/contract.ts';
import { usePlanningWords } from '../../words/planning.ts';
import { Dialog } from '../goals/dialog.tsx';

type Props = {
  readonly pin: PlannedPinTold;
  readonly onMove: (plannedFor: string | null) => void;
  readonly onClose: () => void;
};

/** Chooses another moment for a Pin, or none. */
export const MoveDialog = ({ pin, onMove, onClose }: Props) => {
  const { month: text, composer, untitled } = usePlanningWords();
  const [plannedFor, setPlannedFor] = useState(pin.plannedFor ?? '');
  return (
    <Dialog
      title={text.moveOf(pin.content.title === '' ? untitled : pin.content.title)}
      action={text.move}
      error={null}
      isBusy={false}
      onSubmit={() => {
        if (plannedFor !== '') onMove(plannedFor);
      }}
      onClose={onClose}
    >
      <TextInput
        type="datetime-local"
        label={composer.moment}
        value={plannedFor}
        onChange={(event) => setPlannedFor(event.currentTarget.value)}
      />
      {pin.plannedFor !== null && (
        <div>
          <Button variant="subtle" size="compact-sm" onClick={() => onMove(null)}>
            {text.noMoment}
          </Button>
        </div>
      )}
    </Dialog>
  );
};
