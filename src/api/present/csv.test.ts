import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvLine, moneyCell, textCell } from './csv.ts';

test('whatever a thing is called, a spreadsheet reads the name and never a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 4 }), (names) => {
      const [read] = parse(csvLine(names.map(textCell)), { record_delimiter: '\r\n' }) as string[][];
      for (const [index, name] of names.entries()) {
        assert.doesNotMatch(read?.[index] ?? '', /^[=+\-@\t\r]/);
        assert.equal((read?.[index] ?? '').replace(/^'(?=[=+\-@\t\r])/, ''), name);
      }
    }),
  );
  assert.equal(
    textCell('=HYPERLINK("https://evil.example","klik")'),
    `"'=HYPERLINK(""https://evil.example"",""klik"")"`,
  );
  assert.equal(textCell('-20% korting'), "'-20% korting");
});

test('money is exact, with a point and at least two decimals', () => {
  for (const [micros, text] of [
    [0n, '0.00'],
    [1_500_000n, '1.50'],
    [-1_234_567n, '-1.234567'],
    [10n, '0.00001'],
    [123_456_789_012_340_000n, '123456789012.34'],
  ] as const) {
    assert.equal(moneyCell(micros), text);
  }
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), (micros) => {
      const text = moneyCell(micros);
      assert.match(text, /^-?\d+\.\d{2,6}$/);
      const [whole = '', decimals = ''] = text.replace('-', '').split('.');
      const back = BigInt(whole) * 1_000_000n + BigInt(decimals.padEnd(6, '0'));
      assert.equal(micros < 0n ? -back : back, micros);
    }),
  );
});
