import type { ClientId, Day, Locale, Micros, UserId } from '../foundation/kit/index.ts';

/** Whether a client is a company or a person trading under their own name. */
export type ClientKind = 'legal_person' | 'natural_person';

/** To which day a conversion is credited; Pinterest's words. */
export type ClientReportTime = 'TIME_OF_AD_ACTION' | 'TIME_OF_CONVERSION';

/** What a client's contract decides about collecting and keeping. */
export type ClientSettings = {
  /** Whether organic numbers are stored; off means they are asked again each time and live 24 hours at most. */
  readonly organicHistory: boolean;
  /** On what ground they are stored, as `contract:2026-014`; null while they are not. */
  readonly organicGround: string | null;
  /** Attribution windows collected, as `30/30/1`: click, engagement and view days. */
  readonly windows: readonly string[];
  readonly reportTimes: readonly ClientReportTime[];
  /** Months that campaign facts are kept. */
  readonly keepMonths: number;
};

/** One of the agency's clients. */
export type Client = {
  readonly clientId: ClientId;
  readonly name: string;
  readonly kind: ClientKind;
  readonly locale: Locale;
  readonly zone: string;
  readonly settings: ClientSettings;
  /** When this client's acceptance of Pinterest's terms was noted, and by whom (null: an operator at the command line). */
  readonly termsAcceptedAt: Date | null;
  readonly termsAcceptedBy: UserId | null;
  readonly addedAt: Date;
};

/** What was agreed: an amount to spend, or a figure to reach or to stay under. */
export type GoalKind = 'budget' | 'at-least' | 'at-most';

/** What a goal says; days are UTC days, both included. */
export type GoalTerms = {
  /** Pinterest's id of the ad account. */
  readonly account: string;
  /** The name of a metric; a budget is one of `spend`. */
  readonly metric: string;
  readonly kind: GoalKind;
  readonly from: Day;
  readonly to: Day;
  /** Millionths of the metric's unit: micros of the account's currency, 2500000 for a ratio of 2.5 or for 2.5 pieces. */
  readonly target: bigint;
};

/** A budget or result agreed with a client. */
export type Goal = GoalTerms & { readonly goalId: string };

/** For whom an annotation is: the agency's own people, or the client too. */
export type AnnotationAudience = 'internal' | 'client';

/** What an annotation says; days are UTC days, both included. */
export type AnnotationTerms = {
  readonly from: Day;
  readonly to: Day;
  readonly text: string;
  readonly audience: AnnotationAudience;
};

/** What somebody wrote beside the figures of some days. */
export type Annotation = AnnotationTerms & {
  readonly annotationId: string;
  /** Null when a program wrote it. */
  readonly writtenBy: UserId | null;
  readonly writtenAt: Date;
};

/** What the agency asks for its work on an ad account, from the first day of a month until its next line. */
export type Fee = {
  /** Pinterest's id of the ad account. */
  readonly account: string;
  readonly from: Day;
  /** Millionths of media cost: 150000 is fifteen percent. */
  readonly shareMillionths: number;
  /** A month, in the account's currency. */
  readonly fixed: Micros;
};

/** What a note on a client says. */
export type NoteTerms = { readonly text: string; readonly audience: AnnotationAudience };

/** What the team wants to remember of a client. */
export type Note = NoteTerms & {
  readonly noteId: string;
  /** Null when a program wrote it. */
  readonly writtenBy: UserId | null;
  readonly writtenAt: Date;
};
