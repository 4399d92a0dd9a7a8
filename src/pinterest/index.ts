export { createPinterest, type PinterestSettings } from './core/create-pinterest.ts';
export type { Endpoint } from './core/endpoint.ts';
export { readJson, writeJson } from './core/lossless-json.ts';
export type {
  Budget,
  Fetch,
  FetchInit,
  Journal,
  JournalEntry,
  Pinterest,
  PinterestConfig,
  Ports,
  Session,
} from './core/ports.ts';
export type {
  Board,
  BoardSection,
  Media,
  MediaUpload,
  Pin,
  UserAccount,
} from './shapes/content.ts';
export type {
  AdRow,
  DataStatus,
  DeliveryMetric,
  Organic,
  OrganicGroup,
  ReadyState,
  TargetingRow,
  TopPins,
} from './shapes/figures.ts';
export type { AdAccountName, UserAccountPersonal } from './shapes/person.ts';
export type { BidFloor, Feed, FeedResult, RelatedTerms, Trend } from './shapes/planning.ts';
export type { Ad, AdAccount, AdGroup, Campaign, EntityStatus } from './shapes/structure.ts';
export { entityStatuses, readStructureLine } from './shapes/structure.ts';
