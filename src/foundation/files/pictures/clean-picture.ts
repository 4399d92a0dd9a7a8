import { Fault } from '../../kit/index.ts';

/** A picture made safe to show: one frame, sRGB, upright, without anything a camera or an editor adds. */
export type CleanPicture = { readonly png: Buffer; readonly width: number; readonly height: number };

const formats = ['jpeg', 'png', 'webp'];

const refused = (why: string, facts: Record<string, string | number> = {}): Fault =>
  new Fault('FILES_PICTURE_REFUSED', 'invalid', `The picture ${why}.`, { facts });

/**
 * Reads a picture a person gives us and draws it anew as PNG, no larger than asked. What it is, is told by its content, never
 * by its name; SVG is refused (it can carry scripts). Location, camera and author are left behind.
 *
 * @unit input.pixels most pixels of the source; a larger one is refused before it is unpacked
 * @unit input.side longest side of the result, in pixels; smaller pictures stay as they are
 * @throws FILES_PICTURE_REFUSED when it is no JPEG, PNG or WebP, is damaged, or has too many pixels
 * @cost unpacks the picture once: about four bytes a pixel
 * @personal none stays that is not in the picture itself
 */
export const cleanPicture = async (
  bytes: Uint8Array,
  input: { pixels: number; side: number },
): Promise<CleanPicture> => {
  // Loaded on first use: most processes never see a picture, and the library is large.
  const { default: sharp } = await import('sharp');
  try {
    const picture = sharp(bytes, { limitInputPixels: input.pixels, failOn: 'error' });
    const { format, width, height } = await picture.metadata();
    if (!formats.includes(format)) throw refused('is no JPEG, PNG or WebP', { format });
    if (width * height > input.pixels) throw refused('has too many pixels', { width, height });
    const { data, info } = await picture
      .autoOrient()
      .resize({ width: input.side, height: input.side, fit: 'inside', withoutEnlargement: true })
      .png({ compressionLevel: 9 })
      .toBuffer({ resolveWithObject: true });
    return { png: data, width: info.width, height: info.height };
  } catch (error) {
    if (error instanceof Fault) throw error;
    // The library's message may quote bytes of the file.
    throw refused('cannot be read');
  }
};
