import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFault } from '../../foundation/kit/index.ts';
import { readBreakdownBody } from './breakdown-body.ts';

const asked = {
  id: 'CAMPAIGN_ID',
  types: ['KEYWORD', 'GENDER'],
  columns: ['SPEND_IN_MICRO_DOLLAR', 'IMPRESSION_1'],
} as const;
const head = 'CAMPAIGN_ID,DATE,TARGETING_TYPE,TARGETING_VALUE,SPEND_IN_MICRO_DOLLAR,IMPRESSION_1';

const read = async (text: string): Promise<{ lines: number; landed: string }> => {
  const pieces: Uint8Array[] = [];
  const body = async function* () {
    const bytes = Buffer.from(text);
    for (let from = 0; from < bytes.length; from += 7) yield bytes.subarray(from, from + 7);
  };
  const lines = await readBreakdownBody(body(), asked, async (bytes) => {
    pieces.push(bytes);
  });
  return { lines, landed: Buffer.concat(pieces).toString() };
};

test('a value keeps its quotes, commas and accents, and what would tear a line is made harmless', async () => {
  const { lines, landed } = await read(
    `${head}\n12,2026-03-01,KEYWORD,"kleine tuin, ""spa"" ideeën",5,7\n12,2026-03-01,KEYWORD,"a\tb\\nc\nd",1,0\n`,
  );
  assert.equal(lines, 2);
  assert.equal(
    landed,
    '12\t2026-03-01\tKEYWORD\tkleine tuin, "spa" ideeën\t5\t7\n12\t2026-03-01\tKEYWORD\ta b\\\\nc d\t1\t0\n',
  );
});

test('columns in another order are found by name; types and columns nobody asked for are dropped, empty figures are zero', async () => {
  const { lines, landed } = await read(
    'TARGETING_VALUE,DATE,IMPRESSION_1,NAME,SPEND_IN_MICRO_DOLLAR,TARGETING_TYPE,CAMPAIGN_ID\n' +
      'female,2026-03-01,3,Somebody,,GENDER,12\nNL,2026-03-01,3,Somebody,4,COUNTRY,12\n',
  );
  assert.deepEqual([lines, landed], [1, '12\t2026-03-01\tGENDER\tfemale\t0\t3\n']);
});

test('a report without rows has no lines', async () => {
  assert.deepEqual(await read(`${head}\n`), { lines: 0, landed: '' });
});

test('a report that is not what was asked is refused', async () => {
  const bad = [
    'CAMPAIGN_ID,DATE,TARGETING_TYPE,SPEND_IN_MICRO_DOLLAR,IMPRESSION_1\n12,2026-03-01,GENDER,5,7\n',
    `${head}\n12,2026-03-01,GENDER,,5,7\n`,
    `${head}\n12,2026-03-01,GENDER,female,5.5,7\n`,
    `${head}\n12,March,GENDER,female,5,7\n`,
    `${head}\nx,2026-03-01,GENDER,female,5,7\n`,
    `${head}\n12,2026-03-01,KEYWORD,${'a'.repeat(501)},5,7\n`,
  ];
  for (const text of bad) await assert.rejects(read(text), (error) => isFault(error, 'INGEST_REPORT_MALFORMED'), text);
});
