import type { Size } from './pictures.ts';

/** An image as its first bytes say it is, or undefined when they say no such thing. */
export type Image = Size & { readonly type: 'image/png' | 'image/jpeg' };

const pngOf = (bytes: Buffer): Image | undefined => {
  if (bytes.length < 24 || bytes.readUInt32BE(0) !== 0x89504e47 || bytes.toString('latin1', 12, 16) !== 'IHDR') {
    return undefined;
  }
  return { type: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
};

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const jpegOf = (bytes: Buffer): Image | undefined => {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    if (isFrame(bytes.readUInt8(at + 1))) {
      return { type: 'image/jpeg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
};

/** Reads kind and size of a PNG or JPEG from its header. */
export const readImage = (bytes: Buffer): Image | undefined => pngOf(bytes) ?? jpegOf(bytes);

type Box = { readonly type: string; readonly from: number; readonly to: number };

const boxAt = (bytes: Buffer, at: number, end: number): Box | undefined => {
  if (at + 8 > end) return undefined;
  const size = bytes.readUInt32BE(at);
  const type = bytes.toString('latin1', at + 4, at + 8);
  if (size === 1 && at + 16 <= end) return { type, from: at + 16, to: at + Number(bytes.readBigUInt64BE(at + 8)) };
  return { type, from: at + 8, to: size === 0 ? end : at + size };
};

const findBox = (bytes: Buffer, type: string, within: { from: number; to: number }): Box | undefined => {
  const end = Math.min(within.to, bytes.length);
  let box = boxAt(bytes, within.from, end);
  while (box && box.type !== type && box.to > box.from) box = boxAt(bytes, box.to, end);
  return box?.type === type ? box : undefined;
};

const secondsOf = (bytes: Buffer, header: Box): number | undefined => {
  if (header.from + 32 > bytes.length) return undefined;
  const wide = bytes.readUInt8(header.from) === 1;
  const scale = bytes.readUInt32BE(header.from + (wide ? 20 : 12));
  const length = wide ? Number(bytes.readBigUInt64BE(header.from + 24)) : bytes.readUInt32BE(header.from + 16);
  return scale === 0 ? undefined : length / scale;
};

/**
 * Length of an MP4, MOV or M4V (ISO base media: `ftyp` first, length in `moov/mvhd`), or undefined for any other bytes.
 * @unit seconds
 */
export const readVideoSeconds = (bytes: Buffer): number | undefined => {
  if (bytes.length < 12 || bytes.toString('latin1', 4, 8) !== 'ftyp') return undefined;
  const movie = findBox(bytes, 'moov', { from: 0, to: bytes.length });
  const header = movie && findBox(bytes, 'mvhd', movie);
  return header && secondsOf(bytes, header);
};
