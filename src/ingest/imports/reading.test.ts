import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isFault } from '../../foundation/kit/index.ts';
import { adColumns, isAdColumn } from '../../pinterest/contract.ts';
import { plainHeader, roleOfHeader } from './header-roles.ts';
import { seenBefore } from './seen-before.ts';
import { type StrippedRow, stripFile } from './strip-file.ts';
import { orderShownBy, readDay } from './written-days.ts';
import { type DecimalMark, markShownBy, readCount, readMicros, readMoney } from './written-numbers.ts';

const grouped = (whole: string, separator: string): string => whole.replaceAll(/\B(?=(\d{3})+$)/g, separator);

const written = (micros: bigint, mark: DecimalMark, separator: string): string => {
  const sign = micros < 0n ? '-' : '';
  const size = micros < 0n ? -micros : micros;
  return `${sign}${grouped(String(size / 1_000_000n), separator)}${mark}${String(size % 1_000_000n).padStart(6, '0')}`;
};

const styles = fc.constantFrom<[DecimalMark, string]>(
  ...([
    ['.', ','],
    ['.', ''],
    ['.', ' '],
    ['.', "'"],
    [',', '.'],
    [',', ''],
    [',', ' '],
    [',', '\u202f'],
  ] as [DecimalMark, string][]),
);

test('an amount is read back to the micro however it is written, with a sign of money on either side', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
      styles,
      fc.constantFrom('* ', '*', ''),
      (micros, [mark, separator], around) => {
        const text = written(micros, mark, separator);
        assert.equal(readMoney(text, mark), micros);
        assert.equal(readMoney(around === '' ? `${text} EUR` : `${around.replace('*', '€')}${text}`, mark), micros);
        assert.notEqual(markShownBy(text), mark === '.' ? ',' : '.');
      },
    ),
    { numRuns: 300 },
  );
});

test('a count is read back with its thousands, and nothing but a whole number of zero or more is one', () => {
  fc.assert(
    fc.property(fc.nat(2_000_000_000), styles, (count, [mark, separator]) => {
      assert.equal(readCount(grouped(String(count), separator), mark), BigInt(count));
      assert.equal(readCount(`${count}${mark}00`, mark), BigInt(count));
    }),
  );
  assert.deepEqual(
    ['', ' ', '-', '—', '0'].map((cell) => readCount(cell, '.')),
    [0n, 0n, 0n, 0n, 0n],
  );
  assert.deepEqual(
    ['five', '=1+1', '@SUM(A1)', '1.2E+05', '3.5', '-2', '99999999999', '1,23', '1.234.5', '12a', 'N/A'].map((cell) =>
      readCount(cell, '.'),
    ),
    [
      ...['number', 'formula', 'formula', 'shortened', 'whole', 'negative', 'large', 'number', 'number', 'number'],
      'number',
    ],
  );
  assert.equal(readMoney('0.1234567', '.'), 123_457n);
  assert.equal(readMicros('1234567', ','), 1_234_567n);
  assert.equal(readMicros('1,5', ','), 'whole');
});

test('a number that can be read in one way only tells the decimal sign, others say so', () => {
  const shown = (cell: string) => markShownBy(cell);
  assert.deepEqual(
    ['1.234,56', '1,234.56', '1.234.567', '1,234,567', '12,5', '12.50', '1.234', '1,234', '12', '', 'abc', '0.123'].map(
      shown,
    ),
    [',', '.', ',', '.', ',', '.', 'either', 'either', undefined, undefined, undefined, '.'],
  );
});

test('a day is read as people and spreadsheets write it, and no other day comes of it', () => {
  const day = '2024-01-31';
  for (const cell of [
    ...[
      '2024-01-31',
      '2024/1/31',
      '2024-01-31 00:00:00',
      '2024-01-31T00:00:00Z',
      '31-01-2024',
      '31/1/2024',
      '31.01.2024',
    ],
    ...['31 jan 2024', '31 januari 2024', 'Jan 31, 2024', 'January 31 2024', '31-Jan-2024'],
  ]) {
    assert.equal(readDay(cell, 'day-month'), day, cell);
  }
  assert.equal(readDay('01/31/2024', 'month-day'), day);
  for (const cell of [
    '31-02-2024',
    '2024-13-01',
    '2024-01',
    '2024-01-01 - 2024-01-07',
    '31-01-24',
    'Total',
    '',
    '2024-01-31 13:00',
  ]) {
    assert.equal(readDay(cell, 'day-month'), undefined, cell);
  }
  assert.deepEqual(['31/01/2024', '01/31/2024', '02/01/2024', '02/02/2024', '2024-01-31'].map(orderShownBy), [
    'day-month',
    'month-day',
    'either',
    undefined,
    undefined,
  ]);
  assert.equal(readDay('02/01/2024', 'day-month'), '2024-01-02');
  assert.equal(readDay('02/01/2024', 'month-day'), '2024-02-01');
});

