export { momentOf, wallClockOf } from './calendar/moments.ts';
export { changePin, removePins } from './pins/change-pin.ts';
export { emptyContent, pinContent } from './pins/content.ts';
export { finalLink } from './pins/final-link.ts';
export { type MadePin, makePins, type NewPin, zoneOf } from './pins/make-pins.ts';
export { type PinPlan, type PlannedOutcome, planPins } from './pins/plan-pins.ts';
export { getPin, listPins, type PinQuestion } from './pins/read-pins.ts';
export {
  changeContentSettings,
  contentSettingsShape,
  getContentSettings,
  listContentSettings,
} from './settings/settings.ts';
export type {
  Audience,
  Comment,
  ContentSettings,
  PinContent,
  PinDecision,
  PinMedia,
  PinOrigin,
  PinState,
  PlannedPin,
  ReviewLink,
  Say,
  Slide,
  Stage,
  UtmPattern,
} from './shapes.ts';
