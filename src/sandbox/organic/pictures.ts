import { crc32, deflateSync } from 'node:zlib';
import { draw, fraction } from '../world/hash.ts';

/** Width and height in pixels. */
export type Size = { readonly width: number; readonly height: number };

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

const colourOf = (key: number, n: number): number[] => {
  // Muted colours: a page full of them looks like a board, not like a test card.
  const hue = fraction(key, 1) + (n - 2) * 0.06;
  const light = 0.35 + n * 0.11;
  return [0, 1 / 3, 2 / 3].map((turn) =>
    Math.round(255 * light * (0.75 + 0.25 * Math.cos(2 * Math.PI * (hue - turn)))),
  );
};

type Shape = { x: number; y: number; width: number; height: number; colour: number; round: boolean };

const shapesOf = (key: number): Shape[] =>
  Array.from({ length: 7 }, (_, n) => ({
    x: fraction(key, n, 1) * 0.9 - 0.1,
    y: fraction(key, n, 2) * 0.9 - 0.1,
    width: 0.15 + fraction(key, n, 3) * 0.6,
    height: 0.1 + fraction(key, n, 4) * 0.5,
    colour: 1 + (draw(key, n, 5) % 4),
    round: fraction(key, n, 6) < 0.4,
  }));

const paint = (row: Buffer, shape: Shape, line: { at: number; width: number }): void => {
  const dy = (line.at - shape.y) / shape.height;
  if (dy < 0 || dy >= 1) return;
  const inset = shape.round ? (1 - Math.sqrt(Math.max(0, 1 - (2 * dy - 1) ** 2))) / 2 : 0;
  const from = Math.round((shape.x + inset * shape.width) * line.width);
  const to = Math.round((shape.x + (1 - inset) * shape.width) * line.width);
  // Byte 0 of a line is PNG's filter type.
  if (to > 0 && from < line.width) row.fill(shape.colour, Math.max(0, from) + 1, Math.min(line.width, to) + 1);
};

/** A picture as PNG bytes, the same for the same key and size: a few flat shapes in five colours, some kilobytes. */
export const drawPicture = (key: number, size: Size): Buffer => {
  const shapes = shapesOf(key);
  const lines: Buffer[] = [];
  for (let y = 0; y < size.height; y += 1) {
    const row = Buffer.alloc(size.width + 1);
    for (const shape of shapes) paint(row, shape, { at: y / size.height, width: size.width });
    lines.push(row);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size.width, 0);
  header.writeUInt32BE(size.height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from([0, 1, 2, 3, 4].flatMap((n) => colourOf(key, n)))),
    chunk('IDAT', deflateSync(Buffer.concat(lines), { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
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
