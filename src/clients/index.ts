export type { AnnotationQuestion } from './annotations/annotations.ts';
export {
  ANNOTATION_MAX,
  addAnnotation,
  changeAnnotation,
  listAnnotations,
  removeAnnotation,
} from './annotations/annotations.ts';
export {
  BRAND_NAME_MAX,
  type Brand,
  changeBrand,
  getBrand,
  LOGO_BYTES_MAX,
  readLogo,
  removeLogo,
  setLogo,
} from './brand/brands.ts';
export { clientsFaults } from './errors.ts';
export { listFees, removeFee, setFee } from './fees/fees.ts';
export { addGoal, changeGoal, goalsBetween, listGoals, removeGoal } from './goals/goals.ts';
export { sweepAllFiles, sweepFilesJob } from './jobs/sweep-files.ts';
export { addNote, changeNote, listNotes, NOTE_MAX, removeNote } from './notes/notes.ts';
export { addClient } from './roster/add-client.ts';
export { getClient, listClientIds, listClients } from './roster/read-clients.ts';
export { noteTermsAccepted } from './settings/accept-terms.ts';
export type { ClientChange, ClientDetails } from './settings/change-settings.ts';
export { changeClient, changeSettings } from './settings/change-settings.ts';
export { keptFrom } from './settings/kept-from.ts';
export type {
  Annotation,
  AnnotationAudience,
  AnnotationTerms,
  Client,
  ClientKind,
  ClientReportTime,
  ClientSettings,
  Fee,
  Goal,
  GoalKind,
  GoalTerms,
  Note,
  NoteTerms,
} from './shapes.ts';
export type { SavedView } from './views/saved-views.ts';
export { listViews, removeView, saveView } from './views/saved-views.ts';
