import sax, { type SAXParser } from 'sax';
import type { RefuseFile } from './file-text.ts';
import { dateOfSerial, isDateFormat } from './workbook-dates.ts';
import { openWorkbook, type WorkbookParts } from './workbook-parts.ts';

/** A row of a worksheet: its cells as text, its number, and which cells hold a formula or an error. */
export type WorkbookRow = {
  readonly record: readonly string[];
  readonly line: number;
  readonly formulas: readonly number[];
};

/** How much of a workbook is read. */
export type WorkbookLimits = { readonly columns: number; readonly cellChars: number };

// What a sheet of some ten thousand rows unpacks to, with room; beyond it, it is a bomb or no list of Pins.
const SHEET_BYTES = 256 << 20;
const TEXTS_BYTES = 64 << 20;
const SMALL_BYTES = 8 << 20;

type Tags = {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
};

const bare = (name: string): string => name.slice(name.indexOf(':') + 1);

// Strict: an entity nobody knows is an error, and a document type, which could define some, is refused before it can.
const xmlParser = (refuse: RefuseFile, tags: Tags): SAXParser => {
  const parser = sax.parser(true, { xmlns: false, position: false });
  parser.onerror = () => {
    throw refuse('broken-workbook');
  };
  parser.ondoctype = () => {
    throw refuse('bomb');
  };
  parser.onopentag = ({ name, attributes }) => {
    const plain = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, String(value)]));
    tags.open?.(bare(name), plain);
  };
  parser.onclosetag = (name) => tags.close?.(bare(name));
  parser.ontext = (text) => tags.text?.(text);
  parser.oncdata = (text) => tags.text?.(text);
  return parser;
};

const parseAll = async (pieces: AsyncIterable<string> | undefined, parser: SAXParser): Promise<void> => {
  if (pieces === undefined) return;
  for await (const piece of pieces) parser.write(piece);
  parser.close();
};

type Opening = { readonly parts: WorkbookParts; readonly refuse: RefuseFile };

type Relation = { readonly id: string; readonly type: string; readonly target: string };

