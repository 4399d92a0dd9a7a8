import { createHash } from 'node:crypto';
import { refuse } from '../handler.ts';
import { type Image, readImage } from './media-bytes.ts';

/** An image that Pinterest has taken in: its size, and a name derived from its bytes. */
export type TakenImage = Image & { readonly key: string };

// Pinterest's help page says 20 to 32 MB, tools use 20.
const LARGEST_BYTES = 20_000_000;
// Below the client's own time-out of ten seconds, so that the answer is "could not fetch" and not silence.
const PATIENCE_MS = 4000;
const MOST_REDIRECTS = 3;

const unreachable = (): never =>
  refuse(400, 1, 'Unable to reach the URL. Please check the URL is correct and try again.');
const unfetched = (): never => refuse(400, 1, 'Sorry, we could not fetch the image.');

const taken = (bytes: Buffer): TakenImage => {
  const image = bytes.length > LARGEST_BYTES ? undefined : readImage(bytes);
  return image ? { ...image, key: createHash('md5').update(bytes).digest('hex') } : unfetched();
};

/** Decodes an image sent along. @throws Refusal 400 when the bytes are no image of that type, or too many */
export const decodeImage = (source: { content_type: string; data: string }): TakenImage => {
  const bytes = Buffer.from(source.data, 'base64');
  if (bytes.length > LARGEST_BYTES) return refuse(400, 1, 'The image is too large.');
  const image = readImage(bytes);
  if (!image || image.type !== source.content_type) {
    return refuse(400, 1, `The image data is not a valid ${source.content_type}.`);
  }
  return taken(bytes);
};

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

const request = async (address: string): Promise<Response> => {
  // The sandbox reaches nothing but this machine: an address elsewhere behaves like one that does not answer.
  if (!URL.canParse(address) || !loopback.has(new URL(address).hostname)) return unreachable();
  try {
    return await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (problem) {
    // Refused, reset or too slow: to the one who asked it is all the same.
    return problem instanceof Error ? unreachable() : unfetched();
  }
};

const readLimited = async (response: Response): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of response.body ?? []) {
      length += piece.length;
      if (length > LARGEST_BYTES) break;
      pieces.push(piece);
    }
  } catch (problem) {
    return problem instanceof Error ? unfetched() : unreachable();
  }
  return length > LARGEST_BYTES ? refuse(400, 1, 'The image is too large.') : Buffer.concat(pieces);
};

/** Fetches an image over HTTP as Pinterest does, from this machine only. @throws Refusal 400 when it cannot be had or is none */
export const fetchImage = async (address: string): Promise<TakenImage> => {
  let at = address;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const response = await request(at);
    const next = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && next !== null) {
      await response.body?.cancel();
      at = new URL(next, at).href;
      continue;
    }
    if (!response.ok) {
      await response.body?.cancel();
      return unfetched();
    }
    return taken(await readLimited(response));
  }
  return unreachable();
};
