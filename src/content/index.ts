export { momentOf, wallClockOf } from './calendar/moments.ts';
export { markPins, markPinsJob } from './jobs/after-act.ts';
export { approvalTimes } from './pins/approval-times.ts';
export { changePin, removePins } from './pins/change-pin.ts';
export { emptyContent, pinContent } from './pins/content.ts';
export { editedContent } from './pins/edited.ts';
export { finalLink } from './pins/final-link.ts';
export { linksOf } from './pins/links.ts';
export { draftPin, type MadePin, makePins, type NewPin, zoneOf } from './pins/make-pins.ts';
export { movePins, type PinPlan, type PlannedOutcome, planPins } from './pins/plan-pins.ts';
export { getPin, listPins, type PinQuestion } from './pins/read-pins.ts';
export { lastReviewed } from './pins/versions.ts';
export { type AskedOutcome, askReview } from './review/ask-review.ts';
export { addComment, listComments, listDecisions } from './review/comments.ts';
export {
  listReviewLinks,
  makeReviewLink,
  type NewReviewLink,
  openReviewLink,
  revokeReviewLink,
} from './review/review-links.ts';
export { type SaidOf, type SaidOutcome, sayOfPins } from './review/say.ts';
export { maySpeak, type Speaker, speakerOf } from './review/speakers.ts';
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
