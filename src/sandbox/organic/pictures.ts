import sharp from 'sharp';
import { sceneOf } from './scenes.ts';

/** Width and height in pixels. */
export type Size = { readonly width: number; readonly height: number };

const [LOWEST, HIGHEST] = [1, 2];

/**
 * A picture as PNG bytes, the same for the same key and size: a still life in a handful of colours, some kilobytes.
 * @param original the shape of the whole picture, where `size` is a part of it
 */
export const drawPicture = async (key: number, size: Size, original: Size = size): Promise<Buffer> => {
  // A scene needs height to stand in; a wide picture shows the middle of one.
  const h = Math.round(100 * Math.min(Math.max(original.height / original.width, LOWEST), HIGHEST));
  const longest = Math.max(size.width, (size.height * 100) / h);
  return sharp(Buffer.from(sceneOf(key, h)), { density: (72 * longest) / 100 })
    .resize(size.width, size.height, { fit: 'cover' })
    .png({ palette: true, colours: 32, dither: 0, effort: 2 })
    .toBuffer();
};

/** The sizes Pinterest offers, and the extra `originals` that its description does not name. */
export const pictureSizes = ['150x150', '400x300', '600x', '1200x', 'originals'] as const;
export type PictureSize = (typeof pictureSizes)[number];

/** Pixels of one of Pinterest's sizes for an original: fixed for the cropped ones, scaled by width for the others. */
export const sizeOf = (name: PictureSize, original: Size): Size => {
  if (name === '150x150') return { width: 150, height: 150 };
  if (name === '400x300') return { width: 400, height: 300 };
  if (name === 'originals') return original;
  const width = name === '600x' ? 600 : 1200;
  return { width, height: Math.max(1, Math.round((original.height / original.width) * width)) };
};
