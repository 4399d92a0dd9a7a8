import type { Page, PageAnswer, PageRequest } from '../handler.ts';
import { drawPicture, pictureSizes, type Size, sizeOf } from '../organic/pictures.ts';
import { seedFor } from '../world/hash.ts';

const LONGEST_SIDE = 4000;

const missing: PageAnswer = { status: 404, type: 'text/plain', body: 'Not Found' };

const png = async (key: string, size: Size, original: Size): Promise<PageAnswer> => ({
  status: 200,
  type: 'image/png',
  body: await drawPicture(seedFor(0, key), size, original),
  headers: { 'cache-control': 'public, max-age=31536000, immutable' },
});

const isSize = (name: string): name is (typeof pictureSizes)[number] => pictureSizes.some((size) => size === name);

/** `/pinimg/600x/aa/bb/cc/<32 hex>_1000x1500.png`: like i.pinimg.com, with the original's size in the name. */
const pinPicture = async (request: PageRequest): Promise<PageAnswer> => {
  const { size = '', file = '' } = request.params;
  const [, key, width, height] = /^([0-9a-f]{32}|\d{18})_(\d{1,4})x(\d{1,4})\.png$/.exec(file) ?? [];
  if (!isSize(size) || key === undefined) return missing;
  const original = { width: Math.max(1, Number(width)), height: Math.max(1, Number(height)) };
  if (Math.max(original.width, original.height) > LONGEST_SIDE) return missing;
  return png(key, sizeOf(size, original), original);
};

/** `/assets/1000x1500/any-name.png`: a picture of that size for tests and demo feeds to pin. */
const asset = async (request: PageRequest): Promise<PageAnswer> => {
  const { size = '', name = '' } = request.params;
  const [, width = '0', height = '0'] = /^(\d{1,4})x(\d{1,4})$/.exec(size) ?? [];
  const wanted = { width: Number(width), height: Number(height) };
  const longest = Math.max(wanted.width, wanted.height);
  if (Math.min(wanted.width, wanted.height) < 1 || longest > LONGEST_SIDE || !name.endsWith('.png')) return missing;
  return png(name, wanted, wanted);
};

/** Pictures as i.pinimg.com serves them, and pictures of any size to be pinned. */
export const picturePages: readonly Page[] = [
  { method: 'GET', path: '/pinimg/:size/:a/:b/:c/:file', handle: pinPicture },
  { method: 'GET', path: '/assets/:size/:name', handle: asset },
];
