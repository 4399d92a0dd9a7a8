import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { workbookOf, workbookParts, zipOf } from '../../../test/kit/workbooks.ts';
import { isFault } from '../../foundation/kit/index.ts';
import { nativeHeader, pinterestHeader, recogniseHeader } from './formats.ts';
import { type PinFileSeen, readPinFile } from './read-pin-file.ts';
import { type RawRow, type RowPlan, readPinRow } from './read-pin-row.ts';
import { guardCell, joinLabels, plainCell, readSecond, splitAddresses, splitLabels } from './written-cells.ts';
import { readMoment } from './written-moments.ts';

const zone = 'Europe/Amsterdam';
const now = new Date('2026-11-24T10:00:00Z');

const publerHeader = [
  ...['Date - Intl. format or prompt', 'Text', 'Link(s) - Separated by comma for FB carousels'],
  ...['Media URL(s) - Separated by comma', 'Title - For the video, pin, PDF ..', 'Label(s) - Separated by comma'],
  ...['Alt text(s) - Separated by ||', 'Comment(s) - Separated by ||', 'Pin board, FB album, or Google category'],
  ...['Post subtype - I.e. story, reel, PDF ..', 'CTA - For Facebook links or Google'],
  'Reminder - For stories, reels, shorts, and TikToks',
];

test('each tool’s file is told by its header, and look-alikes are read by their names', () => {
  const wanted: [string, readonly string[]][] = [
    ['pinterest', pinterestHeader],
    ['publer', publerHeader],
    ['native', nativeHeader],
    ['buffer', ['Text', 'Image URL', 'Tags', 'Posting Time']],
    ['buffer', ['Text', 'Image URL', 'Tags', 'Posting Time', 'Board Name']],
    ['tailwind', ['Image URL', 'Title', 'Description', 'Link', 'Board']],
    ['tailwind', ['mediaUrl', 'mediaType', 'title', 'description', 'url', 'boardId', 'altText', 'sendAt']],
    ['look-alike', ['board_name', 'title', 'description', 'link', 'image_url', 'published_at']],
    ['look-alike', ['Titel', 'Omschrijving', 'Link', 'Afbeelding', 'Bord', 'Datum', 'Tijd']],
    ['unknown', ['Kop A', 'Kop B', 'constructor']],
    ['unknown', ['Title', 'Something of our own', 'Image URL', 'Link']],
  ];
  for (const [format, header] of wanted) assert.equal(recogniseHeader(header).format, format, header.join());
  assert.deepEqual(recogniseHeader(['Title', 'Kop', 'Image 1', 'Media URL', 'Image']).fields, [
    ...['title', undefined, undefined, 'media', 'media'],
  ]);
});

const inCuts = async function* (bytes: Uint8Array, cuts: number) {
  for (let at = 0; at < bytes.length; at += cuts) yield bytes.subarray(at, at + cuts);
};

const read = async (bytes: Uint8Array | AsyncIterable<Uint8Array>, cuts = 1 << 14) => {
  const rows: RawRow[] = [];
  const body = bytes instanceof Uint8Array ? inCuts(bytes, cuts) : bytes;
  const seen = await readPinFile(body, async (row) => void rows.push(row));
  return { rows, seen };
};

const planOf = (seen: PinFileSeen): RowPlan => ({
  fields: seen.columns.map(({ field }) => field ?? undefined),
  ...{ order: 'day-month', zone, now, isWorkbook: seen.kind === 'xlsx' },
});

const pinsOf = async (bytes: Uint8Array) => {
  const { rows, seen } = await read(bytes);
  return rows.map((row) => readPinRow(planOf(seen), row));
};

const quoted = (cells: readonly string[], delimiter = ','): string =>
  cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter);

