import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type SheetCell, workbookOf, workbookParts, zipOf } from '../../../../test/kit/workbooks.ts';
import { Fault, isFault } from '../../kit/index.ts';
import { readCsv } from './csv-rows.ts';
import type { FileTrouble } from './file-text.ts';
import { workbookRows } from './workbook-rows.ts';

const refuse = (why: FileTrouble, line?: number): Fault =>
  new Fault('FILES_TEST', 'invalid', why, { facts: { why, line: line ?? 0 } });

const isRefused = (why: FileTrouble) => (error: unknown) => isFault(error, 'FILES_TEST') && error.message === why;

const inCuts = async function* (bytes: Uint8Array, cuts: number) {
  for (let at = 0; at < bytes.length; at += cuts) yield bytes.subarray(at, at + cuts);
};

const csv = async (bytes: Uint8Array, cuts = 1 << 16, isWesternRead = true) => {
  const reading = await readCsv(inCuts(bytes, cuts), { refuse, lineChars: 1 << 17, isWesternRead });
  const rows: (readonly string[])[] = [];
  for await (const { record } of reading.rows) rows.push(record);
  return { rows, encoding: reading.encoding(), delimiter: reading.delimiter };
};

test('Windows-1252 is told from UTF-8 however the file is cut, and text in both is refused', async () => {
  const text = 'Titel;Tekst\r\nCafé;“Zomer” voor € 5\r\n';
  const western = Buffer.from(
    text.replaceAll('“', '\u0093').replaceAll('”', '\u0094').replace('€', '\u0080'),
    'latin1',
  );
  for (const cuts of [1, 2, 3, 7, 1 << 16]) {
    const [one, other] = [await csv(western, cuts), await csv(Buffer.from(text), cuts)];
    assert.deepEqual([one.encoding, other.encoding], ['windows-1252', 'utf-8']);
    assert.deepEqual(one.rows, [
      ['Titel', 'Tekst'],
      ['Café', '“Zomer” voor € 5'],
    ]);
    assert.deepEqual(other.rows, one.rows);
    for (const mixed of [
      Buffer.concat([Buffer.from(text), western]),
      Buffer.concat([Buffer.from('\ufeffa,b\n'), Buffer.from([99, 0xe9, 10])]),
    ]) {
      await assert.rejects(csv(mixed, cuts), isRefused('encoding'));
    }
  }
  await assert.rejects(csv(western, 64, false), isRefused('encoding'));
});

test('any text in UTF-8 is read as it is, cut anywhere', async () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll(/["\0\r\n,;\t]/g, '.'));
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { minLength: 1 }), fc.integer({ min: 1, max: 9 }), async (cells, cuts) => {
      const { rows } = await csv(Buffer.from(`a,b\n${cells.map((each) => `"${each}",.`).join('\n')}\n`), cuts);
      assert.deepEqual(
        rows.slice(1).map(([first]) => first),
        cells,
      );
    }),
  );
});

const sheet = async (bytes: Buffer, columns = 50) => {
  const rows = [];
  for await (const row of workbookRows(bytes, { refuse, limits: { columns, cellChars: 1000 } })) rows.push(row);
  return rows;
};

test('a workbook gives its first visible sheet: texts, numbers, dates as dates, and where a formula stands', async () => {
  const rows = await sheet(
    workbookOf([
      ['Title', 'Date', 'Number'],
      [],
      ['A & B <c>', { serial: 46351.375 }, 12.5],
      [{ formula: '1+1', value: '2' }, { serial: 46351 }, { serial: 0.375 }],
    ]),
  );
  assert.deepEqual(rows, [
    { record: ['Title', 'Date', 'Number'], line: 1, formulas: [] },
    { record: ['A & B <c>', '2026-11-25T09:00:00', '12.5'], line: 3, formulas: [] },
    { record: ['2', '2026-11-25', '09:00:00'], line: 4, formulas: [0] },
  ]);
});

test('any texts come back from a workbook as they were', async () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((each) => !/[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(each));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(text, { minLength: 1, maxLength: 5 }), { minLength: 1 }), async (rows) => {
      assert.deepEqual(
        (await sheet(workbookOf(rows))).map(({ record }) => record),
        rows,
      );
    }),
    { numRuns: 50 },
  );
});

const xmlOf = (inside: string): Buffer => Buffer.from(`<worksheet><sheetData>${inside}</sheetData></worksheet>`);

test('what unpacks into too much, lies about its size, defines entities, or is broken is refused for what it is', async () => {
  const withSheet = (body: Buffer, saidSize?: number) => {
    const parts = workbookParts({ sheet: body });
    return zipOf(parts.map((part) => (part.body === body && saidSize !== undefined ? { ...part, saidSize } : part)));
  };
  const before = process.memoryUsage().rss;
  const row = Buffer.from('<row><c t="inlineStr"><is><t>0</t></is></c></row>'.repeat(20_000));
  const large = Buffer.concat([Buffer.from('<worksheet><sheetData>'), ...Array.from({ length: 300 }, () => row)]);
  const bomb = withSheet(large);
  assert.ok(bomb.length < 8 << 20);
  await assert.rejects(sheet(bomb), isRefused('bomb'));
  await assert.rejects(sheet(withSheet(large, 5_000)), isRefused('bomb'));
  assert.ok(process.memoryUsage().rss - before < 900 << 20);
  const laughs = Buffer.from(
    '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>',
  );
  await assert.rejects(sheet(withSheet(laughs)), isRefused('bomb'));
  await assert.rejects(sheet(withSheet(xmlOf('<row><c t="str"><v>&b;</v></c></row>'))), isRefused('broken-workbook'));
  await assert.rejects(sheet(withSheet(xmlOf('<row><c>'))), isRefused('broken-workbook'));
  await assert.rejects(sheet(withSheet(xmlOf('<row><c r="XFD1"><v>1</v></c></row>'))), isRefused('wide'));
  await assert.rejects(sheet(withSheet(xmlOf(`<row><c><v>${'9'.repeat(2000)}</v></c></row>`))), isRefused('line'));
  await assert.rejects(sheet(workbookOf([['a']]).subarray(0, 200)), isRefused('broken-workbook'));
  await assert.rejects(
    sheet(zipOf([{ name: 'word/document.xml', body: Buffer.from('<a/>') }])),
    isRefused('broken-workbook'),
  );
  const wide: SheetCell[] = Array.from({ length: 60 }, () => 'x');
  await assert.rejects(sheet(workbookOf([wide])), isRefused('wide'));
});
