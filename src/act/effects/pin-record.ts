import { createHash } from 'node:crypto';
import { z } from 'zod';

const digits = z.string().regex(/^\d{1,32}$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const link = z.url({ protocol: /^https?$/ }).max(2048);

const picture = z.object({
  fileId: z.uuid(),
  sha256,
  // Pinterest takes these two; anything else was converted before it was approved.
  contentType: z.enum(['image/jpeg', 'image/png']),
});

const slide = picture.extend({
  title: z.string().max(100).optional(),
  description: z.string().max(500).optional(),
  link: link.optional(),
});

const media = z.discriminatedUnion('kind', [
  picture.extend({ kind: z.literal('picture') }),
  z.object({ kind: z.literal('carousel'), slides: z.array(slide).min(2).max(5) }),
  z.object({
    kind: z.literal('video'),
    /** Pinterest's id of the uploaded file; the ledger of uploads binds it to these bytes. */
    mediaId: digits,
    sha256,
    cover: z.discriminatedUnion('kind', [
      picture.extend({ kind: z.literal('picture') }),
      z.object({ kind: z.literal('key-frame'), second: z.number().min(0) }),
    ]),
  }),
]);

/** Everything Pinterest is sent of a new Pin; the limits are Pinterest's (openapi pins/create). */
export const pinParams = z.object({
  boardId: digits,
  sectionId: digits.nullable(),
  title: z.string().max(100),
  description: z.string().max(800),
  altText: z.string().max(500),
  /** The final address, its marks included; null: a Pin without a link. */
  link: link.nullable(),
  /** What is said of advertising or partnership in the text; part of what a person approved. */
  disclosure: z.string().max(80).nullable(),
  media,
});

/** A new Pin, as the ledger keeps it. */
export type PinParams = z.infer<typeof pinParams>;

/** The picture of a Pin or of a slide, or the cover of a video. */
export type Picture = z.infer<typeof picture>;

const coverRecord = (cover: Extract<PinParams['media'], { kind: 'video' }>['cover']) =>
  cover.kind === 'key-frame' ? ['key-frame', cover.second] : ['picture', cover.contentType, cover.sha256];

const mediaRecord = (given: PinParams['media']): unknown => {
  if (given.kind === 'picture') return ['picture', given.contentType, given.sha256];
  if (given.kind === 'video') return ['video', given.sha256, coverRecord(given.cover)];
  return [
    'carousel',
    given.slides.map((each) => [
      each.contentType,
      each.sha256,
      each.title ?? null,
      each.description ?? null,
      each.link ?? null,
    ]),
  ];
};

/**
 * SHA-256 of the canonical record of a Pin: a list in a fixed order, so that no name, space or order of keys can make two
 * Pins look alike or one look like two. Bytes of pictures are in it by their own SHA-256.
 *
 * @personal none
 */
export const pinHash = (pin: PinParams): Buffer => {
  const texts = [pin.title, pin.description, pin.altText, pin.link, pin.disclosure];
  const canonical = ['pin', 1, pin.boardId, pin.sectionId, ...texts, mediaRecord(pin.media)];
  return createHash('sha256').update(JSON.stringify(canonical)).digest();
};

/** The name of the mark in an address. */
const MARK = 'pb';

const markOf = (effectId: string): string => Buffer.from(effectId.replaceAll('-', ''), 'hex').toString('base64url');

/**
 * The final address of a Pin: with the publication's own id in it, so that the Pin can be told from any other that looks
 * the same. As a parameter beside the UTM ones, or behind the `#` where a client's site minds unknown parameters.
 *
 * @example markedLink('https://shop.example/chair?utm_source=pinterest', { effectId, place: 'query' })
 * @personal none
 */
export const markedLink = (address: string, input: { effectId: string; place: 'query' | 'fragment' }): string => {
  const url = new URL(address);
  if (input.place === 'query') url.searchParams.set(MARK, markOf(input.effectId));
  else url.hash = `${MARK}=${markOf(input.effectId)}`;
  return url.href;
};

/** Whether an address carries the mark of a publication. Pinterest may add to an address; the mark stays. @personal none */
export const isMarked = (address: string | null, effectId: string): boolean => {
  if (address === null || !URL.canParse(address)) return false;
  const url = new URL(address);
  const mark = markOf(effectId);
  return url.searchParams.get(MARK) === mark || new URLSearchParams(url.hash.slice(1)).get(MARK) === mark;
};