test('the same Pin is read alike from each tool’s file', async () => {
  const csv = (header: readonly string[], cells: readonly string[]) => `${quoted(header)}\r\n${quoted(cells)}\r\n`;
  const [title, text, link, image, board] = [
    'Kerst, "thuis"',
    'Zo dek je\nde tafel.',
    'https://shop.example/kerst?a=1,2',
    'https://cdn.example/a,b.jpg',
    'Feest/Kerst',
  ];
  const files = {
    pinterest: csv(pinterestHeader, [title, image, board, '', text, link, '2026-12-01T09:00:00', 'kerst, tafel']),
    publer: `\ufeff${csv(publerHeader, ['2026/12/01 09:00', text, link, image, title, 'kerst,tafel', '', '', board, '', '', ''])}`,
    native: csv(nativeHeader, [
      ...['', '', '', 'Feest', 'Kerst', 'pin', title, text, link, '', image, '', '', '2026-12-01T08:00Z', zone],
      ...['kerst, tafel', '', '', ''],
    ]),
    lookAlike: csv(
      ['board_name', 'title', 'description', 'link', 'image_url', 'published_at', 'tags'],
      [board, title, text, link, image, '01-12-2026 09:00', 'kerst,tafel'],
    ),
  };
  for (const [name, file] of Object.entries(files)) {
    const [{ pin, remarks } = assert.fail(name)] = await pinsOf(Buffer.from(file));
    assert.deepEqual(remarks, [], name);
    assert.deepEqual([pin.title, pin.description, pin.link, pin.media?.items], [title, text, link, [image]], name);
    assert.deepEqual([pin.plannedFor, pin.labels], ['2026-12-01T09:00', ['kerst', 'tafel']], name);
    assert.equal([pin.board, pin.section].filter((each) => each !== '').join('/'), board, name);
  }
  const [buffer] = await pinsOf(
    Buffer.from(csv(['Text', 'Image URL', 'Tags', 'Posting Time'], [text, image, 'kerst', '2026-12-01 09:00'])),
  );
  assert.equal(buffer?.pin.description, text);
  const sheet = workbookOf([
    ['Pins voor december'],
    [...nativeHeader],
    ['a1', '', '', board, '', '', title, text, link, '', image, '', '', { serial: 46357.375 }, '', 'kerst', '', '', ''],
  ]);
  const [fromSheet] = await pinsOf(sheet);
  assert.deepEqual([fromSheet?.pin.plannedFor, fromSheet?.pin.key, fromSheet?.remarks], ['2026-12-01T09:00', 'a1', []]);
});

test('a row that is wrong says where and why, all of it at once', async () => {
  const header = 'key,title,description,link,media_urls,cover_time,publish_at,timezone,labels,board,alt_text';
  const remarksOf = async (line: string) => {
    const [row] = await pinsOf(Buffer.from(`${header}\n${line}\n`));
    return row?.remarks.map(({ rule, at }) => `${rule}@${at}`);
  };
  assert.deepEqual(
    await remarksOf(`k,${'t'.repeat(101)},${'d'.repeat(801)},shop.example,x.jpg,soon,someday,Mars/One,,5.5E+17,`),
    [
      ...[
        'title-long@1',
        'description-long@2',
        'shortened@9',
        'link-none@3',
        'media-address@4',
        'cover-time@5',
        'moment@6',
      ],
    ],
  );
  assert.deepEqual(await remarksOf('k,"=HYPERLINK(""https://x"")",,,,,,,,,'), ['formula@1', 'no-media@null']);
  assert.deepEqual(await remarksOf('k,a\u0007b,,,,,,,,,'), ['control@1', 'no-media@null']);
  assert.deepEqual(await remarksOf('k,,,,,,,,,,'), ['empty@null']);
  assert.deepEqual(await remarksOf('k,CafÃ©,,,,,,,,,'), ['mojibake@1', 'no-media@null']);
  assert.deepEqual(await remarksOf('k,t,,,,,,,,,,too,many'), ['cells-many@null', 'no-media@null']);
  const six = Array.from({ length: 6 }, (_, at) => `https://c.example/${at}.jpg`).join(' ');
  assert.deepEqual(await remarksOf(`k,t,,,${six},,,,,,`), ['media-many@4']);
  assert.deepEqual(await remarksOf('k,t,,,https://c.example/a.jpg|https://c.example/b.mp4,,,,,,'), ['media-mixed@4']);
  assert.deepEqual(await remarksOf('k,t,,,https://c.example/b.mp4,0:05,2026-13-01,,,,'), ['moment@6']);
});

test('a moment is read as people and tools write it; an offset and a zone count, and both nights of the clock are told', () => {
  const at = (moment: string, more: { zone?: string; date?: string; time?: string } = {}) => {
    const found = readMoment({ moment, date: '', time: '', zone: '', ...more }, { order: 'day-month', zone });
    return found.is === 'moment' ? [found.plannedFor, ...found.notes].join(' ') : found.is === 'bad' ? found.rule : '';
  };
  const nine = '2026-12-01T09:00';
  for (const written of [
    ...[
      '2026-12-01T09:00',
      '2026-12-01 09:00:00',
      '2026/12/01 9:00',
      '1-12-2026 09:00',
      '01.12.2026 9.00',
      '1 dec 2026 9:00 AM',
    ],
    ...[
      '2026-12-01T08:00:00Z',
      '2026-12-01T08:00:00.000Z',
      '2026-12-01T03:00-05:00',
      '2026-12-01T13:30+0530',
      'December 1, 2026 9:00',
    ],
  ]) {
    assert.equal(at(written), nine, written);
  }
  assert.equal(at('2026-12-01 12:30 am'), '2026-12-01T00:30');
  assert.equal(at('2026-12-01T03:00', { zone: 'America/New_York' }), nine);
  assert.equal(at('', { date: '2026-12-01', time: '09:00' }), nine);
  assert.equal(at('2026-12-01'), `${nine} usual-time`);
  assert.equal(at('2027-03-28 02:30'), '2027-03-28T02:30 clock-skips');
  assert.equal(at('2026-10-25 02:30'), '2026-10-25T02:30 clock-twice');
  assert.deepEqual(
    ['x', '2026-02-30 09:00', '2026-12-01 25:00', '2026-12-01T09:00+99:00', '09:00'].map((each) => at(each)),
    [...['moment', 'moment', 'moment', 'moment', 'moment']],
  );
  assert.equal(at('2026-12-01 09:00', { zone: 'Mars/One' }), 'zone');
});

