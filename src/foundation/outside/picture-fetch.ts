import { Fault } from '../kit/index.ts';
import { createFetch, type Fetch } from './create-fetch.ts';
import { type PinterestAddresses, pictureHosts } from './declared-hosts.ts';

/** The kinds of picture that are passed on. None of them can carry a script. */
export type PictureType = 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp';

/** A picture on its way: what it is by its own first bytes, and the bytes as they come. */
export type Picture = { readonly type: PictureType; readonly body: ReadableStream<Uint8Array<ArrayBuffer>> };

/** Fetches a picture from a declared picture host. `signal` ends it when nobody waits for it any more. */
export type PictureFetch = (address: string, options: { readonly signal: AbortSignal }) => Promise<Picture>;

/** How long a picture may be, and how long it may take. */
export type PictureLimits = { readonly bytes: number; readonly milliseconds: number };

// Pinterest takes pictures of at most 20 MB and serves them smaller; what is larger is no picture of a Pin. A picture that takes
// longer than this is not waited for: the page tells its figures without it.
const usualLimits: PictureLimits = { bytes: 20 * 1024 * 1024, milliseconds: 15_000 };

// The longest signature below.
const SIGNATURE_BYTES = 12;

const startsWith = (bytes: Uint8Array, signature: readonly number[], from = 0): boolean =>
  signature.every((byte, place) => bytes[from + place] === byte);

const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')];

/** What the bytes are, whatever the answer's header says of them; undefined for all else, SVG and HTML included. */
const typeOf = (bytes: Uint8Array): PictureType | undefined => {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (startsWith(bytes, ascii('GIF8'))) return 'image/gif';
  if (startsWith(bytes, ascii('RIFF')) && startsWith(bytes, ascii('WEBP'), 8)) return 'image/webp';
  return undefined;
};

const refused = (why: string, facts: Record<string, string | number | null> = {}): Fault =>
  new Fault('OUTSIDE_PICTURE_REFUSED', 'upstream', `The picture is not passed on: ${why}.`, { facts });

type Reader = ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;

const counted = (limit: number) => {
  let bytes = 0;
  return (piece: Uint8Array): void => {
    bytes += piece.length;
    if (bytes > limit) throw refused('it is too large', { bytes });
  };
};

/** The first pieces, as many as it takes to tell what they are. */
const readHead = async (reader: Reader, count: (piece: Uint8Array) => void): Promise<Uint8Array<ArrayBuffer>> => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  while (length < SIGNATURE_BYTES) {
    const { done, value } = await reader.read();
    if (done) break;
    count(value);
    pieces.push(value);
    length += value.length;
  }
  return new Uint8Array(Buffer.concat(pieces));
};

/** The head and what follows it, never more in memory than the piece at hand; a picture that grows too large breaks off. */
const passedOn = (
  reader: Reader,
  head: Uint8Array<ArrayBuffer>,
  count: (piece: Uint8Array) => void,
): Picture['body'] => {
  let isFirst = true;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull: async (controller) => {
        if (isFirst) {
          isFirst = false;
          controller.enqueue(head);
          return;
        }
        try {
          const { done, value } = await reader.read();
          if (done) {
            controller.close();
            return;
          }
          count(value);
          controller.enqueue(value);
        } catch (error) {
          await reader.cancel().catch(() => undefined);
          throw error;
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
};

const checkAnswer = (answer: Response, limits: PictureLimits): Reader => {
  const { status } = answer;
  if (status === 404 || status === 410 || status === 403) {
    throw new Fault('OUTSIDE_PICTURE_MISSING', 'missing', 'There is no picture at its address.', { facts: { status } });
  }
  if (status >= 500 || status === 429) {
    throw new Fault('OUTSIDE_PICTURE_AWAY', 'upstream', 'The picture is not given now.', { facts: { status } });
  }
  // A redirect would lead out of the declared hosts unseen.
  if (status !== 200) throw refused('another answer than a picture', { status });
  const length = Number(answer.headers.get('content-length') ?? 0);
  if (length > limits.bytes) throw refused('it is too large', { bytes: length });
  if (answer.body === null) throw refused('it is empty');
  return answer.body.getReader();
};

const ask = async (outside: Fetch, address: string, signal: AbortSignal): Promise<Response> => {
  try {
    // Nothing of ours goes along: no token, no cookie, not where the asker came from. As it is, so that what is counted is
    // what is passed on.
    const headers = { accept: 'image/jpeg,image/png,image/webp,image/gif', 'accept-encoding': 'identity' };
    return await outside(address, { method: 'GET', headers, signal, redirect: 'manual' });
  } catch (error) {
    throw new Fault('OUTSIDE_PICTURE_AWAY', 'upstream', 'The picture could not be fetched.', { cause: error });
  }
};

/**
 * Makes the picture proxy's way out. It calls declared picture hosts only, follows no redirect, tells by the first bytes that
 * it is a picture (whatever the header says), and passes the bytes on as they come: nothing is stored, and no more than a
 * piece is held in memory.
 *
 * @throws OUTSIDE_PICTURE_REFUSED for an address that is no declared picture host's, a redirect, what is no picture and
 *   what is too large (a picture whose size is not told breaks off while it is passed on); OUTSIDE_PICTURE_MISSING when it is
 *   gone; OUTSIDE_PICTURE_AWAY when the host is away, slow or busy
 * @throws OUTSIDE_ADDRESS_INVALID (when made) for configured addresses that are neither Pinterest's nor loopback
 * @personal passes a picture through; keeps nothing
 */
export const createPictureFetch = (
  addresses: PinterestAddresses,
  limits: PictureLimits = usualLimits,
): PictureFetch => {
  const mayFetch = pictureHosts(addresses);
  const outside = createFetch(addresses);
  return async (address, options) => {
    const url = URL.parse(address);
    if (url === null || url.username !== '' || url.password !== '' || !mayFetch(url)) {
      throw refused('its host is not declared', { host: url?.host.slice(0, 100) ?? null });
    }
    const signal = AbortSignal.any([options.signal, AbortSignal.timeout(limits.milliseconds)]);
    const answer = await ask(outside, address, signal);
    const count = counted(limits.bytes);
    let reader: Reader | undefined;
    try {
      reader = checkAnswer(answer, limits);
      const head = await readHead(reader, count);
      const type = typeOf(head);
      if (type === undefined) throw refused('it is no picture');
      return { type, body: passedOn(reader, head, count) };
    } catch (error) {
      await (reader ?? answer.body)?.cancel().catch(() => undefined);
      if (error instanceof Fault) throw error;
      throw new Fault('OUTSIDE_PICTURE_AWAY', 'upstream', 'The picture broke off.', { cause: error });
    }
  };
};
