import { type ApiRequest, refuse } from '../handler.ts';
import type { Pin } from './account.ts';
import { creativeTypeOf } from './shapes.ts';

const known =
  'REGULAR VIDEO SHOPPING CAROUSEL MAX_VIDEO SHOP_THE_PIN COLLECTION IDEA SHOWCASE QUIZ COLLAGE MAX_WIDTH_REGULAR_COLLECTION MAX_WIDTH_VIDEO_COLLECTION'.split(
    ' ',
  );

/** Which Pins `creative_types` lets through; all without it. @throws Refusal 400 code 1 for a word that is none */
export const creativeTypeFilter = (request: ApiRequest): ((pin: Pin) => boolean) => {
  const wanted = request.query.list('creative_types');
  const strange = wanted.find((word) => !known.includes(word));
  if (strange !== undefined) refuse(400, 1, `'${strange}' is not one of ${known.join(', ')}`);
  return (pin) => wanted.length === 0 || wanted.includes(creativeTypeOf(pin));
};