test('cells come back as they were written: guards, labels, addresses', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 }).map((each) => each.replaceAll(/\r\n?/g, '\n').trim());
  fc.assert(
    fc.property(
      fc.oneof(
        text,
        text.map((each) => `=${each}`),
        text.map((each) => `'-${each}`),
      ),
      (each) => {
        assert.equal(plainCell(guardCell(each.trim())), each.trim());
        assert.doesNotMatch(guardCell(each), /^[=+\-@]/);
      },
    ),
  );
  const label = text.map((each) => each.replaceAll('\n', ' ').trim()).filter((each) => each !== '');
  fc.assert(
    fc.property(fc.uniqueArray(label, { maxLength: 6 }), (labels) => {
      assert.deepEqual(splitLabels(joinLabels(labels)), labels);
    }),
  );
  assert.deepEqual(splitAddresses('https://a.example/x,y.jpg, https://b.example/1|asset:1\nhttps://c.example/'), [
    ...['https://a.example/x,y.jpg', 'https://b.example/1', 'asset:1', 'https://c.example/'],
  ]);
  assert.deepEqual(['5', '0:05', '00:01:05', '1.5', 'x', '5000'].map(readSecond), [
    5,
    5,
    65,
    1.5,
    undefined,
    undefined,
  ]);
});

const repeated = async function* (piece: Uint8Array, times: number) {
  for (let time = 0; time < times; time += 1) yield piece;
};

const sheetBomb = (): Uint8Array => {
  const row = Buffer.from('<row><c t="inlineStr"><is><t>0</t></is></c></row>'.repeat(20_000));
  const sheet = Buffer.concat([Buffer.from('<worksheet><sheetData>'), ...Array.from({ length: 300 }, () => row)]);
  return zipOf(workbookParts({ sheet }));
};

for (const [what, code, body] of [
  ['nothing', 'CONTENT_IMPORT_EMPTY', () => Buffer.from('')],
  ['only a header', 'CONTENT_IMPORT_EMPTY', () => Buffer.from('Title,Link\n')],
  ['a quotation mark that is never closed', 'CONTENT_IMPORT_QUOTES', () => Buffer.from('Title,Link\n"a,b\n')],
  [
    'one left open in a long file',
    'CONTENT_IMPORT_LINE',
    () => Buffer.from(`Title,Link\n"a,b\n${'c,d\n'.repeat(50_000)}`),
  ],
  [
    'UTF-8 and Windows-1252 in one',
    'CONTENT_IMPORT_ENCODING',
    () => Buffer.concat([Buffer.from('Títel,Link\n'), Buffer.from([0xe9, 44, 10])]),
  ],
  ['a picture', 'CONTENT_IMPORT_NOT_A_FILE', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13])],
  ['an old workbook', 'CONTENT_IMPORT_OLD_WORKBOOK', () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
  ['a broken workbook', 'CONTENT_IMPORT_WORKBOOK', () => workbookOf([['Title']]).subarray(0, 99)],
  ['a zip bomb', 'CONTENT_IMPORT_BOMB', sheetBomb],
  ['a million columns', 'CONTENT_IMPORT_LINE', () => Buffer.from(`Title${',a'.repeat(1_000_000)}\nb\n`)],
  ['a thousand columns', 'CONTENT_IMPORT_WIDE', () => Buffer.from(`Title${',a'.repeat(1000)}\nb\n`)],
  ['2 GB of zero bytes', 'CONTENT_IMPORT_NOT_A_FILE', () => repeated(new Uint8Array(1 << 20), 2048)],
  ['2 GB of the digit zero', 'CONTENT_IMPORT_LINE', () => repeated(Buffer.alloc(1 << 20, '0'), 2048)],
  ['2 GB of short lines', 'CONTENT_IMPORT_LONG', () => repeated(Buffer.from('0,0\n'.repeat(1 << 18)), 2048)],
  [
    'a zip of 2 GB',
    'CONTENT_IMPORT_LARGE',
    () => repeated(Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc((1 << 20) - 4)]), 2048),
  ],
] as const) {
  test(`${what} is refused for what it is`, async () => {
    await assert.rejects(read(body()), (error) => isFault(error, code));
  });
}