test('every column of the ledger is known by Pinterest’s own name, and money also in whole units', () => {
  for (const column of Object.keys(adColumns).filter(isAdColumn)) {
    const isMoney = adColumns[column].unit === 'micros';
    assert.deepEqual(roleOfHeader(column), { is: 'figure', column, unit: isMoney ? 'micros' : 'count' });
    if (isMoney) {
      const header = column.replace('_IN_MICRO_DOLLAR', '_IN_DOLLAR');
      assert.deepEqual(roleOfHeader(header), { is: 'figure', column, unit: 'money' });
    }
  }
});

test('headers are known in English and Dutch, with case, spaces and the currency left aside', () => {
  const told = (header: string): string => {
    const role = roleOfHeader(header);
    if (role.is === 'figure') return `${role.column} ${role.unit}`;
    return role.is === 'id' ? `id ${role.level}` : role.is === 'left' ? `left ${role.why}` : role.is;
  };
  const wanted: Record<string, string> = {
    'Spend in account currency': 'SPEND_IN_MICRO_DOLLAR money',
    'Uitgaven (EUR)': 'SPEND_IN_MICRO_DOLLAR money',
    'Paid  Impressions': 'IMPRESSION_1 count',
    'Verdiende vertoningen': 'IMPRESSION_2 count',
    'Outbound clicks (paid)': 'OUTBOUND_CLICK_1 count',
    'Total conversions (Checkout)': 'TOTAL_CHECKOUT count',
    'Total order value (Checkout)': 'TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR money',
    'Click-through conversions (Checkout)': 'TOTAL_CLICK_CHECKOUT count',
    'View-through order value (Checkout)': 'TOTAL_VIEW_CHECKOUT_VALUE_IN_MICRO_DOLLAR money',
    LEADS: 'LEADS count',
    Leads: 'TOTAL_LEAD count',
    Datum: 'day',
    'Ad group ID': 'id adGroup',
    'Advertentie-id': 'id ad',
    Impressions: 'left mixed',
    Vertoningen: 'left mixed',
    CTR: 'left ratio',
    'eCPM (EUR)': 'left ratio',
    'Cost per conversion': 'left ratio',
    Reach: 'left reach',
    Bereik: 'left reach',
    'Ad account name': 'left name',
    Campagnenaam: 'left name',
    'Campaign status': 'left setting',
    Country: 'breakdown',
    Week: 'coarse',
    'Our own column': 'unknown',
  };
  assert.deepEqual(Object.fromEntries(Object.keys(wanted).map((header) => [header, told(header)])), wanted);
  assert.equal(
    plainHeader('\ufeffSpend  (EUR) '),
    plainHeader('spend').replace('spend', plainHeader('\ufeffSpend  (EUR) ')),
  );
});

const stripped = async (bytes: Uint8Array | AsyncIterable<Uint8Array>, cuts = 1 << 16) => {
  const rows: StrippedRow[] = [];
  const body = async function* () {
    if (Symbol.asyncIterator in bytes) yield* bytes;
    else for (let at = 0; at < bytes.length; at += cuts) yield bytes.subarray(at, at + cuts);
  };
  const seen = await stripFile(body(), async (row) => void rows.push(row));
  return { rows, seen };
};

const csv =
  'Date,Ad ID,Ad account name,Spend,Note\r\n2024-01-31,12,Jan de Vries,"1,234.50",12.5\r\n2024-02-01,13,Piet,2.25,piet@example.org\r\n';

const utf16 = (text: string, isBig: boolean): Uint8Array => {
  const little = Buffer.from(`\ufeff${text}`, 'utf16le');
  return isBig ? little.swap16() : little;
};

