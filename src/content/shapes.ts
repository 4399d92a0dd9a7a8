import type { ClientId, Locale, UserId } from '../foundation/kit/index.ts';

/** How far a planned Pin is; the moves stand in `pins/states.ts`. */
export type PinState =
  | 'draft'
  | 'in-review'
  | 'at-client'
  | 'changes-asked'
  | 'rejected'
  | 'approved'
  | 'live'
  | 'failed'
  | 'removed';

/** Where a planned Pin came from. */
export type PinOrigin = 'composer' | 'import' | 'feed' | 'interval' | 'evergreen';

/** Who reads a comment: colleagues only, or the client too. */
export type Audience = 'internal' | 'client';

/** Who is asked: the agency first, then the client where the client's setting says so. */
export type Stage = 'agency' | 'client';

/** What a person says of a Pin. */
export type Say = 'approve' | 'ask-changes' | 'reject';

/** Where the publication's own mark stands in a Pin's final address. */
export type MarkPlace = 'query' | 'fragment';

/** What becomes of a Pin whose moment passed while nothing could be published. */
export type OverduePolicy = 'late' | 'next-slot' | 'hold';

/**
 * The UTM parameters a client's links get; an empty one is left out, and one the author wrote in the link stays. `{campaign}`,
 * `{board}` and `{date}` are filled in: the Pin's own campaign word, the board's id, the planned day.
 */
export type UtmPattern = {
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
  readonly content: string;
  readonly term: string;
};

/** How a client's Pins are planned, approved and published. */
export type ContentSettings = {
  /** Whether the client says yes too, after the agency. */
  readonly clientReview: boolean;
  readonly utm: UtmPattern;
  readonly markPlace: MarkPlace;
  readonly overdue: OverduePolicy;
  /** How long after its moment a Pin may still go out under the policy `late`. @unit hours */
  readonly lateHours: number;
  /** An approval is good for so many days before and after the planned moment. */
  readonly windowDays: number;
  /** The same link or picture again within so many days is told. */
  readonly spacingDays: number;
  /** More Pins than this on one day are told. */
  readonly dayCap: number;
  /** Who has to say something is reminded after so long. @unit hours */
  readonly reminderHours: number;
};

/** What a library holds. */
export type AssetKind = 'picture' | 'video';

/** A picture or video of a client, as it is sent to Pinterest. */
export type Asset = {
  readonly assetId: string;
  readonly kind: AssetKind;
  readonly name: string;
  /** Empty: in no folder. */
  readonly folder: string;
  readonly tags: readonly string[];
  readonly contentType: 'image/jpeg' | 'image/png' | 'video/mp4' | 'video/quicktime';
  readonly bytes: number;
  /** @unit pixels */
  readonly width: number;
  readonly height: number;
  readonly durationMs: number | null;
  /** What must stay in sight when it is cut. @unit thousandths of width and height */
  readonly focal: { readonly x: number; readonly y: number };
  /** The picture it is a part of. */
  readonly cutFrom: string | null;
  readonly addedAt: Date;
  /** How many planned and published Pins show it. */
  readonly uses: number;
};

/** A slide of a carousel. */
export type Slide = {
  readonly assetId: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly link?: string | undefined;
};

/** What a Pin shows; the assets are the client's own. */
export type PinMedia =
  | { readonly kind: 'picture'; readonly assetId: string }
  | { readonly kind: 'carousel'; readonly slides: readonly Slide[] }
  | {
      readonly kind: 'video';
      readonly assetId: string;
      readonly cover:
        | { readonly kind: 'picture'; readonly assetId: string }
        | { readonly kind: 'key-frame'; readonly second: number };
    };

/** What an author writes of a Pin. Unfinished is allowed; the checks say what is missing. */
export type PinContent = {
  readonly boardId: string | null;
  readonly sectionId: string | null;
  /** What a file called the board, until somebody says which one that is. */
  readonly boardWish: string | null;
  readonly title: string;
  readonly description: string;
  readonly altText: string;
  /** As the author gave it; the final address gets the UTM parameters and the mark besides. */
  readonly link: string | null;
  /** What is said of advertising or partnership; it stands before the description. */
  readonly disclosure: string | null;
  readonly media: PinMedia | null;
  readonly labels: readonly string[];
  readonly utmCampaign: string | null;
};

/** A planned Pin. Its id is the publication's own, made when it was drafted. */
export type PlannedPin = {
  readonly clientId: ClientId;
  readonly pinId: string;
  readonly state: PinState;
  readonly version: number;
  readonly content: PinContent;
  /** The clock on the client's wall, '2026-11-25T09:00'; null: no moment yet. */
  readonly plannedFor: string | null;
  readonly dueAt: Date | null;
  readonly origin: PinOrigin;
  readonly originKey: string | null;
  readonly seriesId: string | null;
  readonly madeBy: UserId | null;
  readonly madeAt: Date;
  readonly changedAt: Date;
  /** Pinterest's id of the Pin, once it is there. */
  readonly livePinId: string | null;
  readonly liveAt: Date | null;
  /** Why a person is asked: a code of a room's `errors.ts`. */
  readonly faultCode: string | null;
};

/** Something people wrote about a Pin. */
export type Comment = {
  readonly commentId: string;
  readonly pinId: string;
  readonly version: number;
  readonly audience: Audience;
  readonly body: string;
  readonly writtenBy: UserId | null;
  /** The link of a named person without an account. */
  readonly writtenLink: string | null;
  readonly writtenAt: Date;
};

/** What a person said of a version. */
export type PinDecision = {
  readonly decisionId: string;
  readonly pinId: string;
  readonly version: number;
  readonly stage: Stage;
  readonly say: Say;
  readonly saidBy: UserId | null;
  readonly saidLink: string | null;
  readonly saidAt: Date;
};

/** A link for one named person, without its token, which is shown once. */
export type ReviewLink = {
  readonly clientId: ClientId;
  readonly linkId: string;
  readonly readerName: string;
  readonly readerEmail: string | null;
  readonly locale: Locale;
  readonly pinIds: readonly string[];
  readonly madeAt: Date;
  readonly expiresAt: Date;
  readonly openedAt: Date | null;
  readonly revokedAt: Date | null;
};
