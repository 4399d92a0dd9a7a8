import type { Clock } from './server/clock.ts';
import type { Settings } from './server/settings.ts';
import type { State } from './state/state.ts';
import type { Tokens } from './state/tokens.ts';
import type { World } from './world/world.ts';

/** Pinterest's rate categories, each with a budget of its own per app and user. */
export type RateCategory =
  | 'org_read'
  | 'org_write'
  | 'org_analytics'
  | 'ads_read'
  | 'ads_write'
  | 'ads_analytics'
  | 'catalogs_read'
  | 'trends_read';

/** Query parameters as Pinterest reads them: arrays may be repeated keys or one comma-joined value. */
export type Query = {
  /** The single value, or undefined when absent or empty. */
  text(name: string): string | undefined;
  /** All values, whether repeated or comma-joined; empty when absent. */
  list(name: string): string[];
  /** A whole number, or `otherwise` when absent. @throws Refusal 400 code 1 when it is none or out of range */
  integer(name: string, rule: { min: number; max: number; otherwise: number }): number;
  /** True or false, or `otherwise` when absent. @throws Refusal 400 code 1 */
  flag(name: string, otherwise: boolean): boolean;
};

/** Whose call it is: the person who consented (or, for Basic auth calls, nobody), for which app, with which scopes. */
export type TokenHolder = { readonly user: string; readonly app: string; readonly scopes: readonly string[] };

/** What every handler and page can reach. */
export type Sandbox = {
  readonly world: World;
  readonly state: State;
  /** Virtual time: token life, days, readiness, restatement, review. */
  readonly clock: Clock;
  readonly settings: Settings;
  readonly tokens: Tokens;
  /** Address of this server without a slash at the end, e.g. `http://127.0.0.1:4010`. */
  readonly origin: () => string;
  /** The planted text appended to a person's field (`--plant`), or the text alone. */
  readonly person: (text: string) => string;
};

/** One call to `/v5`, already past authentication, tier, faults, limits and the published schema. */
export type ApiRequest = Sandbox & {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: unknown;
  readonly token: TokenHolder;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Virtual now. */
  readonly now: () => Date;
};

/** What goes back: JSON, HTML or nothing. */
export type Answer = {
  readonly status: number;
  readonly json?: unknown;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** One operation of Pinterest's API. `path` is without `/v5`, parameters as `:board_id`, named as in the description. */
export type Handler = {
  readonly operationId: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly category: RateCategory;
  readonly scopes: readonly string[];
  /** `basic` for the token endpoints; everything else carries a Bearer token. */
  readonly auth?: 'bearer' | 'basic';
  readonly handle: (request: ApiRequest) => Answer | Promise<Answer>;
};

/** A request outside `/v5`: consent page, upload target, report file, picture, landing page, feed. */
export type PageRequest = Sandbox & {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  /** The bytes as sent; empty for GET. */
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly now: () => Date;
};

/** Answer of a page: a text, bytes or a stream of chunks. */
export type PageAnswer = {
  readonly status: number;
  readonly type?: string;
  readonly body?: string | Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
};

/** One address outside `/v5`. With `operation` its calls stand in the journal under that name, and faults may name it. */
export type Page = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly operation?: string;
  readonly handle: (request: PageRequest) => PageAnswer | Promise<PageAnswer>;
};

/** A refusal in Pinterest's style; thrown anywhere inside a handler, it becomes `{code, message}` with that status. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
  }
}

/** Ends the call with `{code, message}`. @throws Refusal always @personal none */
export const refuse = (status: number, code: number, message: string): never => {
  throw new Refusal(status, code, message);
};

/** 200 with a JSON body. @personal none */
export const ok = (json: unknown): Answer => ({ status: 200, json });

/** 201 with a JSON body. @personal none */
export const created = (json: unknown): Answer => ({ status: 201, json });

/** A status without a body, 204 unless told. @personal none */
export const empty = (status = 204): Answer => ({ status });
