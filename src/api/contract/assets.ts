import { z } from 'zod';
import { instant } from './parts.ts';

// Pictures of a client's library, as they are sent to Pinterest.

const id = z.uuid();
const folder = z.string().trim().max(120);
const tag = z.string().trim().min(1).max(60);
const thousandth = z.int().min(0).max(1000);

/** A picture or video of the library. */
export const asset = z.object({
  id,
  kind: z.enum(['picture', 'video']),
  name: z.string(),
  /** Empty: in no folder. */
  folder: z.string(),
  tags: z.array(z.string()),
  contentType: z.string(),
  bytes: z.int(),
  /** Pixels. */
  width: z.int(),
  height: z.int(),
  durationMs: z.int().nullable(),
  /** What must stay in sight when it is cut, in thousandths of width and height. */
  focal: z.object({ x: thousandth, y: thousandth }),
  /** The picture it is a part of. */
  cutFrom: id.nullable(),
  addedAt: instant,
  /** How many planned and published Pins show it. */
  uses: z.int(),
});

/** A library, the newest first, with the folders and tags there are in all of it. */
export const assetList = z.object({
  items: z.array(asset),
  folders: z.array(z.string()),
  tags: z.array(z.string()),
  next: z.string().nullable(),
  /** The largest file that is taken, in bytes. */
  bytesMax: z.int(),
});

/** What became of an upload or a cut; `existing` when the library had the very bytes already. */
export const assetReceived = z.object({ asset, outcome: z.enum(['new', 'existing']) });

/** A picture that lies on the web. */
export const assetAddressed = z.strictObject({
  address: z.string().trim().min(1).max(2048),
  folder: folder.default(''),
});

/** A change of what is written about a picture; what is left out stays. */
export const assetChange = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  folder: folder.optional(),
  tags: z.array(tag).max(20).optional(),
  focal: z.strictObject({ x: thousandth, y: thousandth }).optional(),
});

/** The part of a picture to keep as one of its own, in thousandths of its width and height. */
export const assetCut = z.strictObject({
  x: thousandth,
  y: thousandth,
  width: z.int().min(1).max(1000),
  height: z.int().min(1).max(1000),
});

/** A picture or video of the library. */
export type AssetTold = z.infer<typeof asset>;
/** A library, the newest first. */
export type AssetList = z.infer<typeof assetList>;
/** What became of an upload or a cut. */
export type AssetReceived = z.infer<typeof assetReceived>;
/** The part of a picture to keep. */
export type AssetCut = z.infer<typeof assetCut>;
