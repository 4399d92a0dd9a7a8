import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readJson, writeJson } from './lossless-json.ts';

test('an id of 18 digits that Pinterest sends as a number keeps every digit', () => {
  assert.deepEqual(readJson('{"PIN_ID":626735565838123457}'), { PIN_ID: 626735565838123457n });
});

test('numbers a double holds stay numbers, fractions and exponents too', () => {
  assert.deepEqual(readJson('[9007199254740991,-3,0.08,1e3,1.5e300]'), [9007199254740991, -3, 0.08, 1000, 1.5e300]);
});

test('a long number is kept wherever it stands: alone, negative, in a list, after a line break', () => {
  const long = 9007199254740993n;
  assert.equal(readJson('9007199254740993'), long);
  assert.deepEqual(readJson('{"a":-9007199254740993}'), { a: -long });
  assert.deepEqual(readJson('[1,9007199254740993]'), [1, long]);
  assert.deepEqual(readJson('{"a":\n\t9007199254740993}'), { a: long });
  assert.deepEqual(readJson('[9007199254740993]'), [long]);
});

test('text that looks like a number stays text', () => {
  assert.deepEqual(readJson('{"a":"626735565838123457"}'), { a: '626735565838123457' });
});

test('any whole number survives reading, and any document survives writing and reading', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (value) => {
      assert.equal(String(readJson(String(value))), String(value));
    }),
  );
  const leaf = fc.oneof(
    fc.bigInt({ min: 2n ** 53n, max: 10n ** 24n }),
    fc.integer(),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
  );
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        fc.array(leaf),
      ),
      (value) => {
        assert.deepEqual(readJson(writeJson(value)), { ...value });
      },
    ),
  );
});