test('a file is read alike in each encoding, with each separator and however it is cut', async () => {
  const first = (await stripped(Buffer.from(csv))).rows;
  assert.deepEqual(first, [
    [2, 5, false, ['2024-01-31', '12', null, '1,234.50', '12.5']],
    [3, 5, false, ['2024-02-01', '13', null, '2.25', '…']],
  ]);
  const tabs = csv.replace('"1,234.50"', '1\u000034.50').replaceAll(',', '\t').replace('\u0000', ',2');
  for (const bytes of [
    Buffer.from(`\ufeff${csv}`),
    utf16(csv, false),
    utf16(csv, true),
    utf16(csv, false).subarray(2),
    Buffer.from(`sep=;\r\n${csv.replaceAll(',', ';').replace('"1;234.50"', '1,234.50')}`),
    Buffer.from(tabs),
  ]) {
    for (const cuts of [1, 7, 1 << 16]) {
      const { rows } = await stripped(bytes, cuts);
      assert.deepEqual(
        rows.map(([, ...row]) => row),
        first.map(([, ...row]) => row),
      );
    }
  }
  const { seen } = await stripped(utf16(csv, false));
  assert.deepEqual([seen.encoding, seen.delimiter, seen.rows], ['utf-16le', ',', 2]);
});

test('a title above the header is passed over, and names never leave the reading', async () => {
  const { rows, seen } = await stripped(Buffer.from(`Report of Jan de Vries\n\nFrom,2024-01-01\n${csv}`));
  assert.deepEqual(
    seen.columns.map(({ header }) => header),
    ['Date', 'Ad ID', 'Ad account name', 'Spend', 'Note'],
  );
  assert.equal(rows.length, 2);
  assert.ok(!JSON.stringify([rows, seen]).includes('Vries') && !JSON.stringify(rows).includes('example.org'));
});

const repeated = async function* (piece: Uint8Array, times: number) {
  for (let time = 0; time < times; time += 1) yield piece;
};

for (const [what, code, body] of [
  ['nothing', 'INGEST_IMPORT_EMPTY', () => Buffer.from('')],
  ['only a header', 'INGEST_IMPORT_EMPTY', () => Buffer.from('Date,Spend\n')],
  ['a quotation mark that is never closed', 'INGEST_IMPORT_QUOTES', () => Buffer.from('Date,Spend\n"2024-01-01,5\n')],
  [
    'bytes that are no UTF-8',
    'INGEST_IMPORT_ENCODING',
    () => Buffer.from('Datum,Uitgaven €\n2024-01-01,5\n', 'latin1'),
  ],
  ['windows-1252', 'INGEST_IMPORT_ENCODING', () => Buffer.from([68, 0x80, 10, 53, 10])],
  ['zeros among the text', 'INGEST_IMPORT_NOT_TEXT', () => Buffer.from('Date,Spend\n2024-01-01,\0\n')],
  ['a workbook', 'INGEST_IMPORT_NOT_TEXT', () => Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0])],
  ['a million columns', 'INGEST_IMPORT_LINE', () => Buffer.from(`Date${',a'.repeat(1_000_000)}\n2024-01-01\n`)],
  ['a thousand columns', 'INGEST_IMPORT_TOO_WIDE', () => Buffer.from(`Date${',a'.repeat(1000)}\n2024-01-01\n`)],
  ['200 MB of zero bytes', 'INGEST_IMPORT_NOT_TEXT', () => repeated(new Uint8Array(1 << 20), 200)],
  ['200 MB of the digit zero', 'INGEST_IMPORT_LINE', () => repeated(Buffer.alloc(1 << 20, '0'), 200)],
] as const) {
  test(`${what} is refused for what it is`, async () => {
    await assert.rejects(stripped(body()), (error) => isFault(error, code));
  });
}

test('what was seen before is told of each of many, and of nothing else', () => {
  const isSeen = seenBefore();
  const texts = Array.from({ length: 50_000 }, (_, index) => `5497558${index} 2024-01-${index % 28}`);
  assert.equal(texts.filter((text) => isSeen(text)).length, 0);
  assert.equal(texts.filter((text) => !isSeen(text)).length, 0);
  assert.equal(isSeen('another'), false);
});
