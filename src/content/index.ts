export {
  type AssetChange,
  type AssetQuestion,
  assetShelves,
  changeAsset,
  getAsset,
  listAssets,
  readAsset,
  removeAsset,
  shownAsset,
} from './assets/assets.ts';
export { cutAsset, PICTURE_BYTES_MAX, receiveAsset } from './assets/receive-asset.ts';
export type { Slot } from './calendar/free-slots.ts';
export { wallClockOf } from './calendar/moments.ts';
export { repeatPin } from './calendar/repeat-pin.ts';
export { listSlots, planInSlots, replaceSlots } from './calendar/slots.ts';
export { markPins, markPinsJob } from './jobs/after-act.ts';
export { approvalTimes } from './pins/approval-times.ts';
export { changePin, removePins } from './pins/change-pin.ts';
export { checkLink } from './pins/check-link.ts';
export { type PinProblem, type ProblemCode, problemsOf } from './pins/checks.ts';
export { emptyContent } from './pins/content.ts';
export { decidePin } from './pins/decide-pin.ts';
export { editedContent } from './pins/edited.ts';
export { linksOf } from './pins/links.ts';
export { draftPin, zoneOf } from './pins/make-pins.ts';
export { movePins } from './pins/plan-pins.ts';
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
export { type Speaker, speakerOf } from './review/speakers.ts';
export {
  changeContentSettings,
  getContentSettings,
} from './settings/settings.ts';
export type {
  Asset,
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
