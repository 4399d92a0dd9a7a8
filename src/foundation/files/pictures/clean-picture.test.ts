import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { cleanPicture } from './clean-picture.ts';

const limits = { pixels: 4_000_000, side: 100 };

const drawing = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 31, g: 111, b: 67 } } });

test('a photograph comes out as a small upright PNG without what the camera added', async () => {
  const photo = await drawing(400, 200)
    .withExif({ IFD0: { Artist: 'Jan Jansen', Make: 'Camera' }, IFD3: { GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const clean = await cleanPicture(photo, limits);
  assert.deepEqual([clean.width, clean.height], [50, 100]);
  const { format, exif, orientation } = await sharp(clean.png).metadata();
  assert.deepEqual([format, exif, orientation], ['png', undefined, undefined]);
  assert.ok(!clean.png.includes('Jansen'));
});

test('a small picture is not blown up', async () => {
  const clean = await cleanPicture(await drawing(20, 10).webp().toBuffer(), limits);
  assert.deepEqual([clean.width, clean.height], [20, 10]);
});

test('what is no picture, carries scripts, is cut off or too large is refused with one code', async () => {
  const whole = await drawing(300, 300).png({ compressionLevel: 0 }).toBuffer();
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>');
  for (const bytes of [
    Buffer.from('hello'),
    Buffer.alloc(0),
    svg,
    whole.subarray(0, whole.length / 2),
    await drawing(3000, 2000).png().toBuffer(),
    await drawing(20, 20).tiff().toBuffer(),
  ]) {
    await assert.rejects(cleanPicture(bytes, limits), { code: 'FILES_PICTURE_REFUSED', kind: 'invalid' });
  }
});
