import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isFault } from '../../foundation/kit/index.ts';
import { readReportBody } from './report-body.ts';

const asked = ['AD_ID', 'DATE', 'SPEND_IN_MICRO_DOLLAR', 'IMPRESSION_1'];

const read = async (pieces: readonly Uint8Array[], columns = asked): Promise<{ lines: number; text: string }> => {
  const out: Buffer[] = [];
  const source = async function* () {
    for (const piece of pieces) yield Uint8Array.from(piece);
  };
  const lines = await readReportBody(source(), columns, async (bytes) => {
    out.push(Buffer.from(bytes));
  });
  return { lines, text: Buffer.concat(out).toString() };
};

const cutAt = (text: string, cuts: readonly number[]): Uint8Array[] => {
  const bytes = Buffer.from(text);
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((one, other) => one - other);
  return [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length));
};

const row = fc.tuple(
  fc.bigInt({ min: 1n, max: 10n ** 18n }).map(String),
  fc.constantFrom('2026-11-01', '2026-11-02'),
  fc.bigInt({ min: -(10n ** 12n), max: 10n ** 15n }).map(String),
  fc.nat().map(String),
);

test('a report comes out as tab-separated lines wherever the network cuts it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 20 }), fc.array(fc.nat(5000), { maxLength: 8 }), async (rows, cuts) => {
      const csv = [asked.join(','), ...rows.map((cells) => cells.join(','))].join('\n').concat('\n');
      const result = await read(cutAt(csv, cuts));
      assert.equal(result.lines, rows.length);
      assert.equal(result.text, rows.map((cells) => `${cells.join('\t')}\n`).join(''));
    }),
    { numRuns: 60 },
  );
});

test('columns nobody asked for are dropped, and another order is put right', async () => {
  const csv = 'DATE,"AD_NAME",AD_ID,IMPRESSION_1,SPEND_IN_MICRO_DOLLAR\n2026-11-01,"Jan, piet@example.org",12,7,\n';
  const result = await read([Buffer.from(csv)]);
  assert.deepEqual(result, { lines: 1, text: '12\t2026-11-01\t0\t7\n' });
});

test('both ways of reading give the same lines for the same numbers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
      const fast = [asked.join(','), ...rows.map((cells) => cells.join(','))].join('\n');
      const slow = [asked.map((name) => `"${name}"`).join(','), ...rows.map((cells) => cells.join(','))].join('\n');
      const [one, other] = await Promise.all([read([Buffer.from(fast)]), read([Buffer.from(slow)])]);
      assert.equal(one.lines, other.lines);
      assert.equal(one.text.trimEnd(), other.text.trimEnd());
    }),
    { numRuns: 40 },
  );
});

test('an empty report has no lines', async () => {
  assert.deepEqual(await read([]), { lines: 0, text: '' });
  assert.deepEqual(await read([Buffer.from(`${asked.join(',')}\r\n`)]), { lines: 0, text: '' });
});

for (const [name, csv] of [
  ['a missing field', `${asked.join(',')}\n12,2026-11-01,5\n`],
  ['a field too many', `${asked.join(',')}\n12,2026-11-01,5,6,7\n`],
  ['a text where a number belongs', `${asked.join(',')}\n12,2026-11-01,five,6\n`],
  ['a missing column', 'AD_ID,DATE,IMPRESSION_1\n12,2026-11-01,6\n'],
  ['an error page', '<html><body>Sorry</body></html>\n'],
] as const) {
  test(`a report with ${name} is refused as a whole`, async () => {
    await assert.rejects(read([Buffer.from(csv)]), (error) => isFault(error, 'INGEST_REPORT_MALFORMED'));
  });
}
