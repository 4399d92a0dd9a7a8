import type { RateCategory } from '../core/rate-limits.ts';

/** What a person lets Prikbord do at Pinterest; the words Pinterest itself uses. */
export type Scope =
  | 'user_accounts:read'
  | 'boards:read'
  | 'boards:write'
  | 'pins:read'
  | 'pins:write'
  | 'ads:read'
  | 'ads:write'
  | 'catalogs:read';

/** One operation of Pinterest's published description. */
export type Operation = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly category: RateCategory;
  readonly scopes: readonly Scope[];
  /** `read` may be asked again after a failure; `write` never; `oauth` carries the app's name and secret instead of a token. */
  readonly kind: 'read' | 'write' | 'oauth';
};
