import { createBoard } from './effects/create-board.ts';
import { createBoardSection } from './effects/create-board-section.ts';
import type { Effect } from './effects/define-effect.ts';
import { deletePin } from './effects/delete-pin.ts';
import { publishPin } from './effects/publish-pin.ts';
import { savePin } from './effects/save-pin.ts';
import { updatePin } from './effects/update-pin.ts';
import type { EffectKey } from './shapes.ts';

/** Every change this house can make at Pinterest. What is not in this list cannot happen. @personal none */
export const effects: Readonly<Record<EffectKey, Effect>> = {
  'publish-pin': publishPin,
  'update-pin': updatePin,
  'delete-pin': deletePin,
  'save-pin': savePin,
  'create-board': createBoard,
  'create-board-section': createBoardSection,
};
