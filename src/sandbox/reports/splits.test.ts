import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, WIDTH } from '../world/columns.ts';
import { createWorld } from '../world/world.ts';
import { partsOf, splitsOf } from './splits.ts';

const world = createWorld({ name: 'small', seed: 7 });
const [account] = world.accounts;
assert.ok(account !== undefined);
const splits = splitsOf(world, account);

const row = (figures: Readonly<Record<number, number>>) => {
  const matrix = new Float64Array(WIDTH);
  for (const [place, figure] of Object.entries(figures)) matrix[Number(place)] = figure;
  return { matrix, offset: 0 };
};
const split = (type: string, day: number) => {
  const found = splits(type, day);
  assert.ok(found !== undefined);
  return found;
};
const sum = (parts: readonly Float64Array[], place: number): number =>
  parts.reduce((total, part) => total + (part[place] ?? 0), 0);

test('the parts of a whole add up to it, few counts are shared out over the days, and a purchase takes its worth along', () => {
  const [spend, bought, worth] = [
    at('SPEND_IN_MICRO_DOLLAR'),
    at('TOTAL_CHECKOUT'),
    at('TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR'),
  ];
  const buyers = new Set<number>();
  for (let day = 0; day < 40; day += 1) {
    const parts = partsOf(
      row({ [spend]: 12_345_678, [bought]: 1, [worth]: 59_990_000 }),
      split('GENDER', day),
      day / 40,
    );
    assert.deepEqual([sum(parts, spend), sum(parts, bought), sum(parts, worth)], [12_345_678, 1, 59_990_000]);
    for (const [place, part] of parts.entries()) {
      assert.equal(part[worth], part[bought] === 1 ? 59_990_000 : 0);
      if (part[bought] === 1) buyers.add(place);
    }
  }
  assert.ok(buyers.size > 1, 'not every purchase is one part’s');
});

test('whoever told no age is in no part, and keywords are each counted by themselves', () => {
  const shown = at('IMPRESSION_1');
  const ages = partsOf(row({ [shown]: 1_000_000 }), split('AGE_BUCKET', 1), 0.5);
  assert.ok(Math.abs(sum(ages, shown) - 940_000) < 10);
  const words = split('KEYWORD', 1);
  const parts = partsOf(row({ [shown]: 1_000_000 }), words, 0.5);
  for (const [place, part] of parts.entries()) {
    assert.equal(part[shown], Math.floor(1_000_000 * ((words.parts[place]?.shares[shown] ?? 0) + 1e-9) + 0.5));
  }
});

test('an account has an audience of its own, the same each time, that changes a little by the month', () => {
  const other = world.accounts.find((each) => each.index !== account.index);
  assert.ok(other !== undefined);
  const again = splitsOf(createWorld({ name: 'small', seed: 7 }), account);
  assert.deepEqual(again('GENDER', 3), splits('GENDER', 3));
  assert.notDeepEqual(splitsOf(world, other)('GENDER', 3), splits('GENDER', 3));
  assert.deepEqual(splits('GENDER', 3), splits('GENDER', 29));
  assert.notDeepEqual(splits('GENDER', 3), splits('GENDER', 33));
  assert.equal(splits('COUNTRY', 3)?.parts[0]?.value, account.country);
  assert.equal(splits('SHOE_SIZE'), undefined);
});
