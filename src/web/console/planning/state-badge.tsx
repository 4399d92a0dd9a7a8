import type { PlannedPinTold } from '../../../api/contract.ts';
import { usePlanningWords } from '../../words/planning.ts';

/** How far a Pin is, in a word; the colour only repeats it. */
export const StateBadge = ({ pin }: { readonly pin: Pick<PlannedPinTold, 'state' | 'isLocked'> }) => {
  const text = usePlanningWords();
  const isFlying = pin.isLocked && pin.state === 'approved';
  return (
    <span className={`pin-state pin-state-${pin.state}`} title={text.stateLeads[pin.state]}>
      {isFlying ? text.onItsWay : text.states[pin.state]}
    </span>
  );
};
