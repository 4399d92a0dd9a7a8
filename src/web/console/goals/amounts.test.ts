import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readMillionths, typedMillionths } from './amounts.ts';

test('an amount is read as people of the language write it', () => {
  const cases: [string, 'nl' | 'en', bigint | undefined][] = [
    ['3000', 'nl', 3_000_000_000n],
    ['3.000', 'nl', 3_000_000_000n],
    ['3.000', 'en', 3_000_000n],
    ['2.500,50', 'nl', 2_500_500_000n],
    ['2,500.50', 'en', 2_500_500_000n],
    ['€ 1.000.000', 'nl', 1_000_000_000_000n],
    ['4,5', 'nl', 4_500_000n],
    ['4.5', 'nl', 4_500_000n],
    ['4.5', 'en', 4_500_000n],
    ['2 %', 'en', 2_000_000n],
    ['', 'nl', undefined],
    ['-5', 'nl', undefined],
    ['3.00.00', 'nl', undefined],
    ['1,2,3', 'en', undefined],
    ['drie', 'nl', undefined],
    ['0,0000001', 'nl', undefined],
  ];
  for (const [text, locale, millionths] of cases) assert.equal(readMillionths(text, locale), millionths, text);
});

test('what is put in the field of a goal is read back as the same amount', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 17n }),
      fc.constantFrom('nl' as const, 'en' as const),
      (amount, locale) => {
        const typed = typedMillionths(amount.toString(), locale);
        // Three digits behind the point of the other language would be thousands; behind one's own they are not.
        assert.equal(readMillionths(typed, locale), amount, typed);
      },
    ),
  );
});
