/**
 * What to do next, for every way a thing can go wrong.
 *
 * | kind              | meaning                                        | HTTP | a job…                         | CLI |
 * |-------------------|------------------------------------------------|------|--------------------------------|-----|
 * | `invalid`         | the asker must change the question             | 422  | stops                          | 2   |
 * | `unauthenticated` | we do not know you, or Pinterest not us        | 401  | pauses the connection          | 3   |
 * | `forbidden`       | known, not allowed                             | 403  | stops                          | 3   |
 * | `missing`         | no such thing, or not yours (same answer)      | 404  | stops                          | 4   |
 * | `conflict`        | the world moved since you looked               | 409  | reads again, tries once        | 5   |
 * | `limited`         | later: `retryAt`                               | 429  | sleeps, not counted            | 6   |
 * | `upstream`        | the other side failed, surely nothing happened | 502  | backs off, counted             | 7   |
 * | `unsure`          | it may have happened                           | 504  | never repeats, witness first   | 8   |
 * | `bug`             | ours                                           | 500  | stops, kept for inspection     | 1   |
 */
const kinds = {
  invalid: { http: 422, exit: 2, level: 'info' },
  unauthenticated: { http: 401, exit: 3, level: 'info' },
  forbidden: { http: 403, exit: 3, level: 'warn' },
  missing: { http: 404, exit: 4, level: 'info' },
  conflict: { http: 409, exit: 5, level: 'info' },
  limited: { http: 429, exit: 6, level: 'info' },
  upstream: { http: 502, exit: 7, level: 'warn' },
  unsure: { http: 504, exit: 8, level: 'error' },
  bug: { http: 500, exit: 1, level: 'error' },
} as const satisfies Record<string, { http: number; exit: number; level: 'info' | 'warn' | 'error' }>;

/** The nine kinds of fault; the kind alone decides what each face does. */
export type FaultKind = keyof typeof kinds;

/** HTTP status, CLI exit code and log level per kind. @personal none */
export const faultKinds: Readonly<Record<FaultKind, { http: number; exit: number; level: 'info' | 'warn' | 'error' }>> =
  kinds;

/** Exit code of a process that refuses to start: configuration, roles, schema or labels. @source sysexits.h EX_CONFIG */
export const EXIT_REFUSED = 78;

/** Ids and numbers that explain a fault; never personal data, tokens or texts from Pinterest. */
export type FaultFacts = Readonly<Record<string, string | number | boolean | null>>;

/** The one exception class. `message` and `facts` hold ids and numbers only. */
export class Fault extends Error {
  readonly code: string;
  readonly kind: FaultKind;
  readonly facts: FaultFacts;
  /** When a `limited` fault may be tried again: calendar time, as the clock of the context tells it. */
  readonly retryAt: Date | undefined;

  constructor(
    code: string,
    kind: FaultKind,
    message: string,
    more: { cause?: unknown; facts?: FaultFacts; retryAt?: Date } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'Fault';
    this.code = code;
    this.kind = kind;
    this.facts = more.facts ?? {};
    this.retryAt = more.retryAt;
  }
}

/** True for a Fault, and when `code` is given only for that code. @personal none */
export const isFault = (error: unknown, code?: string): error is Fault =>
  error instanceof Fault && (code === undefined || error.code === code);

/** Turns anything thrown into a Fault; an unknown exception becomes `bug`. Called at the edges only. @personal none */
export const asFault = (error: unknown): Fault =>
  error instanceof Fault
    ? error
    : new Fault('KIT_UNEXPECTED', 'bug', 'Something unexpected happened; the cause is kept in the log.', {
        cause: error,
      });

/** What a room's `errors.ts` says of each of its codes: one line of meaning and one of remedy per locale. */
export type FaultWords = Readonly<
  Record<string, { kind: FaultKind; nl: { meaning: string; remedy: string }; en: { meaning: string; remedy: string } }>
>;
