import { z } from 'zod';
import { day, instant } from './parts.ts';

// Pins as people plan them, from draft to live. Ids of Pinterest are text; `plannedFor` is the clock on the client's wall.

const pinState = z.enum([
  'draft',
  'in-review',
  'at-client',
  'changes-asked',
  'rejected',
  'approved',
  'live',
  'failed',
  'removed',
]);
/** Where a planned Pin came from. */
export const pinOrigin = z.enum(['composer', 'import', 'feed', 'interval', 'evergreen']);
const id = z.uuid();
const pinterestId = z.string().regex(/^\d{1,32}$/);
/** A date and time on the client's wall. */
export const wallClock = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);

const slide = z.object({
  assetId: id,
  title: z.string().max(200).optional(),
  description: z.string().max(1000).optional(),
  link: z.string().max(4096).optional(),
});

/** What a Pin shows; the assets are the client's own. */
export const pinMedia = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('picture'), assetId: id }),
  z.object({ kind: z.literal('carousel'), slides: z.array(slide).min(1).max(10) }),
  z.object({
    kind: z.literal('video'),
    assetId: id,
    cover: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('picture'), assetId: id }),
      z.object({ kind: z.literal('key-frame'), second: z.number().min(0).max(3600) }),
    ]),
  }),
]);

/** What an author writes of a Pin; unfinished is allowed. */
export const pinWritten = z.object({
  boardId: pinterestId.nullable(),
  sectionId: pinterestId.nullable(),
  /** What a file called the board, until somebody says which one that is. */
  boardWish: z.string().max(300).nullable(),
  title: z.string().max(500),
  description: z.string().max(5000),
  altText: z.string().max(2000),
  link: z.string().max(4096).nullable(),
  /** What is said of advertising or partnership; it stands before the description. */
  disclosure: z.string().max(80).nullable(),
  media: pinMedia.nullable(),
  labels: z.array(z.string().max(60)).max(20),
  utmCampaign: z.string().max(200).nullable(),
});

/** Why a Pin stands before a person, in the reader's language. */
const pinFault = z.object({ code: z.string(), meaning: z.string(), remedy: z.string() });

/** A planned Pin. */
export const plannedPin = z.object({
  id,
  state: pinState,
  /** True while it is on its way to Pinterest: nothing of it can be changed. */
  isLocked: z.boolean(),
  version: z.int(),
  content: pinWritten,
  plannedFor: wallClock.nullable(),
  dueAt: instant.nullable(),
  origin: pinOrigin,
  seriesId: id.nullable(),
  madeAt: instant,
  changedAt: instant,
  /** Pinterest's id, once it is there. */
  livePinId: z.string().nullable(),
  liveAt: instant.nullable(),
  fault: pinFault.nullable(),
});

/** Planned Pins by their moment, those without one last. `zone`: the client's, in which `plannedFor` is meant. */
export const plannedPinList = z.object({
  zone: z.string(),
  /** The day it is for the client now. */
  today: day,
  items: z.array(plannedPin),
  next: z.string().nullable(),
});

const speaker = z.object({
  /** Absent in what a client sees of the agency, and for who has left. */
  name: z.string().nullable(),
  isOfClient: z.boolean(),
});

/** Something written about a Pin. */
export const pinComment = z.object({
  id,
  version: z.int(),
  audience: z.enum(['internal', 'client']),
  body: z.string(),
  writtenBy: speaker,
  writtenAt: instant,
});

/** What a person said of a version. */
export const pinDecision = z.object({
  version: z.int(),
  stage: z.enum(['agency', 'client']),
  say: z.enum(['approve', 'ask-changes', 'reject']),
  saidBy: speaker,
  saidAt: instant,
});

/** One Pin with everything around it. */
export const plannedPinPage = z.object({
  zone: z.string(),
  pin: plannedPin,
  /** The address it will lead to, with parameters and mark; null without one. */
  finalLink: z.string().nullable(),
  /** From when until when a yes given now is good. */
  approval: z.object({ from: instant, until: instant }).nullable(),
  /** What it was when somebody last said something of it, or was last asked; null while nobody was. */
  reviewed: z.object({ version: z.int(), content: pinWritten }).nullable(),
  /** What is wrong with it, all at once; what stops it comes first. Told to those who may write it. */
  problems: z.array(
    z.object({ code: z.string(), stops: z.boolean(), field: z.string(), text: z.string(), remedy: z.string() }),
  ),
  decisions: z.array(pinDecision),
  comments: z.array(pinComment),
  /** What the reader may do with it now. */
  may: z.object({
    write: z.boolean(),
    sayForAgency: z.boolean(),
    sayForClient: z.boolean(),
    /** It did not go out, and the reader may say what happens now. */
    decide: z.boolean(),
  }),
});

/** Whether the page a Pin leads to is there; `host`: where it led in the end. */
export const linkChecked = z.object({
  state: z.enum(['answers', 'missing', 'refuses', 'unknown', 'none']),
  status: z.int().nullable(),
  host: z.string().nullable(),
  fault: pinFault.nullable(),
});

/** A new Pin; what is left out is empty. */
export const pinRequest = z.object({
  content: pinWritten.partial().default({}),
  plannedFor: wallClock.nullable().default(null),
});
/** A change of what a Pin says or shows; what is left out stays. `version`: the one the author looked at. */
export const pinChange = z.object({ version: z.int(), content: pinWritten.partial() });

