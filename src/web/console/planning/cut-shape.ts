/** The part of a picture that is kept, in thousandths of its width and height. */
export type Part = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const SHAPE = 2 / 3;
// A pixel or two of a thousand is nothing anybody sees.
const SAME = 0.004;

/** True for a picture that is 2:3 as it stands. */
export const isShaped = (size: { readonly width: number; readonly height: number }): boolean =>
  Math.abs(size.width / size.height - SHAPE) < SAME;

/**
 * The largest 2:3 part of a picture; `place` says where it lies along the side that is too long, in thousandths.
 * What is wider is cut left and right, what is taller above and below.
 */
export const partOf = (size: { readonly width: number; readonly height: number }, place: number): Part => {
  const shape = size.width / size.height;
  if (shape > SHAPE) {
    const width = Math.round((1000 * SHAPE) / shape);
    return { x: Math.round(((1000 - width) * place) / 1000), y: 0, width, height: 1000 };
  }
  const height = Math.round((1000 * shape) / SHAPE);
  return { x: 0, y: Math.round(((1000 - height) * place) / 1000), width: 1000, height };
};
