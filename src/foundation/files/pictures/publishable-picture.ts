import { Fault } from '../../kit/index.ts';

/** A rectangle of a picture, in thousandths of its width and height. */
export type Cut = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** A picture as it can be published: upright, sRGB, without anything a camera or an editor adds, with a small one for lists. */
export type PublishablePicture = {
  readonly body: Buffer;
  readonly contentType: 'image/jpeg' | 'image/png';
  readonly width: number;
  readonly height: number;
  /** WebP, at most `thumbSide` pixels wide. */
  readonly thumb: Buffer;
};

const refused = (why: string, facts: Record<string, string | number> = {}): Fault =>
  new Fault('FILES_PICTURE_REFUSED', 'invalid', `The picture ${why}.`, { facts });

// Almost without loss: the picture is made smaller once more where it is shown.
const JPEG = { quality: 92, chromaSubsampling: '4:4:4' };
const THUMB = { quality: 78 };

const drawn = async (
  upright: Buffer,
  input: { isPng: boolean; bytes: number },
): Promise<Pick<PublishablePicture, 'body' | 'contentType'>> => {
  const { default: sharp } = await import('sharp');
  if (input.isPng) {
    const body = await sharp(upright).png({ compressionLevel: 9 }).toBuffer();
    if (body.length <= input.bytes) return { body, contentType: 'image/png' };
  }
  const body = await sharp(upright).flatten({ background: '#ffffff' }).jpeg(JPEG).toBuffer();
  if (body.length > input.bytes) throw refused('stays too large', { bytes: body.length, limit: input.bytes });
  return { body, contentType: 'image/jpeg' };
};

const areaOf = (cut: Cut, size: { width: number; height: number }) => {
  const left = Math.min(size.width - 1, Math.round((cut.x * size.width) / 1000));
  const top = Math.min(size.height - 1, Math.round((cut.y * size.height) / 1000));
  return {
    left,
    top,
    width: Math.max(1, Math.min(size.width - left, Math.round((cut.width * size.width) / 1000))),
    height: Math.max(1, Math.min(size.height - top, Math.round((cut.height * size.height) / 1000))),
  };
};

/**
 * Draws a picture anew as JPEG or PNG, the two kinds Pinterest takes as bytes. What it is, is told by its content; WebP
 * becomes PNG where it is see-through and JPEG elsewhere. Animations keep their first frame.
 *
 * @unit input.pixels most pixels of the source; a larger one is refused before it is unpacked
 * @unit input.side longest side of the result, in pixels
 * @unit input.bytes most bytes of the result; a PNG above it becomes a JPEG
 * @throws FILES_PICTURE_REFUSED when it is no JPEG, PNG or WebP, is damaged, or is too large
 * @cost unpacks the picture: about four bytes a pixel
 * @personal location, camera and author are left behind
 */
export const publishablePicture = async (
  source: Uint8Array,
  input: { pixels: number; side: number; bytes: number; thumbSide: number; cut?: Cut },
): Promise<PublishablePicture> => {
  // Loaded on first use: most processes never see a picture, and the library is large.
  const { default: sharp } = await import('sharp');
  try {
    const read = sharp(source, { limitInputPixels: input.pixels, failOn: 'error' });
    const { format, width, height, hasAlpha } = await read.metadata();
    if (format !== 'jpeg' && format !== 'png' && format !== 'webp')
      throw refused('is no JPEG, PNG or WebP', { format });
    if (width * height > input.pixels) throw refused('has too many pixels', { width, height });
    const turned = await read
      .autoOrient()
      .toColourspace('srgb')
      .png({ compressionLevel: 0 })
      .toBuffer({ resolveWithObject: true });
    const part =
      input.cut === undefined ? sharp(turned.data) : sharp(turned.data).extract(areaOf(input.cut, turned.info));
    const upright = await part
      .resize({ width: input.side, height: input.side, fit: 'inside', withoutEnlargement: true })
      .png({ compressionLevel: 0 })
      .toBuffer({ resolveWithObject: true });
    const isPng = format === 'png' || (format === 'webp' && hasAlpha);
    const [made, thumb] = await Promise.all([
      drawn(upright.data, { isPng, bytes: input.bytes }),
      sharp(upright.data)
        .resize({ width: input.thumbSide, height: input.thumbSide * 3, fit: 'inside', withoutEnlargement: true })
        .webp(THUMB)
        .toBuffer(),
    ]);
    return { ...made, width: upright.info.width, height: upright.info.height, thumb };
  } catch (error) {
    if (error instanceof Fault) throw error;
    // The library's message may quote bytes of the file.
    throw refused('cannot be read');
  }
};
