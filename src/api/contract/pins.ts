import { z } from 'zod';
import { about, cell, cellPair, daysIn } from './figures.ts';
import { day, dayState, instant } from './parts.ts';

// Pins with everything that came of them: paid, earned and organic beside each other, never added together.

const figures = z.record(z.string(), cellPair);

/** What Pinterest says of the Pins now: titles, kinds and pictures are asked live and kept for 24 hours at most. */
export const pinContent = z.object({
  /** `reading`: Pinterest is being asked, ask again in a moment · `away`: it cannot be asked now, for the reason given. */
  state: z.enum(['known', 'reading', 'away']),
  /** In the reader's language. */
  meaning: z.string().nullable(),
  remedy: z.string().nullable(),
  readAt: instant.nullable(),
  /** From this moment on it is gone here. */
  expiresAt: instant.nullable(),
});

/** Of which days organic figures are, and whether they are stored by contract or as Pinterest says now. */
export const organicDays = z.object({ source: z.enum(['stored', 'live']), from: day, to: day });

/** What came of a Pin without any ad. */
export const organicFigures = organicDays.extend({
  /** Days of the stretch Pinterest gave figures of; null when it told the sum only. */
  knownDays: z.number().int().nullable(),
  days: z.number().int(),
  /** `impressions`, `clicks`, `outbound-clicks`, `saves`, `ctr`; null is unknown, never zero. */
  figures,
});

/** What a Pin shows. */
export const pinFormat = z.enum(['image', 'video', 'carousel', 'product', 'collection', 'idea', 'other']);
/** Whether there is a picture; `unknown` while Pinterest has not told. */
export const pinPicture = z.enum(['there', 'none', 'unknown']);

const pinHead = z.object({
  /** Pinterest's id. The Pin is at `https://www.pinterest.com/pin/<id>/`. */
  id: z.string(),
  /** Null without one, and while Pinterest has not told. */
  title: z.string().nullable(),
  format: pinFormat.nullable(),
  createdAt: instant.nullable(),
  /** As `#6e7874`. */
  colour: z.string().nullable(),
  picture: pinPicture,
});

/** One Pin in the gallery. */
export const pinCard = pinHead.extend({
  /** What its newest ad is called. */
  adName: z.string().nullable(),
  /** Ads that show it; 0 when it is not advertised, and then `figures` is empty. */
  ads: z.number().int(),
  activeAds: z.number().int(),
  figures,
  /** Null when nothing is known. */
  organic: organicFigures.nullable(),
});

/** A stretch of the gallery. */
export const pinList = z.object({
  about,
  daysIn,
  content: pinContent,
  organic: organicDays,
  /** Kinds there are to choose from; empty while Pinterest has not told. */
  formats: z.array(pinFormat),
  /** Pins in all. */
  count: z.number().int(),
  /** Where the next stretch begins; null after the last. */
  next: z.string().nullable(),
  pins: z.array(pinCard),
});

const step = z.object({ id: z.string(), name: z.string().nullable() });

/** One Pin with all that came of it. */
export const pinStory = z.object({
  about,
  daysIn,
  content: pinContent,
  pin: pinHead.extend({
    description: z.string().nullable(),
    altText: z.string().nullable(),
    link: z.string().nullable(),
  }),
  figures,
  organic: organicFigures.nullable(),
  /** Why organic figures are missing, in the reader's language; null when they are not. */
  organicMissing: z.string().nullable(),
  ads: z.array(
    step.extend({ status: z.string().nullable(), adGroup: step.nullable(), campaign: step.nullable(), figures }),
  ),
  days: z.array(
    z.object({
      day,
      delivery: dayState,
      conversions: dayState,
      figures: z.record(z.string(), cell),
      organic: z.record(z.string(), cell),
    }),
  ),
});

/** What Pinterest says of Pins now. */
export type PinContent = z.infer<typeof pinContent>;
/** Of which days organic figures are. */
export type OrganicDays = z.infer<typeof organicDays>;
/** What came of a Pin without any ad. */
export type OrganicFigures = z.infer<typeof organicFigures>;
/** One Pin in the gallery. */
export type PinCard = z.infer<typeof pinCard>;
/** A stretch of the gallery. */
export type PinList = z.infer<typeof pinList>;
/** One Pin with all that came of it. */
export type PinStory = z.infer<typeof pinStory>;
