import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isShaped, partOf } from './cut-shape.ts';

const sizes = fc.record({ width: fc.integer({ min: 200, max: 4096 }), height: fc.integer({ min: 200, max: 4096 }) });

test('the part lies within the picture, touches two of its sides, and is 2:3 to half a per cent', () => {
  fc.assert(
    fc.property(sizes, fc.integer({ min: 0, max: 1000 }), (size, place) => {
      fc.pre(size.width / size.height < 8 && size.height / size.width < 8);
      const { x, y, width, height } = partOf(size, place);
      assert.ok(x >= 0 && y >= 0 && x + width <= 1000 && y + height <= 1000);
      assert.ok(width === 1000 || height === 1000);
      const shape = (width * size.width) / (height * size.height);
      assert.ok(Math.abs(shape - 2 / 3) / (2 / 3) < 0.006, String(shape));
    }),
  );
});

test('a picture of 1000 by 1500 is left as it is', () => {
  assert.ok(isShaped({ width: 1000, height: 1500 }));
  assert.ok(!isShaped({ width: 1000, height: 1000 }));
});