const relationsOf = async ({ parts, refuse }: Opening): Promise<Relation[]> => {
  const found: Relation[] = [];
  const open = (name: string, { Id = '', Type = '', Target = '' }: Readonly<Record<string, string>>): void => {
    const target = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`;
    if (name === 'Relationship') found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target });
  };
  await parseAll(parts.read('xl/_rels/workbook.xml.rels', SMALL_BYTES), xmlParser(refuse, { open }));
  return found;
};

/** The first sheet that is shown, and whether dates count from 1904. */
const contentsOf = async ({ parts, refuse }: Opening): Promise<{ sheetId: string; isFrom1904: boolean }> => {
  let sheetId: string | undefined;
  let isFrom1904 = false;
  const open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === 'workbookPr') isFrom1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
    if (name !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return;
    sheetId ??= Object.entries(attributes).find(([key]) => key.includes(':') && bare(key) === 'id')?.[1];
  };
  await parseAll(parts.read('xl/workbook.xml', SMALL_BYTES), xmlParser(refuse, { open }));
  if (sheetId === undefined) throw refuse('broken-workbook');
  return { sheetId, isFrom1904 };
};

/** Texts that cells share; cells name them by number. Phonetic readings of a text are no part of it. */
const sharedTexts = async ({ parts, refuse }: Opening, name: string | undefined): Promise<string[]> => {
  const texts: string[] = [];
  let current: string[] = [];
  let [isText, isPhonetic] = [false, false];
  const tags: Tags = {
    open: (tag) => {
      if (tag === 'si') current = [];
      if (tag === 'rPh') isPhonetic = true;
      isText = tag === 't';
    },
    close: (tag) => {
      if (tag === 'si') texts.push(current.join(''));
      if (tag === 'rPh') isPhonetic = false;
      isText = false;
    },
    text: (text) => {
      if (isText && !isPhonetic) current.push(text);
    },
  };
  if (name !== undefined) await parseAll(parts.read(name, TEXTS_BYTES), xmlParser(refuse, tags));
  return texts;
};

/** Which styles show a number as a date. */
const dateStyles = async ({ parts, refuse }: Opening, name: string | undefined): Promise<Set<number>> => {
  const codes = new Map<number, string>();
  const dates = new Set<number>();
  let style = 0;
  let isCells = false;
  const tags: Tags = {
    open: (tag, { numFmtId = '0', formatCode = '' }) => {
      if (tag === 'numFmt') codes.set(Number(numFmtId), formatCode);
      if (tag === 'cellXfs') isCells = true;
      if (tag !== 'xf' || !isCells) return;
      if (isDateFormat(Number(numFmtId), codes.get(Number(numFmtId)))) dates.add(style);
      style += 1;
    },
    close: (tag) => {
      if (tag === 'cellXfs') isCells = false;
    },
  };
  if (name !== undefined) await parseAll(parts.read(name, SMALL_BYTES), xmlParser(refuse, tags));
  return dates;
};

const columnOf = (reference: string): number => {
  let column = 0;
  for (const sign of reference) {
    const value = sign.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  return column - 1;
};

type Reading = {
  readonly texts: readonly string[];
  readonly dates: ReadonlySet<number>;
  readonly isFrom1904: boolean;
  readonly limits: WorkbookLimits;
  readonly refuse: RefuseFile;
};

type Cell = { at: number; type: string; style: number; isFormula: boolean; value: string };

const shownOf = ({ type, style, value }: Cell, { texts, dates, isFrom1904 }: Reading): string => {
  if (type === 's') return texts[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  const isNumber = type === 'n' && value !== '' && Number.isFinite(Number(value));
  return isNumber && dates.has(style) ? dateOfSerial(Number(value), isFrom1904) : value;
};

/** What the tags of a sheet make of rows; whoever reads takes them out of `rows`. */
const rowMaker = (reading: Reading): { tags: Tags; rows: WorkbookRow[] } => {
  const { limits, refuse } = reading;
  const rows: WorkbookRow[] = [];
  let line = 0;
  let record: string[] = [];
  let formulas: number[] = [];
  let cell: Cell | undefined;
  let isValue = false;
  const endCell = (): void => {
    if (cell === undefined) return;
    const { at, type } = cell;
    const shown = shownOf(cell, reading);
    const isFormula = cell.isFormula || type === 'e';
    cell = undefined;
    if (shown === '' && !isFormula) return;
    if (at < 0 || at >= limits.columns) throw refuse('wide', line);
    while (record.length < at) record.push('');
    record[at] = shown;
    if (isFormula) formulas.push(at);
  };
  const open = (name: string, { r = '', t = 'n', s = '0' }: Readonly<Record<string, string>>): void => {
    if (name === 'row') {
      line = r === '' ? line + 1 : Number(r);
      [record, formulas] = [[], []];
    } else if (name === 'c') {
      const at = r === '' ? record.length : columnOf(r);
      cell = { at, type: t, style: Number(s), isFormula: false, value: '' };
    } else if (name === 'f' && cell !== undefined) cell.isFormula = true;
    isValue = name === 'v' || name === 't';
  };
  const close = (name: string): void => {
    isValue = false;
    if (name === 'c') endCell();
    if (name === 'row' && record.length > 0) rows.push({ record, line, formulas });
  };
  const text = (part: string): void => {
    if (!isValue || cell === undefined) return;
    cell.value += part;
    if (cell.value.length > limits.cellChars) throw refuse('line', line);
  };
  return { rows, tags: { open, close, text } };
};

/**
 * The rows of the first visible sheet of an .xlsx. Formulas are not worked out: their last result is given, and where they stand.
 *
 * @throws what `refuse` makes of `broken-workbook`, `bomb`, `wide`, `line`
 * @cost the file and the texts its cells share in memory; of the sheet a piece
 * @personal none
 */
export const workbookRows = async function* (
  bytes: Buffer,
  wish: { readonly refuse: RefuseFile; readonly limits: WorkbookLimits },
): AsyncGenerator<WorkbookRow> {
  const { refuse, limits } = wish;
  const opening = { parts: await openWorkbook(bytes, refuse), refuse };
  const relations = await relationsOf(opening);
  const ofType = (type: string): string | undefined => relations.find((each) => each.type === type)?.target;
  const { sheetId, isFrom1904 } = await contentsOf(opening);
  const texts = await sharedTexts(opening, ofType('sharedStrings'));
  const dates = await dateStyles(opening, ofType('styles'));
  const target = relations.find((each) => each.id === sheetId)?.target;
  const pieces = target === undefined ? undefined : opening.parts.read(target, SHEET_BYTES);
  if (pieces === undefined) throw refuse('broken-workbook');
  const { rows, tags } = rowMaker({ texts, dates, isFrom1904, limits, refuse });
  const parser = xmlParser(refuse, tags);
  for await (const piece of pieces) {
    parser.write(piece);
    yield* rows.splice(0);
  }
  parser.close();
  yield* rows.splice(0);
};
