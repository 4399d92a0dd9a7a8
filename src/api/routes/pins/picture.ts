import { Readable } from 'node:stream';
import { z } from 'zod';
import { isPinKnown } from '../../../facts/index.ts';
import { Fault } from '../../../foundation/kit/index.ts';
import { createPictureFetch } from '../../../foundation/outside/index.ts';
import { findLivePin, pictureAddress, pictureSizes } from '../../../ingest/index.ts';
import { type Asked, clientOf, route } from '../../route.ts';

const query = z.object({
  size: z.enum(pictureSizes).default('card').describe('About how large; `card` when left out'),
});

/** The Pin of a route's address. @throws API_MISSING when it is no Pin's number */
export const pinOf = ({ params }: Pick<Asked, 'params'>): string => {
  const { pinId = '' } = params;
  if (!/^\d{1,24}$/.test(pinId)) throw missingPin();
  return pinId;
};

/** The one answer for a Pin that does not exist and for one of somebody else's. */
export const missingPin = (): Fault =>
  new Fault('API_MISSING', 'missing', 'There is no such thing, or it is not yours.');

/**
 * A Pin's picture, through us: the reader's browser never meets Pinterest and never names an address. It is looked up here
 * from what Pinterest says of the Pin now, fetched from a declared picture host, and passed on as it comes.
 */
export const pinPictureRoute = route({
  method: 'GET',
  path: '/clients/:clientId/pins/:pinId/picture',
  summary: 'The picture of a Pin, passed on from Pinterest and kept nowhere',
  action: 'facts.read',
  query,
  streams: 'image/*',
  // A page of the gallery asks for as many pictures as it has Pins.
  perMinute: 2000,
  run: async ({ ctx, config, stopping }, asked) => {
    const { size } = query.parse(asked.request.query);
    const [clientId, pinId] = [clientOf(asked), pinOf(asked)];
    const found = await findLivePin(ctx, { clientId, pinId, mayAsk: () => isPinKnown(ctx, { clientId, pin: pinId }) });
    if (found === undefined) throw missingPin();
    const address = pictureAddress(found.pin, size);
    if (address === null) {
      throw new Fault('OUTSIDE_PICTURE_MISSING', 'missing', 'Pinterest has no picture of this Pin.');
    }
    const gone = new AbortController();
    asked.reply.raw.once('close', () => gone.abort());
    const { type, body } = await createPictureFetch(config)(address, {
      signal: AbortSignal.any([gone.signal, stopping]),
    });
    asked.reply
      .header('content-type', type)
      // For the way back to a page just left; Pinterest's picture is not ours to keep longer.
      .header('cache-control', 'private, max-age=300')
      // Opened by itself it is a picture and nothing else, whatever its bytes would like to be.
      .header('content-security-policy', "default-src 'none'; sandbox");
    return asked.reply.send(Readable.fromWeb(body));
  },
});