const pinIds = z.array(id).min(1).max(500);
/** Some Pins. */
export const pinsNamed = z.object({ pins: pinIds });
/** Moments for Pins; null takes one out of the calendar. */
export const pinPlans = z.object({
  plans: z
    .array(z.object({ id, plannedFor: wallClock.nullable() }))
    .min(1)
    .max(500),
});
/** What became of moving each; `was` undoes it. `approval-void`: moved, and to be approved again. */
export const pinMoves = z.object({
  items: z.array(
    z.object({
      id,
      outcome: z.enum(['moved', 'approval-void', 'same', 'locked', 'missing']),
      was: wallClock.nullable(),
    }),
  ),
});
/** What became of removing each. */
export const pinRemovals = z.object({
  items: z.array(z.object({ id, outcome: z.enum(['removed', 'locked', 'missing']) })),
});
/** What became of asking for a yes; `field`: what is missing of one that is not ready. */
export const reviewAsked = z.object({
  items: z.array(
    z.object({
      id,
      outcome: z.enum(['asked', 'already-asked', 'not-ready', 'locked', 'missing']),
      field: z.string().nullable(),
    }),
  ),
});
/** What a person says of Pins, as they saw them. One press may speak of many; each is approved by itself. */
export const saidRequest = z.object({
  say: z.enum(['approve', 'ask-changes', 'reject']),
  of: z
    .array(z.object({ id, version: z.int() }))
    .min(1)
    .max(200),
  /** Written beside each of them, for both sides. */
  comment: z.string().max(2000).optional(),
});
/** What became of each. `stale`: it changed while it was looked at, so nothing was said of it. */
export const saidAnswer = z.object({
  items: z.array(
    z.object({
      id,
      outcome: z.enum(['said', 'stale', 'not-asked', 'missing', 'too-late', 'forbidden']),
      state: pinState.nullable(),
    }),
  ),
});
/** Something to write about a Pin; people of the client always write for both sides. */
export const commentRequest = z.object({
  body: z.string().min(1).max(2000),
  audience: z.enum(['internal', 'client']).default('internal'),
});

/** How a client's Pins are planned, approved and published. */
export const contentTerms = z.object({
  clientReview: z.boolean(),
  utm: z.object({
    source: z.string(),
    medium: z.string(),
    campaign: z.string(),
    content: z.string(),
    term: z.string(),
  }),
  markPlace: z.enum(['query', 'fragment']),
  overdue: z.enum(['late', 'next-slot', 'hold']),
  /** Hours a Pin may go out late. */
  lateHours: z.int(),
  /** Days before and after its moment for which a yes is good. */
  windowDays: z.int(),
  spacingDays: z.int(),
  dayCap: z.int(),
  reminderHours: z.int(),
});

/** A board of the client, or a section of one; asked of Pinterest now and kept nowhere. */
export const boardChoice = z.object({ id: z.string(), name: z.string() });
/** Boards or sections to choose from. */
export const boardChoices = z.object({ items: z.array(boardChoice), total: z.int(), readAt: instant });

/** A link for one named person, without what opens it. */
export const reviewLink = z.object({
  id,
  readerName: z.string(),
  readerEmail: z.string().nullable(),
  locale: z.enum(['nl', 'en']),
  pins: z.array(id),
  madeAt: instant,
  expiresAt: instant,
  openedAt: instant.nullable(),
  revokedAt: instant.nullable(),
  /** Whether it still opens. */
  isOpen: z.boolean(),
});
/** Links, those made last first. */
export const reviewLinkList = z.object({ items: z.array(reviewLink) });
/** For whom a link is to be made. */
export const reviewLinkRequest = z.object({
  readerName: z.string().trim().min(1).max(120),
  readerEmail: z.email().max(254).nullable().default(null),
  locale: z.enum(['nl', 'en']),
  pins: z.array(id).min(1).max(200),
  days: z.int().min(1).max(30).default(7),
});
/** The link that was made, shown this once. */
export const reviewLinkMade = z.object({ link: reviewLink, address: z.string() });

/** What opens a link; in the body, so that it stands in no log. */
export const reviewToken = z.object({ token: z.string().min(1).max(120) });
/** What somebody sees who opens a link: these Pins, and nothing else of the client. */
export const reviewPage = z.object({
  readerName: z.string(),
  expiresAt: instant,
  zone: z.string(),
  locale: z.enum(['nl', 'en']),
  brand: z.object({ name: z.string(), colour: z.string().nullable() }),
  pins: z.array(
    z.object({
      pin: plannedPin,
      finalLink: z.string().nullable(),
      approval: z.object({ from: instant, until: instant }).nullable(),
      comments: z.array(pinComment),
    }),
  ),
});
/** What somebody with a link says. */
export const reviewSaidRequest = saidRequest.extend(reviewToken.shape);
/** A picture of one of a link's Pins. */
export const reviewPictureRequest = reviewToken.extend({ asset: id, size: z.enum(['thumb', 'full']).default('full') });
/** What somebody with a link writes. */
export const reviewCommentRequest = reviewToken.extend({ pin: id, body: z.string().min(1).max(2000) });

/** A planned Pin. */
export type PlannedPinTold = z.infer<typeof plannedPin>;
/** Planned Pins by their moment. */
export type PlannedPinList = z.infer<typeof plannedPinList>;
/** One Pin with everything around it. */
export type PlannedPinPage = z.infer<typeof plannedPinPage>;
/** What an author writes of a Pin. */
export type PinWritten = z.infer<typeof pinWritten>;
/** Whether the page a Pin leads to is there. */
export type LinkChecked = z.infer<typeof linkChecked>;
/** How a client's Pins are planned, approved and published. */
export type ContentTerms = z.infer<typeof contentTerms>;
/** Boards or sections to choose from. */
export type BoardChoices = z.infer<typeof boardChoices>;
/** What somebody sees who opens a link. */
export type ReviewPage = z.infer<typeof reviewPage>;
/** A link for one named person. */
export type ReviewLinkTold = z.infer<typeof reviewLink>;
