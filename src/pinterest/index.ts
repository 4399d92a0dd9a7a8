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
