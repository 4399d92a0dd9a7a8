import { crc32, deflateRawSync } from 'node:zlib';

/** A part of a zip: its name and bytes, and what it says of its size when that is not the truth. */
export type ZipPart = { readonly name: string; readonly body: Uint8Array; readonly saidSize?: number };

const header = (part: ZipPart, packed: Uint8Array): Buffer => {
  const out = Buffer.alloc(26);
  out.writeUInt16LE(20, 0);
  // Deflated, at a moment nobody reads.
  out.writeUInt16LE(8, 4);
  out.writeUInt32LE(crc32(part.body), 10);
  out.writeUInt32LE(packed.length, 14);
  out.writeUInt32LE(part.saidSize ?? part.body.length, 18);
  out.writeUInt16LE(Buffer.byteLength(part.name), 22);
  return out;
};

/** A zip of some parts, written by hand so that it may also lie. */
export const zipOf = (parts: readonly ZipPart[]): Buffer => {
  const files: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const packed = deflateRawSync(part.body);
    const name = Buffer.from(part.name);
    const file = Buffer.concat([Buffer.from('PK\u0003\u0004'), header(part, packed), name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), header(part, packed), tail, name]));
    files.push(file);
    offset += file.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, directory, end]);
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const letterOf = (at: number): string =>
  at < 26 ? String.fromCharCode(65 + at) : `${letterOf(Math.floor(at / 26) - 1)}${letterOf(at % 26)}`;

/** A cell: text, a number, a moment as Excel keeps it, or a formula with its last result. */
export type SheetCell =
  | string
  | number
  | { readonly serial: number }
  | { readonly formula: string; readonly value: string };

const cellXml = (cell: SheetCell, at: { place: string; shared: Map<string, number> }): string => {
  const { place, shared } = at;
  if (cell === '') return '';
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') {
    const number = shared.get(cell) ?? shared.size;
    shared.set(cell, number);
    return `<c r="${place}" t="s"><v>${number}</v></c>`;
  }
  if ('serial' in cell) return `<c r="${place}" s="1"><v>${cell.serial}</v></c>`;
  return `<c r="${place}" t="str"><f>${escaped(cell.formula)}</f><v>${escaped(cell.value)}</v></c>`;
};

const xml = (body: string): Buffer => Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${body}`);

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const around = (): ZipPart[] => [
  {
    name: 'xl/workbook.xml',
    body: xml(
      `<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr/><sheets><sheet name="Old" sheetId="2" state="hidden" r:id="rId9"/><sheet name="Pins" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    body: xml(
      `<Relationships><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${relations}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
    ),
  },
  {
    name: 'xl/styles.xml',
    body: xml(
      `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    ),
  },
];

/** The parts of a workbook with one visible sheet; `sheet` in place of rows is put in as it is. */
export const workbookParts = (
  given: { rows: readonly (readonly SheetCell[])[] } | { sheet: Uint8Array },
): ZipPart[] => {
  const shared = new Map<string, number>();
  const rows =
    'rows' in given
      ? given.rows.map((cells, row) => {
          const inside = cells
            .map((cell, at) => cellXml(cell, { place: `${letterOf(at)}${row + 1}`, shared }))
            .join('');
          return `<row r="${row + 1}">${inside}</row>`;
        })
      : [];
  const sheet =
    'sheet' in given
      ? given.sheet
      : xml(`<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`);
  const texts = [...shared.keys()].map((each) => `<si><t xml:space="preserve">${escaped(each)}</t></si>`);
  return [
    ...around(),
    { name: 'xl/sharedStrings.xml', body: xml(`<sst xmlns="${main}">${texts.join('')}</sst>`) },
    { name: 'xl/worksheets/sheet1.xml', body: sheet },
  ];
};

/** An .xlsx of rows, as a spreadsheet program saves one. */
export const workbookOf = (rows: readonly (readonly SheetCell[])[]): Buffer => zipOf(workbookParts({ rows }));
